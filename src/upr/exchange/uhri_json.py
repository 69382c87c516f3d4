"""UHRI's full export: one array of 400 MB, read and written object by object."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from upr.errors import ExportError, ExportTooLargeError
from upr.exchange.cells import undashed
from upr.exchange.encodings import has_halves
from upr.exchange.export_limits import DEFAULT_EXPORT_LIMITS, ExportLimits
from upr.exchange.foreign import ForeignRecommendation, Rejected, Row
from upr.exchange.json_stream import values
from upr.exchange.shapes import RowRefusedError, Source
from upr.exchange.uhri import Given, record_of
from upr.exchange.uhri_workbook import (
    kind,
    ordinal,
    positions,
    printed_text,
)

KEYS = (
    "AnnotationId", "AnnotationType", "AffectedPersons", "Body", "Countries",
    "DocumentId", "PublicationDate", "PublicationDateOnUhri", "Regions", "Sdgs",
    "Symbol", "Text", "Themes", "UprCycle", "UprPositions", "UprRecommendingCountry",
    "UprRecommendingRegions", "UprSession",
)  # fmt: skip
NEEDED = frozenset(["AnnotationId", "Text", "Countries", "Symbol"])
CARRIED = frozenset(
    [
        *("source", "row", "about", "text", "original", "kind", "kind_as_said"),
        *("recommending", "session", "cycle", "symbol", "paragraph", "response"),
        *("themes", "groups", "sdgs", "body", "published", "published_there"),
        *("regions", "recommending_regions", "id", "document_id", "cautions"),
    ]
)
_KNOWN = frozenset(KEYS)
_SHOWN = 200  # signs of a value that is refused


def first_keys(path: Path, limits: ExportLimits) -> frozenset[str]:
    """The names in the first object of an array; none where it is no such array."""
    try:
        first = next(values(path, limits, "replace"), None)
    except ExportError:
        return frozenset()
    return frozenset(first) if isinstance(first, dict) else frozenset()


def rows(path: Path, limits: ExportLimits = DEFAULT_EXPORT_LIMITS) -> Iterator[Row]:
    """Yield each object of the array as a record, or as rejected with the reason.

    Raises DamagedExportError where the file is no JSON, or breaks off.
    """
    for number, found in enumerate(values(path, limits), start=1):
        yield _row(number, found, limits)


def _row(number: int, found: Any, limits: ExportLimits) -> Row:
    try:
        given = _given(found, limits)
        return record_of(given, Source(number, _extra(found)))
    except RowRefusedError as error:
        shown = json.dumps(found, ensure_ascii=False, default=str)
        return Rejected(number, (shown,), str(error))


def _given(found: Any, limits: ExportLimits) -> Given:
    if not isinstance(found, dict):
        raise RowRefusedError("The value is no object.")
    text = _text(found, "Text")
    if len(text) > limits.cell_signs:
        raise ExportTooLargeError(
            f"A text has {len(text):,} signs; at most {limits.cell_signs:,} are read."
        )
    return Given(
        text=text,
        countries=_texts(found, "Countries"),
        body=undashed(_text(found, "Body")),
        symbol=_text(found, "Symbol"),
        themes=_texts(found, "Themes"),
        groups=_texts(found, "AffectedPersons"),
        sdgs=_texts(found, "Sdgs"),
        published=_text(found, "PublicationDate"),
        published_there=_text(found, "PublicationDateOnUhri"),
        recommending=_texts(found, "UprRecommendingCountry"),
        positions=_texts(found, "UprPositions"),
        kind=undashed(_text(found, "AnnotationType")),
        id=_text(found, "AnnotationId"),
        sessions=_texts(found, "UprSession"),
        regions=_texts(found, "Regions"),
        recommending_regions=_texts(found, "UprRecommendingRegions"),
        document_id=_text(found, "DocumentId"),
        cycle=_text(found, "UprCycle"),
    )


def _extra(found: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    if found.keys() <= _KNOWN:
        return ()
    return tuple(
        (key, json.dumps(value, ensure_ascii=False, default=str))
        for key, value in found.items()
        if key not in _KNOWN
    )


def _text(found: Mapping[str, Any], key: str) -> str:
    value = found.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value.isascii() else _whole_signs(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise RowRefusedError(f"{key} is {str(value)[:_SHOWN]!r}, which is no text.")


def _texts(found: Mapping[str, Any], key: str) -> list[str]:
    """The values under `key`; where one stands for a list, that one."""
    value = found.get(key)
    if not value:
        return []
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        raise _no_list(key, value)
    try:
        return [part for part in map(_label, value) if part]
    except (AttributeError, TypeError) as error:  # a value that is no text
        raise _no_list(key, value) from error


def _no_list(key: str, value: object) -> RowRefusedError:
    return RowRefusedError(
        f"{key} is {str(value)[:_SHOWN]!r}, which is no list of texts."
    )


def _label(value: str) -> str:
    return undashed(value if value.isascii() else _whole_signs(value))


def _whole_signs(text: str) -> str:
    if has_halves(text):
        raise RowRefusedError("A text holds half a sign, which no file can hold.")
    return text


def pieces(records: Iterable[ForeignRecommendation]) -> Iterator[str]:
    """Yield the text of a file in the form of UHRI's full export."""
    yield "["
    for number, one in enumerate(records):
        yield ",\n" if number else "\n"
        yield json.dumps(object_of(one), ensure_ascii=False)
    yield "\n]\n"


def object_of(one: ForeignRecommendation) -> dict[str, object]:
    """Return a record as an object of UHRI's full export: its keys, its words."""
    day = one.published
    return {
        "AnnotationId": one.id,
        "AnnotationType": f"- {kind(one)}" if kind(one) else None,
        "AffectedPersons": list(one.groups),
        "Body": f"- {one.body}" if one.body else "",
        "Countries": [state.name for state in one.about],
        "DocumentId": one.document_id,
        "PublicationDate": f"{day.isoformat()}T00:00:00" if day else None,
        "PublicationDateOnUhri": one.published_there or None,
        "Regions": list(one.regions),
        "Sdgs": list(one.sdgs),
        "Symbol": one.symbol,
        "Text": printed_text(one),
        "Themes": list(one.themes),
        "UprCycle": None if one.cycle is None else str(one.cycle),
        "UprPositions": list(positions(one)),
        "UprRecommendingCountry": [state.name for state in one.recommending],
        "UprRecommendingRegions": list(one.recommending_regions),
        "UprSession": []
        if one.session is None
        else [f"{ordinal(one.session)} Session"],
    }
