"""Numbers by which a paper speaks of items printed elsewhere.

Printed loosely: "122.17-18, 122.62- 66", "140.35. 140.36" (a dot for a comma),
"140.82-85, 87" (the paragraph carried on), "1–5, 14–16", "5., 6. and 7.",
"paragraph 79 (1) to (4)". What cannot be a range is told, not dropped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LARGEST_RANGE = 350  # numbers; the longest list known has 346 items
LEAST_PREFIX = 20  # paragraph of the first list; sections of an act have less

_DASH = re.compile(
    r"\s*\.?\)?\s*(?:[-–—‑−]|to\b|through\b|until\b)\s*\(?", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"(?:\s|[,;.&()]|\b(?:and|or|as\s+well\s+as|also|recommendations?|recs?|nos?"
    r"|numbers?|paragraphs?|paras?)\b)*",
    re.IGNORECASE,
)
_PREFIXED = re.compile(r"(?P<paragraph>\d{1,3})(?P<gap>\s?[.,]\s?)(?P<number>\d{1,3})")
_PLAINLY = re.compile(r"(?<![\d.])(\d{1,3})\.\d{1,3}(?![\d.])")
_PLAIN = re.compile(r"\d{1,3}")
_NUMBER_GOES_ON = re.compile(r"\d|[/%]|[:.]\d")
# What is counted or dated, and no item: "5 of them", "30 January"
_COUNTED = re.compile(
    r"\s+(?:of\s+(?:which|them|these|those|the\s+\d)|recommendations?|states?|years?"
    r"|months?|persons?|countries|per\s+cent|percent|million|billion|euros?|other"
    r"|january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\b|\s?%",
    re.IGNORECASE,
)
_VETOED = re.compile(
    r"(?:article|articles|section|art\.|EUR|USD|[$€£§])\s?$", re.IGNORECASE
)
_LONGEST_VETO = 12  # signs: "articles ", "sections "
_NEW_SENTENCE = re.compile(r"\.\s*(?!and\b|or\b)[a-z]", re.IGNORECASE)
_LISTS_ON = re.compile(r"[,;&(]|\band\b|\bor\b|as\s+well", re.IGNORECASE)
# What announces plain numbers of items; in "of 9 recommendations 5 are" nothing does
_ANNOUNCED = re.compile(
    r"(?<!\d\s)\b(?:recommendations?|recs?)\b\.?,?\s*(?:(?:in|under|contained\s+in|with)\s+)?"
    r"(?:the\s+)?(?:nos?\b\.?|numbers?\b|numbered\b|#)?:?\s*\(?(?=\d)"
    r"|\bnos?\b\.?\s*(?=\d)",
    re.IGNORECASE,
)
_OF_PARAGRAPH = re.compile(
    r"\b(?:in|of|under)\s+(?:the\s+)?para(?:graph|\.)?\s+(?P<paragraph>\d{1,3})\b"
    r"(?!\s?[.,]\s?\d|\s?\()",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"\bpara(?:graph|\.)?s?\s+(?P<paragraph>\d{1,3})\s*:?\s*\((?=\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, order=True)
class ItemNumber:
    """An item of a list; `paragraph` is None where only its number is given."""

    paragraph: int | None
    number: int

    @property
    def key(self) -> str:
        """The key of the item, or its number alone: "122.5", "5"."""
        if self.paragraph is None:
            return str(self.number)
        return f"{self.paragraph}.{self.number}"


@dataclass(slots=True)
class Run:
    """Numbers printed one after the other, from `start` to before `end`."""

    start: int
    end: int = 0
    items: list[ItemNumber] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)  # ranges that cannot be

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the items, each once, in printed order."""
        return tuple(dict.fromkeys(item.key for item in self.items))


@dataclass(frozen=True, slots=True)
class _Token:
    item: ItemNumber
    start: int
    end: int
    has_prefix: bool


def run_at(
    text: str,
    start: int = 0,
    *,
    prefix: int | None = None,
    known: frozenset[int] = frozenset(),
) -> Run | None:
    """Return the numbers that begin at `start`, None where none does.

    `prefix` is the paragraph of plain numbers before any other is printed; `known`
    are paragraphs whose numbers may be printed with a blank or a comma in them.

    >>> run_at("140.82-85, 87 and 140.90 are").keys
    ('140.82', '140.83', '140.84', '140.85', '140.87', '140.90')
    >>> run_at("1–3, 5. Thanks").keys
    ('1', '2', '3', '5')
    """
    return _Scanner(text, known).run(start, prefix)


