"""The command `upr read`: reads files, writes lines, says what went wrong."""

import io
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from upr.batch import Outcome, collect_garbage_less, files_of, read_all
from upr.cli_output import Folder, Output, Stream
from upr.records import Document, Place

if TYPE_CHECKING:  # slow import
    from tqdm import tqdm

_OK, _LEFT_OVER, _UNREADABLE = 0, 1, 2
_QUOTED = 80  # signs of a left-over line that are shown


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line."""

    files: Sequence[str]
    format: str
    out: str | None
    jobs: int


def run(asked: Asked) -> int:
    """Read the files, write their lines, and return the exit status."""
    collect_garbage_less()
    files = files_of(asked.files)
    teller = _Teller(len(files))
    output: Output
    if asked.out is None:
        output = Stream(asked.format, _standard_output(), _width())
    else:
        output = Folder(asked.format, Path(asked.out), teller.say)
    try:
        for outcome in read_all(files, asked.jobs):
            teller.tell(outcome, _written(outcome, output, teller))
    finally:
        teller.close()
    teller.sum_up()
    return teller.status


def _written(outcome: Outcome, output: Output, teller: "_Teller") -> int | None:
    """Write the lines of one file; return how many, None where they cannot be.

    Nothing is written, and nothing wrong with that, where the file was not read.
    """
    target = output.target(outcome.path)
    if outcome.document is None:
        return None
    teller.make_room()
    try:
        return output.write(outcome.document, target)
    except BrokenPipeError:
        raise
    except OSError as error:
        teller.say(f"{outcome.path}: its lines cannot be written: {error}")
        return None


def _standard_output() -> TextIO:
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        # whatever the locale: JSON is UTF-8, and no sign may stop the output
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    return stream


def _width() -> int:
    return shutil.get_terminal_size().columns


class _Teller:
    """Says on standard error what went wrong, and how far the reading is."""

    def __init__(self, files: int) -> None:
        """Begin a bar over `files` files where one is of use."""
        self._files = files
        self._counts: Counter[str] = Counter()
        self._bar = _bar(files)

    @property
    def status(self) -> int:
        """The exit status for all that was told so far."""
        if self._counts["unreadable"]:
            return _UNREADABLE
        return _LEFT_OVER if self._counts["left over"] else _OK

    def say(self, sentence: str) -> None:
        """Print a line on standard error, above the bar."""
        if self._bar is not None and sys.stderr.isatty():
            self._bar.write(sentence, file=sys.stderr)
        else:
            sys.stderr.write(f"{sentence}\n")

    def make_room(self) -> None:
        """Take the bar off the terminal before lines are written there."""
        if self._bar is not None and sys.stdout.isatty():
            self._bar.clear()

    def tell(self, outcome: Outcome, lines: int | None) -> None:
        """Say what there is to say about one file, and how many lines it gave."""
        for sentence in _complaints(outcome, lines):
            self.say(f"{outcome.path}{sentence}")
        document = outcome.document
        if document is None or lines is None:
            self._counts["unreadable"] += 1
        elif not document.is_whole:
            self._counts["left over"] += 1
        self._counts["lines"] += lines or 0
        if self._bar is not None:
            self._bar.update()

    def close(self) -> None:
        """End the bar."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def sum_up(self) -> None:
        """Say how it went, where there were several files."""
        if self._files > 1:
            self.say(
                f"{self._files} files: {self._counts['lines']:,} lines; "
                f"{self._counts['left over']} with something left over, "
                f"{self._counts['unreadable']} not read."
            )


def _bar(files: int) -> "tqdm[NoReturn] | None":
    is_terminal = sys.stderr.isatty()
    if files < 2 and not is_terminal:
        return None
    from tqdm import tqdm  # noqa: PLC0415 -- slow import, for one file of no use

    bar: tqdm[NoReturn] = tqdm(
        total=files,
        unit="file",
        file=sys.stderr if is_terminal else _WholeLines(),
        leave=not is_terminal,
        delay=0.3,  # seconds: nobody needs a bar for less
        mininterval=0.1 if is_terminal else 10,  # seconds
        dynamic_ncols=is_terminal,
    )
    return bar


class _WholeLines:
    """Standard error in a log: the bar as lines, not drawn over itself."""

    def write(self, text: str) -> None:
        """Write what is drawn, where anything is."""
        drawn = text.strip("\r\n ")
        if drawn:
            sys.stderr.write(f"{drawn}\n")

    def flush(self) -> None:
        """Pass on."""
        sys.stderr.flush()


def _complaints(outcome: Outcome, lines: int | None) -> Iterator[str]:
    if outcome.error is not None:
        yield f": {outcome.error}"
    if outcome.document is None:
        return
    if lines == 0:
        yield _why_no_lines(outcome.document)
    for leftover in outcome.document.leftovers:
        text = leftover.text[:_QUOTED] + ("…" if leftover.text[_QUOTED:] else "")
        yield f"{_at(leftover.place)}: left over: “{text}” ({leftover.why})"
    for check in outcome.document.checks:
        if not check.passed:
            yield f": check “{check.name}” failed: {check.message}"


def _why_no_lines(document: Document) -> str:
    kind = document.kind.value.replace("_", " ")
    return f": {kind}: it gives no lines, for no recommendations are in it."


def _at(place: Place) -> str:
    if place.page is not None:
        return f", page {place.page}"
    return "" if place.index is None else f", paragraph {place.index}"
