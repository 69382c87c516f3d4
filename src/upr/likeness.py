"""How alike two wordings of a recommendation are.

People who type recommendations into databases mend spelling, drop a leading "To",
write acronyms out or in, and split one text into several. A likeness is between 0 and
1; 1 is the same letters and digits.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

_NOT_LETTER = re.compile(r"[^\w ]|_")
_SPACE = re.compile(r"\s+")
_OPENING = re.compile(r"^(?:to|that|recommends? (?:that|to)) ")
_ACRONYM = re.compile(r"\b[A-Z][A-Z-]*[A-Z]\b")
_SHORT = 60  # signs: below, two acronyms that differ make two recommendations
_LEAST_PART = 20  # signs of a text that may be a part of another
_PART_COST = 0.10  # a part is less sure than the whole
_BAG_COST = 0.15  # the same words in another order, or with others between, even less
_WHOLE_PART = 1 - _PART_COST  # above, a part must be there letter for letter
_REMEMBERED = 4096  # texts: more than one review has
_TRIED = 24  # texts of about the same length, that show how near the nearest are
_ROUNDED = 0.01  # of 100
_OTHER_MEASURES = ((fuzz.partial_ratio, _PART_COST), (fuzz.token_set_ratio, _BAG_COST))


@dataclass(frozen=True, slots=True)
class Wording:
    """A text made ready for comparison."""

    letters: str
    acronyms: frozenset[str]


@lru_cache(maxsize=_REMEMBERED)
def ready(text: str) -> Wording:
    """Return the text as it is compared: small letters, digits, single spaces."""
    letters = _SPACE.sub(" ", _NOT_LETTER.sub(" ", text.lower())).strip()
    acronyms = frozenset(found.replace("-", "") for found in _ACRONYM.findall(text))
    return Wording(_OPENING.sub("", letters), acronyms)


def likeness(first: Wording, second: Wording, least: float = 0.0) -> float:
    """Return how alike two texts are, 0 to 1; a part of a text is nearly like it.

    Short texts that name different acronyms are not alike at all, whatever their
    letters: "Ratify CEDAW" and "Ratify ICRMW" differ in little else. Where the texts
    are less alike than `least`, 0 is returned, and sooner.
    """
    a, b = first.letters, second.letters
    shorter = min(len(a), len(b))
    if shorter < _SHORT and _differ(first, second):
        return 0.0
    best = fuzz.ratio(a, b, score_cutoff=100 * least) / 100
    if shorter >= _LEAST_PART:
        for measure, cost in _OTHER_MEASURES:
            best = _better(measure, (a, b), max(best, least), cost) or best
    return best


def likeness_is_whole(first: Wording, second: Wording) -> bool:
    """Whether two texts are the same letters and digits: their likeness is 1."""
    return first.letters == second.letters and likeness(first, second, 1.0) == 1


class Wordings:
    """Texts against which others are held, many times faster than one by one."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._wordings = wordings
        self._letters = [wording.letters for wording in wordings]
        self._known = frozenset(self._letters)
        self._by_length = sorted(self._letters, key=len)
        self._lengths = [len(letters) for letters in self._by_length]

    def has(self, wording: Wording) -> bool:
        """Whether one of the texts is the same letters and digits."""
        return wording.letters in self._known

    def like(self, wording: Wording, least: float) -> Iterator[tuple[int, float]]:
        """Yield the texts that are at least so like one: place and likeness, in order.

        It is the likeness of `likeness`.
        """
        for place in self._likely(wording.letters, least):
            found = likeness(wording, self._wordings[place], least)
            if found >= least:
                yield place, found

    def _likely(self, letters: str, least: float) -> Sequence[int]:
        """The places of all that can be so like it, and of few others."""
        if least < _WHOLE_PART:
            return range(len(self._letters))
        cutoff = 100 * least
        alike = process.extract(
            letters, self._letters, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
        )
        parts = (
            place
            for place, other in enumerate(self._letters)
            if other in letters or letters in other
        )
        return sorted({place for _, _, place in alike}.union(parts))

    def nearest(self, wording: Wording, count: int) -> list[int]:
        """Return the places of the nearest texts by letters alone, nearest first."""
        letters = wording.letters
        middle = bisect(self._lengths, len(letters))
        some = self._by_length[max(middle - _TRIED, 0) : middle + _TRIED]
        tried = process.extract(letters, some, scorer=fuzz.ratio, limit=count)
        # The nearest of all are no worse than the nearest of some: the rest need not be
        # measured to the end. A little less, for numbers are rounded.
        least = max(tried[-1][1] - _ROUNDED, 0.0) if len(tried) == count else 0.0
        found = process.extract(
            letters, self._letters, scorer=fuzz.ratio, score_cutoff=least, limit=count
        )
        return [place for _, _, place in found]


def _better(
    measure: Callable[..., float], texts: tuple[str, str], least: float, cost: float
) -> float:
    """The likeness by a measure that costs something; 0 where it is under `least`."""
    needed = least + cost
    found = measure(*texts, score_cutoff=100 * needed) if needed <= 1 else 0.0
    return found / 100 - cost if found else 0.0


def _differ(first: Wording, second: Wording) -> bool:
    both = bool(first.acronyms and second.acronyms)
    return both and not first.acronyms & second.acronyms