def runs(text: str, known: frozenset[int] = frozenset()) -> list[Run]:
    """Return the runs of item numbers in a paragraph, in printed order.

    Numbers with a paragraph are items wherever they stand; plain ones only after
    "recommendations" or "Nos.".

    >>> [run.keys for run in runs("accepts recommendations 1-2, of 5, and 79.4")]
    [('1', '2'), ('79.4',)]
    """
    scanner = _Scanner(text, known)
    listed = _OF_PARAGRAPH.search(text)
    prefix = int(listed["paragraph"]) if listed else None
    found: list[Run] = []
    for start, own_prefix in scanner.starts():
        if found and start < found[-1].end:
            continue
        run = scanner.run(start, own_prefix or prefix)
        if run is not None:
            found.append(run)
    return found


class _Scanner:
    """Reads numbers from one text."""

    def __init__(self, text: str, known: frozenset[int]) -> None:
        self._text = text
        # a paragraph printed plainly once may be printed "109. 10" after that
        printed = (int(found) for found in _PLAINLY.findall(text))
        self._known = known | {number for number in printed if number >= LEAST_PREFIX}

    def starts(self) -> Iterator[tuple[int, int | None]]:
        """Where runs may begin, each with the paragraph of its plain numbers."""
        found: dict[int, int | None] = {}
        for match in _ANNOUNCED.finditer(self._text):
            found.setdefault(match.end())
            announced = _PREFIXED.match(self._text, match.end())
            if announced and announced["gap"] == ".":
                self._known |= {int(announced["paragraph"])}
        for match in _IN_BRACKETS.finditer(self._text):
            found[match.end()] = int(match["paragraph"])
        for match in re.finditer(r"(?<![\d.])\d{1,3}(?=\s?[.,]\s?\d)", self._text):
            if self._prefixed(match.start()):
                found.setdefault(match.start())
        yield from sorted(found.items())

    def run(self, start: int, prefix: int | None) -> Run | None:
        """Return the run that begins at `start`."""
        first = self._token(start, prefix)
        before = max(start - _LONGEST_VETO, 0)
        if first is None or _VETOED.search(self._text, before, start):
            return None
        run = Run(start)
        token: _Token | None = first
        while token is not None:
            prefix = token.item.paragraph
            token = self._with_range(run, token)
            run.end = token.end
            token = self._next(token.end, prefix)
        return run

    def _with_range(self, run: Run, token: _Token) -> _Token:
        """Add the token, or the range it begins, to the run; return its last."""
        first = token.item
        dash = _DASH.match(self._text, token.end)
        last = self._token(dash.end(), first.paragraph) if dash else None
        if last is None:
            run.items.append(first)
            return token
        width = last.item.number - first.number
        if last.item.paragraph == first.paragraph and 0 < width < LARGEST_RANGE:
            numbers = range(first.number, last.item.number + 1)
            run.items.extend(ItemNumber(first.paragraph, number) for number in numbers)
        else:
            run.doubtful.append(self._text[token.start : last.end])
            run.items.extend([first, last.item])
        return last

    def _next(self, end: int, prefix: int | None) -> _Token | None:
        """The number after the one that ends there, if the run goes on."""
        between = _BETWEEN.match(self._text, end)
        if between is None or not between.group():
            return None
        if _NEW_SENTENCE.search(between.group()):
            return None
        token = self._token(between.end(), prefix)
        if token is None or token.has_prefix:
            return token
        # "1-5. 14 of them": after a mere full stop begins another sentence
        has_lost_its_comma = prefix is None and between.group().isspace()
        is_listed = has_lost_its_comma or _LISTS_ON.search(between.group())
        return token if is_listed else None

    def _token(self, start: int, prefix: int | None) -> _Token | None:
        found = self._prefixed(start)
        if found is not None:
            return found
        plain = _PLAIN.match(self._text, start)
        if plain is None or _NUMBER_GOES_ON.match(self._text, plain.end()):
            return None
        if _COUNTED.match(self._text, plain.end()):
            return None
        item = ItemNumber(prefix, int(plain.group()))
        return _Token(item, start, plain.end(), False)

    def _prefixed(self, start: int) -> _Token | None:
        match = _PREFIXED.match(self._text, start)
        if match is None or _NUMBER_GOES_ON.match(self._text, match.end()):
            return None
        paragraph = int(match["paragraph"])
        is_plain_print = match["gap"] == "."
        if paragraph not in self._known and not (
            is_plain_print and paragraph >= LEAST_PREFIX
        ):
            return None
        if _COUNTED.match(self._text, match.end()):
            return None
        item = ItemNumber(paragraph, int(match["number"]))
        return _Token(item, start, match.end(), True)
