"""`upright`: the platform's command. Thin: each word calls what does the work."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

UNUSABLE = (
    "The database could not be used (%s). What was finished before stays, the rest was"
    " not done. If it is locked, another command or the site is writing: try again"
    " when that is done.\n"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says, and return the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upright.settings")
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _do(words)
    except Exception as error:
        from django.db import OperationalError  # noqa: PLC0415 -- see manage

        if not isinstance(error, OperationalError):
            raise
        sys.stderr.write(UNUSABLE % str(error).strip())
        return 2


def _do(words: list[str]) -> int:
    if words[:1] == ["manage"]:
        return manage(words[1:])
    chosen = _parser().parse_args(words)
    if chosen.command in OWN:
        return OWN[chosen.command](chosen)
    return manage([COMMANDS[chosen.command], *words[1:]])


COMMANDS = {
    "import": "import_files",
    "fetch": "fetch_papers",
    "recode": "recode",
    "reread": "reread",
    "reindex": "reindex",
}


def manage(words: Sequence[str]) -> int:
    """Run one of Django's commands or ours."""
    # Late, as below: the settings must be named before Django is met.
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    try:
        execute_from_command_line(["upright manage", *words])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except KeyboardInterrupt:
        return 130
    return 0


def _serve(chosen: argparse.Namespace) -> int:
    import django  # noqa: PLC0415 -- see manage

    django.setup()
    from upright.serving import CannotServeError, serve  # noqa: PLC0415 -- see manage

    try:
        serve(chosen.host, chosen.port, chosen.workers, has_worker=chosen.worker)
    except CannotServeError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _work(chosen: argparse.Namespace) -> int:
    import django  # noqa: PLC0415 -- see manage

    django.setup()
    from upright.working import work  # noqa: PLC0415 -- see manage

    return work(is_kept=chosen.kept)


def _tick(chosen: argparse.Namespace) -> int:
    import django  # noqa: PLC0415 -- see manage

    django.setup()
    from upright.working import tick_once  # noqa: PLC0415 -- see manage

    return tick_once()


OWN: dict[str, Callable[[argparse.Namespace], int]] = {
    "serve": _serve,
    "tick": _tick,
    "worker": _work,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="upright", description="The platform of the Universal Periodic Review."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add = commands.add_parser
    _add_import_options(add("import", help="read files and archive what is in them"))
    _add_fetch_options(add("fetch", help="fetch papers from the UN, and import"))
    _add_serve_options(add("serve", help="serve the site"))
    working = add("worker", help="do what is queued and what is due, without serving")
    working.add_argument("--kept", action="store_true", help=argparse.SUPPRESS)
    add("tick", help="do what is due now, once")
    _add_reread_options(
        add("reread", help="show, or apply, what a newer reader reads otherwise")
    )
    recoding = add("recode", help="code what another model coded, or none, anew")
    recoding.add_argument("--background", action="store_true")
    add("reindex", help="build the search index anew")
    add("manage", help="Django's commands, and: load_reference, …")
    return parser


def _add_import_options(importing: argparse.ArgumentParser) -> None:
    importing.add_argument("paths", nargs="+", metavar="PATH")
    importing.add_argument("--jobs", type=int, help="files read at a time")
    importing.add_argument(
        "--preview", action="store_true", help="only say what exports of others hold"
    )
    importing.add_argument(
        "--rejects", metavar="FILE", help="write rejected rows there"
    )


def _add_serve_options(serving: argparse.ArgumentParser) -> None:
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8000)
    serving.add_argument("--workers", type=int, default=1, help="processes")
    serving.add_argument(
        "--no-worker",
        dest="worker",
        action="store_false",
        help="serve only; `upright worker` works somewhere else",
    )


def _add_reread_options(rereading: argparse.ArgumentParser) -> None:
    rereading.add_argument("symbols", nargs="*", metavar="SYMBOL")
    rereading.add_argument("--apply", action="store_true")
    rereading.add_argument("--all", action="store_true")


def _add_fetch_options(fetching: argparse.ArgumentParser) -> None:
    fetching.add_argument("symbols", nargs="*", metavar="SYMBOL")
    fetching.add_argument("--session", type=int, help="the papers of a session")
    fetching.add_argument(
        "--kind",
        action="append",
        metavar="K",
        help="of a session: report and addendum, else draft, paper",
    )
    fetching.add_argument(
        "--language", action="append", metavar="L", help="ar, zh, en, fr, ru or es"
    )
    fetching.add_argument("--type", choices=("pdf", "doc"))
    fetching.add_argument("--anew", action="store_true", help="fetch what is here too")


if __name__ == "__main__":
    sys.exit(main())
