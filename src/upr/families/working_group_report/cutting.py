"""Section II cut at its numbers: paragraphs, and the entries of their lists.

Nobody's numbers are trusted without the sequence. A list numbered 1, 2, 3 may run
past the number of the next paragraph; numbers are misprinted, skipped, run into the
line before; and any line may begin with a number that belongs to the sentence. So a
number opens an entry where the sequence expects it, or where the words before it are
complete and the sequence can be taken up again.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from upr.families.working_group_report.numbering import Token, token
from upr.parsing import joined, starts_paragraph
from upr.reading.lines import Line

# How far the sequence may jump where numbers were skipped in print.
LARGEST_JUMP = 6
LOOK_AHEAD_LINES = 60  # the longest item known has 41

COMPLETE = re.compile(r"[;.:,]\s*[”\"’']?(?:\s?[⁰¹²³⁴-⁹]+)?(?:\s*(?:and|or))?$")
_RUN_IN = re.compile(r"(?<=[;.)])\s*(?=(\d{1,3}\.\d{1,3})\.?\s*[A-Z])")


LONGEST_END = 24  # characters of a line that tell how it ends


def is_complete(text: str) -> bool:
    """Whether a text ends like a sentence or an item."""
    return bool(COMPLETE.search(text, max(0, len(text) - LONGEST_END)))


@dataclass(slots=True)
class Entry:
    """A numbered piece of a list; `number` is None in a list without numbers."""

    printed: str
    number: int | None
    lines: list[Line]

    @property
    def text(self) -> str:
        """The words, without the number."""
        return joined(self.lines)


@dataclass(slots=True)
class Block:
    """A numbered paragraph of section II with the list that follows it."""

    number: int
    lines: list[Line]  # of the paragraph itself, without its number
    entries: list[Entry] = field(default_factory=list)
    style: str = ""  # "prefixed", "plain", "" while no entry is known

    @property
    def text(self) -> str:
        """The words of the paragraph, without its number."""
        return joined(self.lines)


def cut(
    lines: Sequence[Line], is_paragraph: Callable[[str], bool]
) -> tuple[list[Line], list[Block]]:
    """Return the lines before the first numbered paragraph, and the blocks.

    `is_paragraph` tells by its words whether a text is a paragraph of the report
    rather than a recommendation; it is asked only where the numbers leave it open.
    """
    cutter = _Cutter(list(_run_in_parted(lines)), is_paragraph)
    cutter.run()
    return cutter.before, cutter.blocks


def _run_in_parted(lines: Sequence[Line]) -> Iterator[Line]:
    """Part "(Spain);110.44. Take actions" into two lines."""
    for line in lines:
        cuts = [found.start() for found in _RUN_IN.finditer(line.text)]
        if not any(cuts):
            yield line
            continue
        bounds = [0, *(cut for cut in cuts if cut), len(line.text)]
        for start, end in pairwise(bounds):
            yield replace(line, text=line.text[start:end].strip())


class _Cutter:
    """Walks over the lines once, knowing the paragraph and the entry it is in."""

    def __init__(
        self, lines: Sequence[Line], is_paragraph: Callable[[str], bool]
    ) -> None:
        self._lines = lines
        self._is_paragraph = is_paragraph
        self._index = 0
        self.before: list[Line] = []
        self.blocks: list[Block] = []

    def run(self) -> None:
        for index, line in enumerate(self._lines):
            self._index = index
            found = token(line.text)
            if found is None:
                self._current.append(line)
            elif self._opens_entry(found):
                self._open_entry(found, line)
            elif self._opens_paragraph(found):
                self._open_paragraph(found, line)
            else:
                self._current.append(line)

    @property
    def _block(self) -> Block | None:
        return self.blocks[-1] if self.blocks else None

    @property
    def _current(self) -> list[Line]:
        """The lines of what is open."""
        if self._block is None:
            return self.before
        return (
            self._block.entries[-1].lines if self._block.entries else self._block.lines
        )

    @property
    def _expected(self) -> int:
        """The next number of the list."""
        if self._block is None or not self._block.entries:
            return 1
        return (self._block.entries[-1].number or 0) + 1

    def _open_paragraph(self, found: Token, line: Line) -> None:
        self.blocks.append(Block(found.number, [replace(line, text=found.text)]))

    def _open_entry(self, found: Token, line: Line) -> None:
        block = self._block
        if block is None:
            return
        number = found.number
        if self._is_misprint(found):
            number = self._expected
        block.style = "plain" if found.paragraph is None else "prefixed"
        rest = replace(line, text=found.text)
        block.entries.append(Entry(found.printed, number, [rest]))

    # -- what a number may open ---------------------------------------------------

    def _opens_paragraph(self, found: Token) -> bool:
        if found.paragraph is not None:
            return False
        block = self._block
        if block is None:
            return True
        if found.number == block.number + 1:
            return self._is_complete() or self._is_paragraph(self._words(found))
        return (
            block.number < found.number <= block.number + LARGEST_JUMP
            and self._is_boundary()
            and self._is_paragraph(self._words(found))
        )

    def _opens_entry(self, found: Token) -> bool:
        block = self._block
        if block is None:
            return False
        if found.paragraph is None:
            return self._opens_plain(found, block)
        return block.style != "plain" and self._opens_prefixed(found, block)

    def _opens_plain(self, found: Token, block: Block) -> bool:
        if block.style == "prefixed":
            return False
        if found.number == block.number + 1 and self._is_paragraph(self._words(found)):
            return False
        if found.number == self._expected:
            return bool(block.entries) or self._is_boundary()
        is_jump = self._expected < found.number < self._expected + LARGEST_JUMP
        return (
            bool(block.entries)
            and is_jump
            and found.number != block.number + 1
            and self._is_boundary()
            and not self._comes(None, self._expected)
        )

    def _opens_prefixed(self, found: Token, block: Block) -> bool:
        if found.paragraph == block.number and found.number == self._expected:
            return self._is_complete() or self._starts_paragraph()
        if not self._is_boundary():
            return False
        if self._is_misprint(found):
            return True
        is_jump = self._expected < found.number < self._expected + LARGEST_JUMP
        return (
            found.paragraph == block.number
            and is_jump
            and not self._comes(block.number, self._expected)
        )

    def _is_misprint(self, found: Token) -> bool:
        """Whether another number is printed where the next one must stand.

        The one after the next comes soon, and the next itself does not. Or only one
        of the two parts is wrong.
        """
        block = self._block
        if block is None or found.paragraph is None:
            return False
        if found.paragraph == block.number and found.number == self._expected:
            return False
        if self._comes(block.number, self._expected):
            return False
        if found.paragraph != block.number and found.number == self._expected:
            return True
        follows = self._comes(block.number, self._expected + 1)
        return follows and found.number != self._expected + 1

    def _comes(self, paragraph: int | None, number: int) -> bool:
        """Whether a line soon to come starts with this number."""
        ahead = self._lines[self._index + 1 : self._index + 1 + LOOK_AHEAD_LINES]
        for line in ahead:
            found = token(line.text)
            if found and (found.paragraph, found.number) == (paragraph, number):
                return True
        return False

    def _is_complete(self) -> bool:
        """Whether the words before end like a sentence or an item."""
        return not self._current or is_complete(self._current[-1].text)

    def _is_boundary(self) -> bool:
        """Whether a new piece may begin here, by words and by place."""
        return self._is_complete() and self._starts_paragraph()

    def _starts_paragraph(self) -> bool:
        """Whether the line may begin a paragraph; at the top of a page any may."""
        if not self._current:
            return True
        previous, line = self._current[-1], self._lines[self._index]
        return starts_paragraph(previous, line) or previous.page != line.page

    def _words(self, found: Token) -> str:
        """The beginning of what the number opens: enough to tell what it is."""
        ahead = self._lines[self._index + 1 : self._index + 6]
        own = takewhile(lambda line: token(line.text) is None, ahead)
        return joined([Line(found.text), *own])
