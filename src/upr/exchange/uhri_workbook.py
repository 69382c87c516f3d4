"""Records in the form of UHRI's workbooks, misspelt headers included."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from upr.exchange.foreign import ForeignRecommendation, RecordKind

HEADER = (
    "Text", "Countries Concerned", "Reccomending Body", "Document Symbol", "Themes",
    "Affected Persons", "Sdgs", "Document Publication Date",
    "UPR Reccomending States", "UPR Position", "Type", "OHCHR Annotation Id",
    "UPR Session", "Regions Concerned", "Recommending Regions",
    "Date of publication on UHRI",
)  # fmt: skip
CARRIED = frozenset(
    [
        *("source", "row", "about", "text", "original", "kind", "kind_as_said"),
        *("recommending", "session", "cycle", "symbol", "paragraph", "response"),
        *("themes", "groups", "sdgs", "body", "published", "published_there"),
        *("regions", "recommending_regions", "id", "cautions"),
    ]
)
_ITEM = re.compile(r"\d{1,3}\.\d{1,3}")  # what reading takes for a paragraph
_FIRST_DAY = date(1899, 12, 30)  # day 0 of a spreadsheet's dates


def rows(records: Iterable[ForeignRecommendation]) -> Iterator[Sequence[object]]:
    """Yield each record as a row: text, and the day as its serial number."""
    for one in records:
        yield _row(one)


def _row(one: ForeignRecommendation) -> Sequence[object]:
    session = "" if one.session is None else f"{ordinal(one.session)} Session"
    return (
        printed_text(one),
        _dashed(state.name for state in one.about),
        _dashed([one.body]),
        one.symbol,
        _dashed(one.themes),
        _dashed(one.groups),
        _dashed(one.sdgs),
        (one.published - _FIRST_DAY).days if one.published else "",
        _dashed(state.name for state in one.recommending),
        _dashed(positions(one)),
        _dashed([kind(one)]),
        one.id,
        _dashed([session]),
        _dashed(one.regions),
        _dashed(one.recommending_regions),
        _number(one.published_there),
    )


def _dashed(values: Iterable[str]) -> str:
    return "\r\n".join(f"- {value}" for value in values if value)


def _number(text: str) -> object:
    """A serial number of a day with its hours as a number, anything else as it is."""
    try:
        number = float(text)
    except ValueError:
        return text
    return number if str(number) == text else text


def printed_text(one: ForeignRecommendation) -> str:
    """The text as UHRI has it: with the number of the paragraph before it."""
    if one.original:
        return one.original
    is_item = _ITEM.fullmatch(one.paragraph)
    return f"{one.paragraph} {one.text}" if is_item else one.text


_KINDS = {
    RecordKind.RECOMMENDATION: "Recommendations",
    RecordKind.OBSERVATION: "Concerns/Observations",
    RecordKind.PLEDGE: "Voluntary pledges",
}


def kind(one: ForeignRecommendation) -> str:
    """What a record is, in UHRI's words; "" where nobody says."""
    return one.kind_as_said or _KINDS.get(one.kind, "")


_POSITIONS = {"supported": "Supported", "noted": "Noted", "pending": ""}


def positions(one: ForeignRecommendation) -> tuple[str, ...]:
    """The positions in UHRI's words; what other databases say as they say it."""
    said = _POSITIONS.get(one.response, one.response)
    return tuple(said.split("; ")) if said else ()


def ordinal(number: int) -> str:
    """The number as UHRI writes that of a session.

    >>> ordinal(21), ordinal(12), ordinal(48)
    ('21st', '12th', '48th')
    """
    last = number % 10 if number // 10 % 10 != 1 else 0
    return str(number) + {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
