"""Cells of tables: what stands around a value, and what a spreadsheet would run.

A cell that begins like a formula is written with an apostrophe before it (OWASP, CSV
injection); so is one that begins with an apostrophe followed by such a sign, which
makes it reversible: reading takes away one apostrophe.
"""

import html
import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")
_TAGS = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|ul|ol|li|a|sup|sub|font|table|tbody|thead"
    r"|tr|td|th|h[1-6]|o:p|img|hr|s|strike|small|blockquote)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,24}\d?);")
_SEPARATOR = "; "
_LABEL_SIGNS = 200  # longer values are no labels, and not remembered


def safe(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unsafe(text: str) -> str:
    """Return the text that `safe` was given.

    >>> unsafe(safe("=1+1")), unsafe(safe("'=1")), unsafe("'quoted'")
    ('=1+1', "'=1", "'quoted'")
    """
    return text[1:] if _GUARDED.match(text) else text


def plain(text: str) -> str:
    """Return `text` without HTML, entities and doubled space.

    >>> plain("<p>Ratify&nbsp;it;&amp;rsquo;</p> now")
    'Ratify it;’ now'
    """
    if "<" in text:
        text = _TAGS.sub(" ", text)
    for _ in range(2):  # some were escaped twice: &amp;nbsp;
        if "&" in text and _ENTITY.search(text):
            text = html.unescape(text)
    return " ".join(text.split())


def dashed(text: str) -> tuple[str, ...]:
    r"""The values of a cell of UHRI: one a line, each after "- ".

    >>> dashed("- South Sudan\r\n- Timor-Leste")
    ('South Sudan', 'Timor-Leste')
    """
    parts = (undashed(line) for line in text.splitlines())
    return tuple(part for part in parts if part)


def undashed(text: str) -> str:
    """A value of UHRI without the "- " before it."""
    return _label(text) if len(text) < _LABEL_SIGNS else _undashed(text)


def _undashed(text: str) -> str:
    return plain(text.strip().removeprefix("- ") if text.strip() != "-" else "")


# Themes, groups, names of States: a few thousand in 270,000 records.
_label = lru_cache(maxsize=16_384)(_undashed)


def listed(text: str, separator: str = ",") -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(part.strip() for part in text.split(separator) if part.strip())


def joined(values: Sequence[str]) -> str:
    """Several values as one cell: "A; B", or JSON where that could be misread."""
    are_plain = all(
        value and ";" not in value and value == value.strip() for value in values
    )
    if are_plain and not (values and values[0].startswith("[")):
        return _SEPARATOR.join(values)
    return json.dumps(list(values), ensure_ascii=False)


def parted(cell: str) -> tuple[str, ...]:
    """The values that `joined` was given."""
    if cell.startswith("["):
        return _from_json(cell)
    return tuple(cell.split(_SEPARATOR)) if cell else ()


def _from_json(cell: str) -> tuple[str, ...]:
    values = json.loads(cell)
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise ValueError(f"{cell:.60} is no list of texts")
    return tuple(values)


def safe_row(cells: Iterable[object]) -> list[object]:
    """A row for CSV or a workbook, its texts made safe."""
    return [safe(cell) if isinstance(cell, str) else cell for cell in cells]
