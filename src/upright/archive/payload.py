"""A reading as plain data for the database, and back.

Neither database keeps every character a file may hold: NUL and halves of surrogate
pairs mean nothing in print and are left out.
"""

from collections.abc import Mapping
from typing import Any

from upr.exchange.plain import from_plain, to_plain
from upr.records import Document

Plain = dict[str, Any]


def to_payload(document: Document) -> Plain:
    """Return the reading as data that both databases can keep."""
    return {key: _cleaned(value) for key, value in to_plain(document).items()}


def from_payload(payload: Mapping[str, Any]) -> Document:
    """Return the reading that `to_payload` was given."""
    return from_plain(dict(payload))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_cleaned(inner) for inner in value]
    return value
