"""Tables for analysis: documents and exports as frames of pandas.

pandas and not polars, because the people this is for have it: what they learn
statistics and plotting with takes frames of pandas, and a review has a few hundred
rows, an export some ten thousand, so that speed decides nothing. Needs the extra
`frame`.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from upr.exchange.foreign import Export
from upr.exchange.lines import FIELDS, document_lines
from upr.exchange.own_shape import HEADER, values
from upr.records import Document

_WHOLE = ("session", "page", "index", "cycle", "action", "row", "year")
_NOT_SHOWN = ("places",)  # boxes on pages: the document has them


def frame_of(source: Document | Export) -> pd.DataFrame:
    """Return a row for each recommendation of a document, or each record of an export.

    Columns of a document are those of `upr read`, of an export the fields of its
    records; the State under review is one code, None where there is none or several.
    Whole numbers that may be missing are `Int64`; values that are several are lists:
    `frame.explode("states")` gives a row for each recommending State.
    """
    if isinstance(source, Document):
        names = [name for name in FIELDS if name not in _NOT_SHOWN]
        return _frame([*document_lines(source)], names)
    rows = [
        values(record) | {"state": record.state, "state_name": record.state_name}
        for record in source.records
    ]
    return _frame(rows, HEADER)


def _frame(rows: list[dict[str, Any]], names: Sequence[str]) -> pd.DataFrame:
    columns: dict[str, pd.Series[Any]] = {}
    for name in names:
        cells = [row[name] for row in rows]
        kind = "Int64" if name in _WHOLE else object
        columns[name] = pd.Series(cells, dtype=kind)
    return pd.DataFrame(columns)
