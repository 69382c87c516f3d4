"""A reading as plain data for the database, and back.

Neither database keeps every character a file may hold: NUL and halves of surrogate
pairs mean nothing in print and are left out.
"""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from upr.records import Document

Plain = dict[str, Any]


def to_payload(document: Document) -> Plain:
    """Return the reading as data that both databases can keep."""
    return {
        field.name: _plain(getattr(document, field.name)) for field in fields(document)
    }


def from_payload(payload: Mapping[str, Any]) -> Document:
    """Return the reading that `to_payload` was given."""
    document = _record(Document, payload)
    assert isinstance(document, Document)
    return document


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value


def _record(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = next(arg for arg in get_args(kind) if arg is not type(None))
        return _record(inner, value)
    if origin is tuple:
        return tuple(_record(get_args(kind)[0], inner) for inner in value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{key: _record(hints[key], inner) for key, inner in value.items()})
    if kind is date:
        return date.fromisoformat(value)
    return kind(value) if issubclass(kind, Enum) else value
