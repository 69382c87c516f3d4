"""The Universal Human Rights Index of OHCHR: full export (JSON) and workbooks.

Records of treaty bodies and special procedures stand beside those of the review; all
are read, `is_upr` tells them apart. JSON and workbook say the same with other names;
both are brought to one form here. The workbooks' headers are misspelt ("Reccomending"),
values stand after "- ", one a line, dates are serial numbers of a spreadsheet.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from upr.exchange.cells import dashed, undashed
from upr.exchange.foreign import ForeignRecommendation, RecordKind, SourceName
from upr.exchange.names import all_named
from upr.exchange.shapes import Cells, RowRefusedError, Shape, Source, wording
from upr.exchange.upr_info import cycle_of

_COLUMNS = MappingProxyType(
    {
        "text": "text",
        "countriesconcerned": "countries",
        "recommendingbody": "body",
        "documentsymbol": "symbol",
        "themes": "themes",
        "affectedpersons": "groups",
        "sdgs": "sdgs",
        "documentpublicationdate": "published",
        "uprrecommendingstates": "from",
        "uprposition": "position",
        "type": "type",
        "ohchrannotationid": "id",
        "uprsession": "session",
        "regionsconcerned": "regions",
        "recommendingregions": "from_regions",
        "dateofpublicationonuhri": "published_there",
    }
)
_PARAGRAPH = re.compile(r"(\d{1,3}\.\d{1,3})\.?\s+(?=\S)")
_SESSION = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)?\b", re.IGNORECASE)
_SERIAL = re.compile(r"\d{4,6}(?:\.\d+)?")
_FIRST_DAY = date(1899, 12, 30)  # day 0 of a spreadsheet's dates
_RECOMMENDATIONS, _OBSERVATIONS = "Recommendations", "Concerns/Observations"
KINDS: Mapping[str, RecordKind] = {
    _RECOMMENDATIONS: RecordKind.RECOMMENDATION,
    _OBSERVATIONS: RecordKind.OBSERVATION,
    "Voluntary pledges": RecordKind.PLEDGE,  # ours: UHRI lists none
}
NO_KIND = "The kind of the record is not said."
ODD_KIND = "The kind of the record is {!r}, which is none."
ODD_POSITION = "The position is {!r}, which is none."
POSITIONS = frozenset(["Supported", "Noted", "Supported/Noted"])


@dataclass(frozen=True, slots=True)
class Given:
    """What one record of UHRI says, from JSON or a workbook alike."""

    text: str
    countries: Sequence[str]
    body: str
    symbol: str
    themes: Sequence[str]
    groups: Sequence[str]
    sdgs: Sequence[str]
    published: str
    published_there: str
    recommending: Sequence[str]
    positions: Sequence[str]
    kind: str
    id: str
    sessions: Sequence[str]
    regions: Sequence[str]
    recommending_regions: Sequence[str]
    document_id: str = ""
    cycle: str = ""


def record_of(given: Given, source: Source) -> ForeignRecommendation:
    """Return the record of what UHRI says. Raises RowRefusedError."""
    said = wording(given.text)
    is_upr = given.body == "UPR"
    text, paragraph = _without_number(said.text) if is_upr else (said.text, "")
    session = _session(given.sessions)
    return ForeignRecommendation(
        source=SourceName.UHRI,
        row=source.row,
        about=all_named(given.countries),
        text=text,
        kind=KINDS.get(given.kind, RecordKind.OTHER),
        kind_as_said=given.kind,
        original=given.text if given.text != text else "",
        recommending=all_named(given.recommending),
        session=session,
        cycle=_cycle(given.cycle) or cycle_of(session),
        symbol=given.symbol.strip(),
        paragraph=paragraph,
        response="; ".join(given.positions),
        themes=tuple(given.themes),
        groups=tuple(given.groups),
        sdgs=tuple(given.sdgs),
        body=given.body,
        published=day(given.published),
        published_there=given.published_there,
        regions=tuple(given.regions),
        recommending_regions=tuple(given.recommending_regions),
        id=given.id,
        document_id=given.document_id,
        extra=source.extra,
        cautions=(*said.cautions, *_cautions(given)),
    )


def _without_number(text: str) -> tuple[str, str]:
    """The text and the number of the paragraph that stands before it.

    >>> _without_number("137.197 Ensure access")
    ('Ensure access', '137.197')
    """
    match = _PARAGRAPH.match(text)
    return (text[match.end() :], match.group(1)) if match else (text, "")


def _session(sessions: Sequence[str]) -> int | None:
    found = [_SESSION.search(session) for session in sessions[:1]]
    return next((int(match.group(1)) for match in found if match), None)


def _cycle(text: str) -> int | None:
    match = _SESSION.search(text)
    return int(match.group(1)) if match else None


def day(text: str) -> date | None:
    """The day in "2025-02-12T00:00:00" or in a spreadsheet's "46078".

    Raises RowRefusedError where it is neither.

    >>> day("46078"), day("2025-02-12T00:00:00")
    (datetime.date(2026, 2, 25), datetime.date(2025, 2, 12))
    """
    text = text.strip()
    if not text:
        return None
    try:
        if _SERIAL.fullmatch(text):
            return _FIRST_DAY + timedelta(days=int(float(text)))
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise RowRefusedError(f"{text[:40]!r} is no date.") from error


def _cautions(given: Given) -> tuple[str, ...]:
    found = []
    if not given.kind:
        found.append(NO_KIND)
    elif given.kind not in KINDS:
        found.append(ODD_KIND.format(given.kind))
    found += [ODD_POSITION.format(it) for it in given.positions if it not in POSITIONS]
    return tuple(found)


def record(cells: Cells, source: Source) -> ForeignRecommendation:
    """Return the record in a row of a workbook of UHRI's."""

    def several(name: str) -> tuple[str, ...]:
        return dashed(cells.get(name, ""))

    def one(name: str) -> str:
        return undashed(cells.get(name, ""))

    given = Given(
        text=cells["text"],
        countries=several("countries"),
        body=one("body"),
        symbol=one("symbol"),
        themes=several("themes"),
        groups=several("groups"),
        sdgs=several("sdgs"),
        published=one("published"),
        published_there=one("published_there"),
        recommending=several("from"),
        positions=several("position"),
        kind=one("type"),
        id=one("id"),
        sessions=several("session"),
        regions=several("regions"),
        recommending_regions=several("from_regions"),
    )
    return record_of(given, source)


SHAPES = (
    Shape(
        "Universal Human Rights Index, workbook",
        SourceName.UHRI,
        _COLUMNS,
        frozenset(["text", "countries", "body", "symbol", "type", "id"]),
        record,
    ),
)
