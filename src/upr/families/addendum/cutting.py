"""The body of an addendum cut into paragraphs, headings and what numbers head.

A number at the start of a paragraph may be the paragraph's own ("3. The Government
accepts ...") or name the recommendations that are answered there ("122.14–15",
"Rec. 18", "5., 6., 7."). One with a paragraph or a word before it names
recommendations; of plain ones the whole paper tells.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from upr.item_numbers import Run, run_at
from upr.parsing import joined, starts_paragraph
from upr.reading.lines import Line, Printed, Zone

# What may end the cover; the last line that fits does.
_COVER_END = re.compile(
    r"\bOriginal:|\bDistr\.|^United Nations\b|^\*|^The present document\b"
    r"|presented by the State under review\W*$|^Addendum$",
    re.IGNORECASE,
)
_WORD_COVER = 40  # paragraphs of a Word file; the longest cover known has under 30
_SENTENCE_END = re.compile(r"[.;:!?]\s*[”\"’')]*(?:\s?[⁰¹²³⁴-⁹]+)?$")
_LEAD = re.compile(
    r"[\s•▪*–-]*(?P<words>(?:(?:recommendations?|recs?|paragraphs?|paras?|nos?|items?)"
    r"\b\.?\s*(?:nos?\b\.?|numbers?\b|#)?\s*:?\s*)*)\(?",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?P<mark>[.,:;)–—-]*)\s*(?P<text>.*)$", re.DOTALL)
_BEGINS_TEXT = re.compile(r"[A-Z“\"‘'(\[•–-]|$")
_SECTION = re.compile(r"(?:[IVX]{1,5}|[A-Z])\.\s+\S")
# The header row of a table whose columns a PDF runs together.
_HEADER_ROW = re.compile(
    r"\W*(?:nos?\b|para(?:graph)?s?\b|number\b|recommendations?\b).*"
    r"\b(?:position|response|status|decision|reply|answer)\b",
    re.IGNORECASE,
)
_LONGEST_HEADER = 12  # words
_ORNAMENT = re.compile(r"[\s*∗_–—.-]*|Notes?\b\W*", re.IGNORECASE)
_LARGER_PT = 1.0  # a heading's type is larger than the text's by more than this


@dataclass(slots=True)
class Paragraph:
    """A printed paragraph, without the number or the label that heads it."""

    lines: list[Line]
    is_heading: bool = False
    label: Run | None = None  # recommendations it answers
    is_plain: bool = False  # the label is of plain numbers and no word: see above
    is_open: bool = False  # the label goes on in the next line: "40., 41., 42.,"
    number: str | None = None  # its own
    printed: str = ""  # number or label, as printed

    @property
    def text(self) -> str:
        """The words, lines joined."""
        return joined(line for line in self.lines if line.text)


def body(printed: Printed) -> list[Line]:
    """Return the lines after the cover, without running heads and footnotes."""
    lines = [line for line in printed.lines if line.zone is Zone.BODY]
    ends = [
        place
        for place, line in enumerate(lines)
        if _is_on_cover(line) and _COVER_END.search(line.text)
    ]
    return lines[ends[-1] + 1 :] if ends else lines


def _is_on_cover(line: Line) -> bool:
    if line.page is not None:
        return line.page == 1
    return (line.index or 0) <= _WORD_COVER


def has_columns(lines: Iterable[Line]) -> bool:
    """Whether a table was printed whose columns were run together, as PDF files do."""
    return any(
        line.cell is None
        and len(line.text.split()) <= _LONGEST_HEADER
        and _HEADER_ROW.match(line.text)
        and not _SENTENCE_END.search(line.text)
        for line in lines
    )


def paragraphs(
    lines: Sequence[Line], prefix: int | None, known: frozenset[int]
) -> list[Paragraph]:
    """Return the paragraphs outside tables; `prefix` is that of plain numbers."""
    cutter = _Cutter(prefix, known, _text_size(lines))
    cutter.in_columns = has_columns(lines)
    for line in lines:
        if line.cell is None and line.text:
            cutter.take(line)
    return [
        one for one in cutter.found if not _ORNAMENT.fullmatch(one.text) or one.label
    ]


def settled(found: Iterable[Paragraph], are_items: bool) -> Iterator[Paragraph]:
    """Yield the paragraphs, plain labels taken for what they are in this paper."""
    for one in found:
        if one.is_plain and not are_items:
            yield replace(one, label=None, is_plain=False, number=one.printed)
        else:
            yield one


def label_of(
    text: str, prefix: int | None, known: frozenset[int]
) -> tuple[Run, bool, str] | None:
    """Return the numbers a paragraph is headed with, whether plain, and the rest.

    >>> run, is_plain, rest = label_of("Recs. 6–7 No plans.", None, frozenset())
    >>> run.keys, is_plain, rest
    (('6', '7'), False, 'No plans.')
    """
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    words = lead["words"].strip() if lead else ""
    run = run_at(text, start, prefix=prefix, known=known)
    if run is None:
        return None
    after = _AFTER.match(text, run.end)
    rest = after["text"] if after else ""
    is_plain = not words and _is_plain_print(text[start : run.end])
    has_mark = bool(after and after["mark"]) or len(run.items) > 1
    if not _BEGINS_TEXT.match(rest) or (is_plain and not has_mark):
        return None
    return run, is_plain, rest


def is_number(text: str, prefix: int | None, known: frozenset[int]) -> bool:
    """Whether a text is the number of an item, alone or before what is asked.

    >>> is_number("98.3", None, frozenset()), is_number("Noted", None, frozenset())
    (True, False)
    """
    if label_of(text, prefix, known) is not None:
        return True
    run = run_at(text, prefix=prefix, known=known)
    return run is not None and not text[run.end :].strip(" .")


def _is_plain_print(printed: str) -> bool:
    return not re.search(r"\d\s?\.\s?\d", printed)


class _Cutter:
    """Takes the lines one by one."""

    def __init__(self, prefix: int | None, known: frozenset[int], size: float) -> None:
        self._prefix = prefix
        self._known = known
        self._size_pt = size
        self._before: Line | None = None
        self.in_columns = False
        self.found: list[Paragraph] = []

    def take(self, line: Line) -> None:
        """Put a line where it belongs."""
        before, self._before = self._before, line
        current = self.found[-1] if self.found else None
        if current is not None and current.is_open and self._goes_on(current, line):
            return
        begins = before is None or current is None or _begins(before, line)
        if self._is_heading(line, begins):
            self._take_heading(line, begins, current)
        elif not self._opens(line, begins, before):
            if begins or current is None or current.is_heading:
                self.found.append(Paragraph([line]))
            else:
                current.lines.append(line)

    def _goes_on(self, current: Paragraph, line: Line) -> bool:
        """Take the rest of a label from a line: "43., 44."."""
        run = run_at(line.text, prefix=self._prefix, known=self._known)
        after = _AFTER.match(line.text, run.end) if run else None
        if run is None or after is None or current.label is None:
            current.is_open = False
            return False
        label = current.label
        current.label = Run(label.start, label.end, [*label.items, *run.items])
        current.is_open = after["mark"].endswith(",")
        current.lines.append(replace(line, text=after["text"]))
        return True

    def _is_heading(self, line: Line, begins: bool) -> bool:
        if not line.bold or label_of(line.text, self._prefix, self._known):
            return False
        if line.size_pt > self._size_pt + _LARGER_PT:
            return True
        is_sentence = bool(_SENTENCE_END.search(line.text))
        return begins and (not is_sentence or bool(_SECTION.match(line.text)))

    def _take_heading(
        self, line: Line, begins: bool, current: Paragraph | None
    ) -> None:
        goes_on = current is not None and current.is_heading and not begins
        if current and goes_on and current.lines[-1].size_pt == line.size_pt:
            current.lines.append(line)
        else:
            self.found.append(Paragraph([line], is_heading=True))

    def _opens(self, line: Line, begins: bool, before: Line | None) -> bool:
        """Open a paragraph that a number heads, if the line begins one."""
        label = label_of(line.text, self._prefix, self._known)
        if label is None:
            return False
        run, is_plain, rest = label
        is_alike = before is None or before.bold == line.bold
        if not begins and is_alike and not self._is_next_row(run):
            return False
        printed = line.text[: len(line.text) - len(rest)].strip()
        opened = Paragraph(
            [replace(line, text=rest)],
            label=run,
            is_plain=is_plain,
            is_open=printed.endswith(","),
            printed=printed.rstrip(" ."),
        )
        self.found.append(opened)
        return True

    def _is_next_row(self, run: Run) -> bool:
        """Whether the numbers go on from those of the row before, in a table."""
        above = self.found[-1].label if self.found else None
        if not self.in_columns or above is None:
            return False
        last, first = above.items[-1], run.items[0]
        return (last.paragraph, last.number + 1) == (first.paragraph, first.number)


def _begins(before: Line, line: Line) -> bool:
    """Whether a line begins a paragraph; across a page a full stop tells."""
    is_complete = bool(_SENTENCE_END.search(before.text))
    if line.page != before.page:
        return is_complete
    if line.page is not None and abs(line.size_pt - before.size_pt) > _LARGER_PT:
        return True
    goes_on = not is_complete and line.text[:1].islower() and line.page is not None
    return not goes_on and starts_paragraph(before, line)


def _text_size(lines: Sequence[Line]) -> float:
    """The size of most of the text; headings are bold."""
    sizes: Counter[float] = Counter()
    for line in [line for line in lines if not line.bold] or lines:
        sizes[round(line.size_pt, 1)] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)
