"""The command `upr`."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from upr import __version__, coding_cli, fetching_cli

_OK, _LEFT_OVER, _UNREADABLE = 0, 1, 2
_INTERRUPTED, _BROKEN_PIPE = 130, 141  # 128 and the signal's number, as shells say

_READ = """\
Reads papers of the Universal Periodic Review, PDF or Word (DOCX), and writes a line
for each recommendation. What a file is, its content says, never its name.
"""
_READ_MORE = """\
Each line of JSON has at least symbol, state, session, paragraph, text, states (ISO
3166-1 alpha-3), position (supported, noted or pending), page and layout; what a
paper does not have is null. Papers without recommendations give no lines.

exit status:
  0  every file was read whole
  1  something was left over, or a check of a document failed: listed on stderr
  2  a file could not be read, or what was read could not be written

examples:
  upr read A_HRC_28_15-EN.pdf
  upr read reports/ --out lines/ --jobs 4
  upr read 'reports/*.pdf' --format csv > recommendations.csv
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    if not sys.stdin:  # Python has None for what is closed
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 -- to the end
    if not sys.stderr:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- same
    if not sys.stdout:
        sys.stderr.write("upr: Standard output is closed: nothing can be written.\n")
        return _UNREADABLE
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Files written so far are whole.\n")
        return _INTERRUPTED
    except BrokenPipeError:
        # Python flushes standard output once more on its way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="upr",
        description="Reads what the United Nations publish on the "
        "Universal Periodic Review.",
    )
    parser.add_argument("--version", action="version", version=f"upr {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_read(commands)
    coding_cli.add_commands(commands)
    fetching_cli.add_command(commands)
    return parser


def _add_read(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    read = commands.add_parser(
        "read",
        help="read papers and write a line for each recommendation",
        description=_READ,
        epilog=_READ_MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    read.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="file, folder (PDF and Word files in it and below) or pattern",
    )
    read.add_argument(
        "--format",
        choices=("jsonl", "csv", "table"),
        default="jsonl",
        help="JSON Lines (the default), CSV, or a table to look at",
    )
    read.add_argument(
        "--out",
        metavar="DIR",
        help="write one file NAME.jsonl (or NAME.csv) for each FILE into this folder",
    )
    read.add_argument(
        "--jobs",
        type=_jobs,
        default=1,
        metavar="N",
        help="read in so many processes; the order of the output stays (default: 1)",
    )
    read.set_defaults(run=_read)


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes")
    return int(text)


def _read(asked: argparse.Namespace) -> int:
    # so that --version and --help answer at once
    from upr.cli_read import Asked, run  # noqa: PLC0415 -- slow import

    return run(Asked(asked.files, asked.format, asked.out, asked.jobs))


if __name__ == "__main__":
    sys.exit(main())
