"""Who gets which answer: paragraphs of an addendum read one after the other.

A paragraph may answer the items it names, the items it is headed with, or explain
what another paragraph answers. A heading answers for what stands under it where
nothing else does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from upr.families.addendum.cutting import Paragraph
from upr.item_numbers import runs
from upr.item_text.brackets import marks
from upr.reading.lines import Line
from upr.records import Implementation, Stance
from upr.stances.stated import Stated, announces, answer_of, stated
from upr.stances.wordings import implementation_in, short_answer

# An answer in a column of its own, run together with the columns beside it
_COLUMN_WORD = re.compile(
    r"(?<![\w-])(?:(?:Not|Partially|Partly)\s+(?:accepted|supported|Accepted|Supported)"
    r"|(?:Accepted|Supported|Noted)(?:\s+in\s+part|\s*/\s*[Nn]oted)?|Rejected)(?![\w-])"
)
_ALL_NUMBERS = re.compile(r"[\d\s.,;–—-]|\band\b")


@dataclass(slots=True)
class Given:
    """A position on some items, before explanations are tied to it."""

    keys: tuple[str, ...]
    value: Stance
    words: str
    paragraph: str | None
    lines: list[Line]
    implementation: Implementation | None = None
    explanation: str = ""
    excepted: tuple[str, ...] = ()


@dataclass(slots=True)
class Entry:
    """What stands under a label, to the next one."""

    keys: tuple[str, ...]
    texts: list[str]
    lines: list[Line]
    heading: "Heading | None"

    @property
    def text(self) -> str:
        """The words under the label, paragraphs on lines of their own."""
        return "\n".join(text for text in self.texts if text)


@dataclass(slots=True)
class Heading:
    """A heading, or a sentence that announces what stands under it."""

    text: str
    value: Stance | None
    implementation: Implementation | None
    has_list: bool = False  # a paragraph under it names the items it answers
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Answers:
    """What the paragraphs of an addendum gave."""

    given: list[Given] = field(default_factory=list)  # by lists, in printed order
    answered: list[Given] = field(default_factory=list)  # one by one, by a label
    headed: list[Given] = field(default_factory=list)  # by a heading alone
    in_columns: list[Given] = field(default_factory=list)  # in rows run together
    explained: list[Entry] = field(default_factory=list)
    comments: list[tuple[Paragraph, tuple[str, ...]]] = field(  # with items it names
        default_factory=list
    )
    doubtful: list[tuple[str, Paragraph]] = field(default_factory=list)  # ranges


def are_plain_labels_items(found: Sequence[Paragraph], known: frozenset[int]) -> bool:
    """Whether plain numbers head answers rather than number the paragraphs.

    They do where paragraphs so headed say "accepts this recommendation", and where
    none of another label says its own position.
    """
    if _has_other_labels(found):
        return False
    plain = [one for one in found if one.is_plain]
    answering = sum(
        answer_of(one.text) is not None
        and not stated(one.text, known)
        and not announces(one.text)
        for one in plain
    )
    listing = sum(bool(stated(one.text, known)) for one in plain)
    return answering > listing


def _has_other_labels(found: Sequence[Paragraph]) -> bool:
    """Whether labels that are no plain numbers answer, by themselves or below."""
    return any(
        one.label is not None
        and not one.is_plain
        and (
            answer_of(one.text) is not None
            or (not one.text and below is not None and below.is_plain)
        )
        for one, below in zip_longest(found, found[1:])
        if one is not None
    )


def read(
    found: Iterable[Paragraph],
    prefix: int | None,
    known: frozenset[int],
    *,
    in_columns: bool = False,
) -> Answers:
    """Return what the paragraphs say of recommendations.

    `in_columns`: they are rows of a table whose columns were run together; an answer
    is then one word among others.
    """
    reader = _Reader(prefix, known, in_columns)
    for paragraph in found:
        reader.take(paragraph)
    reader.close()
    return reader.result


class _Reader:
    """Walks over the paragraphs once, knowing heading and label it is under."""

    def __init__(
        self, prefix: int | None, known: frozenset[int], in_columns: bool
    ) -> None:
        self._prefix = prefix
        self._known = known
        self._in_columns = in_columns
        self._heading: Heading | None = None
        self._entry: Entry | None = None
        self.result = Answers()

    def take(self, paragraph: Paragraph) -> None:
        """Put a paragraph where it belongs."""
        if paragraph.is_heading:
            self._take_heading(paragraph)
        elif paragraph.label is not None:
            self._take_label(paragraph)
        elif self._takes_list(paragraph):
            return
        elif self._entry is not None and paragraph.number is None:
            self._entry.texts.append(paragraph.text)
            self._entry.lines.extend(paragraph.lines)
        elif self._entry is not None and not self._entry.text:
            self._entry.texts.append(paragraph.text)  # "122.5" and under it "7. ..."
            self._entry.lines.extend(paragraph.lines)
        else:
            self._take_other(paragraph)

    def close(self) -> None:
        """End what stands under the last label."""
        entry, self._entry = self._entry, None
        if entry is None:
            return
        value = answer_of(entry.text, may_be_short=not self._in_columns)
        heading = entry.heading
        in_row = _in_row(entry) if self._in_columns else None
        if in_row is not None:
            self.result.in_columns.append(in_row)
        elif value is not None:
            self.result.answered.append(_answered(entry, value))
        elif heading and heading.value and not heading.has_list:
            self.result.headed.append(_headed(entry, heading))
        else:
            self.result.explained.append(entry)

    def _take_heading(self, paragraph: Paragraph) -> None:
        """Take a heading: of an answer, of items, or of a theme under an answer."""
        self.close()
        text, lines = paragraph.text, paragraph.lines
        given = stated(text, self._known, self._prefix)
        value = answer_of(text)
        keys = _named(text, self._known)
        if keys and not given and value is None:
            self._entry = Entry(keys, [], lines, self._heading)
        elif given or value is not None or not self._is_under(lines):
            done = implementation_in(text)
            self._heading = Heading(text, value, done, lines=lines)
        if given:
            self._add(paragraph, given)

    def _is_under(self, lines: Sequence[Line]) -> bool:
        """Whether a heading in smaller type stands under one that answers."""
        above = self._heading
        return bool(above and above.value and lines[0].size_pt < above.lines[0].size_pt)

    def _take_label(self, paragraph: Paragraph) -> None:
        self.close()
        label = paragraph.label
        if label is None:
            return
        self.result.doubtful += [(text, paragraph) for text in label.doubtful]
        text = paragraph.text
        if not self._in_columns:
            text = _without_recommendation(text)
        lines = list(paragraph.lines)
        self._entry = Entry(label.keys, [text], lines, self._heading)

    def _takes_list(self, paragraph: Paragraph) -> bool:
        """Take a paragraph that says the position on the items it names."""
        given = stated(paragraph.text, self._known, self._prefix)
        if not given and self._is_mere_list(paragraph):
            given = self._under_heading(paragraph)
        if not given or (self._entry and self._is_reference(given, paragraph)):
            return False
        self.close()
        self._add(paragraph, given)
        return True

    def _is_mere_list(self, paragraph: Paragraph) -> bool:
        heading = self._heading
        is_numbers = not _ALL_NUMBERS.sub("", paragraph.text)
        return bool(is_numbers and heading and heading.value)

    def _under_heading(self, paragraph: Paragraph) -> list[Stated]:
        heading = self._heading
        if heading is None or heading.value is None:
            return []
        text = f"recommendations {paragraph.text}"
        return stated(text, self._known, self._prefix, under=heading.value)

    def _is_reference(self, given: Sequence[Stated], paragraph: Paragraph) -> bool:
        """Whether a text under a label only mentions what is answered elsewhere."""
        if paragraph.number is not None:
            return False
        before = {key for one in self.result.given for key in one.keys}
        own = set(self._entry.keys) if self._entry else set()
        return all(key in before | own for one in given for key in one.keys)

    def _add(self, paragraph: Paragraph, given: Iterable[Stated]) -> None:
        if self._heading is not None:
            self._heading.has_list = True
        for one in given:
            self.result.doubtful += [(text, paragraph) for text in one.doubtful]
            self.result.given.append(self._given(paragraph, one))

    def _given(self, paragraph: Paragraph, one: Stated) -> Given:
        implementation = implementation_in(paragraph.text)
        if implementation is None and self._heading is not None:
            is_alike = self._heading.value is one.value
            implementation = self._heading.implementation if is_alike else None
        return Given(
            keys=one.keys,
            value=one.value,
            words=paragraph.text,
            paragraph=paragraph.number,
            lines=paragraph.lines,
            implementation=implementation,
            excepted=one.excepted,
        )

    def _take_other(self, paragraph: Paragraph) -> None:
        self.close()
        text = paragraph.text
        value = answer_of(text)
        if value is not None and text.rstrip().endswith(":"):
            lines = paragraph.lines
            self._heading = Heading(text, value, implementation_in(text), lines=lines)
        self.result.comments.append((paragraph, _named(text, self._known)))


def _named(text: str, known: frozenset[int]) -> tuple[str, ...]:
    """The items a text names with their paragraph."""
    keys = (key for run in runs(text, known) for key in run.keys if "." in key)
    return tuple(dict.fromkeys(keys))


def _in_row(entry: Entry) -> Given | None:
    """The answer in a row run together: the only such word with a capital letter."""
    words = [found.group() for found in _COLUMN_WORD.finditer(entry.text)]
    value = short_answer(words[0]) if len(words) == 1 else None
    if value is None:
        return None
    return Given(
        keys=entry.keys,
        value=value,
        words=words[0],
        paragraph=None,
        lines=entry.lines,
        implementation=implementation_in(entry.text),
        explanation=entry.text,
    )


def _answered(entry: Entry, value: Stance) -> Given:
    words, rest = _parted(entry.text)
    return Given(
        keys=entry.keys,
        value=value,
        words=words,
        paragraph=None,
        lines=entry.lines,
        implementation=implementation_in(entry.text),
        explanation=rest,
    )


def _headed(entry: Entry, heading: Heading) -> Given:
    return Given(
        keys=entry.keys,
        value=heading.value or Stance.UNCLEAR,
        words=heading.text,
        paragraph=None,
        lines=[*heading.lines, *entry.lines],
        implementation=implementation_in(entry.text) or heading.implementation,
        explanation=entry.text,
    )


def _parted(text: str) -> tuple[str, str]:
    """The sentences that say the position, and the others."""
    answering: list[str] = []
    others: list[str] = []
    for sentence in _sentences(text):
        says = answer_of(sentence) is not None
        (answering if says else others).append(sentence)
    return " ".join(answering) or text, " ".join(others)


def _sentences(text: str) -> Iterator[str]:
    yield from re.split(r"(?<=[.!?])\s+(?=[A-Z“\"•])|\n", text)


def _without_recommendation(text: str) -> str:
    """What stands behind the text of the recommendation, where that is repeated.

    It ends with the States that made it, in brackets.
    """
    for mark in marks(text):
        rest = text[mark.end :]
        if not rest or re.match(r"\s*[;.:–-]|\s+[A-Z]", rest):
            return rest.lstrip(" ;.:–-")
    return text
