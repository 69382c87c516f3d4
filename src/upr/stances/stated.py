"""What a text says of the items it names.

The numbers are taken out first, so that their dots end no sentence. In a sentence a
number belongs to the words that hold it, else to the last words before it, else to
the first after it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from upr.item_numbers import Run, runs
from upr.records import Stance
from upr.stances.wordings import NUMBER, Said, said_in, short_answer

_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z“\"•№])|\n")
_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?:\s+for)?|with\s+the\s+exceptions?\s+of|apart\s+from"
    r"|other\s+than|but\s+not)\s+(?:for\s+)?(?:the\s+)?(?:recommendations?\s+)?"
    r"(?:nos?\.?\s*)?$",
    re.IGNORECASE,
)
_LONGEST_EXCEPT = 80  # signs before the numbers that are excepted
_ALL = re.compile(
    r"\ball\s+(?:of\s+)?(?:the\s+|its\s+|these\s+)?(?:\d+\s+)?(?:other\s+)?"
    r"recommendations?\b",
    re.IGNORECASE,
)
_IN_LIST = re.compile(r"\bparagraphs?\s+(\d{1,3})\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b\d+\s+(?:of\s+the\s+)?recommendations?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A position on items that a text names."""

    keys: tuple[str, ...]
    value: Stance
    excepted: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with NUMBER for each of its runs."""

    text: str
    runs: Sequence[Run]

    def placed(self) -> Iterator[tuple[int, Run]]:
        """Each run with the place of its sign."""
        places = (match.start() for match in re.finditer(NUMBER, self.text))
        yield from zip(places, self.runs, strict=True)


def stated(
    text: str,
    known: frozenset[int],
    prefix: int | None = None,
    *,
    under: Stance | None = None,
) -> list[Stated]:
    """Return the positions a text gives on items it names, in printed order.

    `under` is the position of numbers that have no words of their own.

    >>> [(s.value.value, s.keys) for s in stated(
    ...     "Aldoria supports 98.1 and 98.3 and notes recommendation 98.2.",
    ...     frozenset())]
    [('supported', ('98.1', '98.3')), ('noted', ('98.2',))]
    """
    found: list[Stated] = []
    value: Stance | None = under
    for sentence in _sentences(text, known):
        said = said_in(sentence.text)
        goes_on = sentence.text.lstrip(" :").startswith(NUMBER)
        value = value if goes_on or under else None
        given, value = _given(sentence, said, value, prefix)
        found.extend(given)
    return found


def answer_of(text: str, *, may_be_short: bool = True) -> Stance | None:
    """Return the position a text says without naming items; None where it says none.

    Of several they are put together: partly, where one part is supported and another
    is not. `may_be_short`: it may begin with an answer of a word or two.

    >>> answer_of("The State accepts the recommendation to sign. It does not accept "
    ...     "the recommendation to ratify.")
    <Stance.PARTLY: 'partly'>
    """
    short = short_answer(text) if may_be_short else None
    values = {
        said.value
        for sentence in _sentences(text, frozenset())
        for said in said_in(sentence.text)
        if NUMBER not in sentence.text[said.start : said.end + 2]
    }
    if short is not None:
        values.add(short)
    return _together(values)


def announces(text: str) -> bool:
    """Whether a text says how many: "accepts 142 recommendations"."""
    return bool(_COUNTED.search(text))


def _together(values: set[Stance]) -> Stance | None:
    if len(values) < 2:
        return next(iter(values), None)
    if Stance.PARTLY in values or Stance.SUPPORTED in values:
        return Stance.PARTLY
    return Stance.UNCLEAR


def _sentences(text: str, known: frozenset[int]) -> Iterator[_Sentence]:
    text = text.replace(NUMBER, "#")  # a sign of ours is no sign of theirs
    found = runs(text, known)
    marked, end = "", 0
    for run in found:
        marked += text[end : run.start] + NUMBER
        end = run.end
    marked += text[end:]
    place = 0
    for sentence in _SENTENCE.split(marked):
        count = sentence.count(NUMBER)
        yield _Sentence(sentence, found[place : place + count])
        place += count


def _given(
    sentence: _Sentence, said: Sequence[Said], value: Stance | None, prefix: int | None
) -> tuple[list[Stated], Stance | None]:
    """The positions of one sentence, and the last of them."""
    given: list[Stated] = []
    excepted: list[str] = []
    for place, run in sentence.placed():
        keys = _keys(run, prefix)
        before = max(place - _LONGEST_EXCEPT, 0)
        if _EXCEPT.search(sentence.text, before, place):
            excepted.extend(keys)
            continue
        own = _governing(said, place)
        value = own.value if own else value
        if value is not None:
            given.append(Stated(keys, value, doubtful=tuple(run.doubtful)))
    whole = _whole(sentence.text, said, tuple(excepted))
    return [*whole, *given], value


def _keys(run: Run, prefix: int | None) -> tuple[str, ...]:
    if prefix is None:
        return run.keys
    return tuple(key if "." in key else f"{prefix}.{key}" for key in run.keys)


def _governing(said: Sequence[Said], place: int) -> Said | None:
    for one in said:
        if one.start <= place < one.end:
            return one
    before = [one for one in said if one.end <= place]
    after = [one for one in said if one.start > place]
    return before[-1] if before else next(iter(after), None)


def _whole(
    text: str, said: Sequence[Said], excepted: tuple[str, ...]
) -> Iterator[Stated]:
    """A position on all recommendations, of the report or of one list."""
    for one in said:
        named = _ALL.search(text, one.start, one.end) or _ALL.search(
            text, max(one.start - 1, 0), one.end
        )
        if named is None:
            continue
        listed = _IN_LIST.search(text)
        keys = (f"{listed[1]}.*",) if listed else ("*",)
        yield Stated(keys, one.value, excepted)
        return
