"""Everything that matches in two more forms: Parquet, and JSON shaped like UHRI's.

What they hold is what the other downloads hold. UHRI's shape has no place for some of
it: each object says that in a key of its own, "Upright".
"""

import tempfile
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from upr.exchange import parquet, uhri_json
from upr.exchange.foreign import ForeignRecommendation, NamedState, SourceName
from upright.search import coding_columns
from upright.search.answering import Row
from upright.search.downloads import COLUMNS, HISTORY, About, values_of

_CHUNK = 64 * 1024  # bytes handed on at a time
_HISTORY: parquet.Kind = {
    name: "boolean" if name == "by_staff" else "date" if name == "date" else "string"
    for name in HISTORY
}
KINDS: Mapping[str, parquet.Kind] = {
    "recommending_states": "strings",
    "recommending_state_names": "strings",
    "cycle": "integer",
    "session": "integer",
    "date": "date",
    "certain": "boolean",
    "imagined": "boolean",
    "position_history": _HISTORY,
    **coding_columns.KINDS,
}


def parquet_file(rows: Iterable[Row], about: About) -> Iterator[bytes]:
    """The rows as Parquet; what it says of itself is in the file's own metadata.

    The file ends with its table of contents, so it is written whole before it is
    handed on: to a temporary file, some thousand rows at a time.
    """
    columns = {name: KINDS.get(name, "string") for name in COLUMNS}
    said = dict(about.lines())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        parquet.save_rows((values_of(row, about) for row in rows), columns, path, said)
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


def uhri_file(rows: Iterable[Row], about: About) -> Iterator[bytes]:
    """The rows as one array of objects with UHRI's keys, in its words."""
    pieces, size = [b"["], 0
    for number, row in enumerate(rows):
        separator = b",\n" if number else b"\n"
        piece = separator + orjson.dumps(_object(row, about))
        pieces.append(piece)
        size += len(piece)
        if size >= _CHUNK:
            yield b"".join(pieces)
            pieces, size = [], 0
    yield b"".join([*pieces, b"\n]\n"])


def _object(row: Row, about: About) -> dict[str, Any]:
    values = values_of(row, about)
    own = {name: values[name] for name in _OWN}
    own |= {"data_version": about.version, "made": about.made.isoformat("T", "seconds")}
    return {**uhri_json.object_of(_record(row, about)), "Upright": own}


# What UHRI's shape has no key for.
_OWN = (
    "address", "citation", "paragraph", "addressee", "position_at_report",
    "implementation", "position_symbol", "position_paragraph", "certain", "imagined",
    *coding_columns.COLUMNS, "position_history", "model",
)  # fmt: skip


def _record(row: Row, about: About) -> ForeignRecommendation:
    document = f"{about.site}/documents/{row.symbol}/"
    own = f"{about.site}/recommendations/{row.symbol}/{row.item_key}/#{row.item_order}"
    return ForeignRecommendation(
        source=SourceName.UPRIGHT,
        row=0,
        about=(NamedState(row.state or None, row.state_name),),
        text=row.text,
        recommending=tuple(NamedState(code, name) for code, name in row.states),
        session=row.session,
        cycle=row.cycle,
        symbol=row.symbol,
        paragraph=row.item_key,
        response=row.position_ohchr or row.position,
        body="UPR",
        published=row.date,
        id=str(uuid.uuid5(uuid.NAMESPACE_URL, own)),
        document_id=str(uuid.uuid5(uuid.NAMESPACE_URL, document)),
    )
