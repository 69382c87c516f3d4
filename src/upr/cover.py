"""What the first page of a paper prints about the paper itself.

Symbol, date of distribution, star of a reissue and earlier symbol stand alike on the
covers of all papers of the Human Rights Council; titles differ and are the business
of the families.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from upr.reading.lines import Line, Printed, Zone

# Paragraphs of a Word file that can stand on its first page: covers have under 30,
# and papers whose text begins on the cover hold the symbol before it.
_WORD_COVER = 60

_SYMBOL = r"""
    A/HRC\s?/?\s?                                   # A/HRC24/7, A/HRC/ 8/29
    (?: WG[.,]\s?6/\s?\d{1,2}/?                     # WG,6/8/L.1 and WG.6/7L.14
        (?: \s?[A-Z]{3}\s?/\s?[1-4] | L\.\s?\d{1,3} )
      | DEC/\s?\d{1,3}/\d{1,3}
      | \d{1,3}/\s?\d{1,3}
    )
    (?: /\s?(?:Add|Rev|Corr)\.\s?\d{1,2} )*         # /Add.1, /2/Corr.1
"""
SYMBOL = re.compile(_SYMBOL, re.VERBOSE)
# On covers the symbol stands alone or behind the name of the organization.
_COVER_SYMBOL = re.compile(
    rf"(?:(?:UNITED\s+)?NATIONS\s+)?(?:A\s+)?(?P<symbol>{_SYMBOL})\s*(?P<star>\*)?"
    r"(?:\s+Distr\..*)?",
    re.VERBOSE | re.IGNORECASE,
)
_PREVIOUS = re.compile(
    rf"previously\s+issued\s[^;]{{0,60}}?(?P<symbol>{_SYMBOL})",
    re.VERBOSE | re.IGNORECASE,
)
_REISSUED = re.compile(
    r"\breissued (?:for technical reasons|as received)\b", re.IGNORECASE
)

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(MONTHS)
_DAY = re.compile(rf"(\d{{1,2}})\s+({_MONTH})\s*(\d{{4}})", re.IGNORECASE)
_LONGEST_DATE_LINE = 60  # "Distr.: General 23 May 2008 Original: English"
_DISTRIBUTED = re.compile(r"\bDistr\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a paper."""

    lines: tuple[Line, ...]
    symbol: str  # "A/HRC/28/15", mended where blanks or strokes are wrong; "" if none
    distributed: date | None
    previous_symbol: str | None  # "Previously issued under the symbol ..."
    reissued: bool  # the symbol carries a star

    @property
    def text(self) -> str:
        """The lines in one, parted by blanks."""
        return " ".join(line.text for line in self.lines)


def cover_of(printed: Printed) -> Cover:
    """Return what the first page prints about the paper."""
    lines = tuple(line for line in printed.lines if _is_on_cover(line))
    text = " ".join(line.text for line in lines)
    marked = [m for line in lines if (m := _COVER_SYMBOL.fullmatch(line.text))]
    symbol = plain_symbol(marked[0]["symbol"]) if marked else _running_symbol(printed)
    previous = _PREVIOUS.search(text)
    return Cover(
        lines=lines,
        symbol=symbol,
        distributed=_distributed(lines),
        previous_symbol=plain_symbol(previous["symbol"]) if previous else None,
        reissued=any(m["star"] for m in marked) or bool(_REISSUED.search(text)),
    )


def _is_on_cover(line: Line) -> bool:
    if line.page is not None:
        return line.page == 1
    return line.index is None or line.index <= _WORD_COVER


def plain_symbol(printed: str) -> str:
    """Return a symbol without the blanks and slips of print.

    >>> plain_symbol("A/HRC24/ 7"), plain_symbol("A/HRC/WG,6/7L.14")
    ('A/HRC/24/7', 'A/HRC/WG.6/7/L.14')
    """
    symbol = re.sub(r"\s", "", printed).replace("WG,6", "WG.6")
    symbol = re.sub(r"^A/HRC/?(?=\w)", "A/HRC/", symbol, flags=re.IGNORECASE)
    return re.sub(r"(?<=WG\.6/)(\d+)/?(?=[A-Z])", r"\1/", symbol)


def _running_symbol(printed: Printed) -> str:
    """The symbol most running heads print, for covers that hide theirs."""
    heads: Counter[str] = Counter()
    for line in printed.lines:
        found = SYMBOL.match(line.text) if line.zone is Zone.FURNITURE else None
        if found:
            heads[plain_symbol(found.group())] += 1
    return max(heads, key=lambda symbol: heads[symbol], default="")


def _distributed(lines: Sequence[Line]) -> date | None:
    """The first date after "Distr."; a decision prints other dates before."""
    starts = [i for i, line in enumerate(lines) if _DISTRIBUTED.search(line.text)]
    after = lines[starts[0] :] if starts else lines
    return next(_days(line.text for line in after), None)


def _days(texts: Iterable[str]) -> Iterator[date]:
    for text in texts:
        found = _DAY.search(text) if len(text) <= _LONGEST_DATE_LINE else None
        day = day_of(found) if found else None
        if day is not None:
            yield day


def day_of(found: re.Match[str]) -> date | None:
    """Return the day a match of day, month's name and year spells, if it exists."""
    number, month, year = found.groups()
    try:
        return date(int(year), MONTHS.index(month.lower()) + 1, int(number))
    except ValueError:
        return None
