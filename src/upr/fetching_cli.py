"""The command `upr fetch`."""

import argparse
import os
import sys
from pathlib import Path

from upr.errors import FetchError, MissingExtraError

_OK, _FAILED = 0, 2
_FETCH = """\
Fetches documents of the Human Rights Council by their symbols, from the document
service of the United Nations or where UPR_FETCH_ADDRESS says, and checks that each is
the one asked for. Politely: one request a second, robots.txt kept, retries with longer
and longer pauses. What is there is not asked for again; what broke off is gone on with.
Not tried against the live service by those who wrote it.
"""
_FETCH_MORE = """\
A line for each file on standard output: symbol, language, path.

exit status:
  0  every document is there
  2  one could not be fetched: the reason is on stderr, the others are there

example:
  upr fetch A/HRC/... --language en --language fr --out papers/
"""
_UNKNOWN = "The symbols of the reports on these States are not known: {}.\n"


def add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add the command to those of `upr`."""
    fetch = commands.add_parser(
        "fetch",
        help="fetch papers from the United Nations by their symbols",
        description=_FETCH,
        epilog=_FETCH_MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    fetch.add_argument("symbols", nargs="*", metavar="SYMBOL")
    fetch.add_argument(
        "--session",
        type=int,
        help="the reports of a session of the Working Group, as far as known",
    )
    fetch.add_argument(
        "--language", action="append", metavar="L", help="ar, zh, en, fr, ru or es"
    )
    fetch.add_argument("--type", choices=("pdf", "doc"), default="pdf")
    fetch.add_argument("--out", type=Path, default=Path(), metavar="DIR")
    fetch.add_argument("--anew", action="store_true", help="fetch what is there too")
    fetch.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    try:
        return _fetch_all(asked)
    except (FetchError, MissingExtraError) as error:
        sys.stderr.write(f"{error}\n")
        return _FAILED


def _fetch_all(asked: argparse.Namespace) -> int:
    try:
        # optional, and slow to load
        from upr.fetching.fetcher import Fetcher  # noqa: PLC0415 -- optional extra
    except ModuleNotFoundError as error:
        if error.name != "httpx":
            raise
        raise MissingExtraError("fetching", "httpx", "fetch") from error
    from upr.fetching.service import Service, wanted  # noqa: PLC0415 -- slow import

    symbols, status = _symbols(asked)
    files = [
        wanted(symbol, language, asked.type)
        for symbol in symbols
        for language in asked.language or ["en"]
    ]
    address = os.environ.get("UPR_FETCH_ADDRESS")
    service = Service(address=address) if address else Service()
    with Fetcher(asked.out, service) as fetcher:
        for one in files:
            try:
                path = fetcher.fetch(one, anew=asked.anew).path
            except FetchError as error:
                sys.stderr.write(f"{error}\n")
                status = _FAILED
            else:
                sys.stdout.write(f"{one.symbol}\t{one.language}\t{path}\n")
    return status


def _symbols(asked: argparse.Namespace) -> tuple[list[str], int]:
    """What is asked for, and the status so far: not every symbol may be known."""
    from upr.fetching.fetcher import reports_of_session  # noqa: PLC0415 -- as above

    symbols = list(asked.symbols)
    unknown: tuple[str, ...] = ()
    if asked.session is not None:
        reports = reports_of_session(asked.session)
        symbols += reports.symbols
        unknown = reports.unknown
    if not symbols:
        raise FetchError("Name a symbol, or a session.")
    if unknown:
        sys.stderr.write(_UNKNOWN.format(" ".join(unknown)))
    return symbols, _FAILED if unknown else _OK
