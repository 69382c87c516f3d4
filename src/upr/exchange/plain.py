"""A document as plain data and back, without loss.

Plain data is what JSON holds: dictionaries, lists, strings, numbers, true, false and
null. It crosses from a child process, and is kept with each reading in the archive.
Fields that hold their default are written too, so that old data stays readable when
a default changes.
"""

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from upr.records import Document

# What JSON holds; no type checker can see deeper into data from outside.
Plain = dict[str, Any]
Make = Callable[[Any], Any]


def to_plain(document: Document) -> Plain:
    """Return `document` as plain data, in the order of its fields."""
    plain: Plain = _plain(document)
    return plain


def from_plain(plain: Plain) -> Document:
    """Return the document that `to_plain` made the data of.

    Fields that are missing take their defaults, so data of older readers can be
    read. Raises ValueError where the data is no such document.
    """
    try:
        document: Document = _record(Document)(plain)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"The data is no document: {error}") from error
    return document


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return {name: _plain(getattr(value, name)) for name in _names(type(value))}


def _names(kind: Any) -> tuple[str, ...]:
    if kind not in _NAMES:
        _NAMES[kind] = tuple(field.name for field in fields(kind))
    return _NAMES[kind]


_NAMES: dict[Any, tuple[str, ...]] = {}
_RECORDS: dict[Any, Make] = {}


def _record(kind: Any) -> Make:
    """A function that makes a record of the dataclass `kind` of plain data."""
    if kind not in _RECORDS:
        _RECORDS[kind] = _record_maker(kind)
    return _RECORDS[kind]


def _record_maker(kind: Any) -> Make:
    hints = get_type_hints(kind)
    makers = {name: _maker(hints[name]) for name in _names(kind)}
    needed = {field.name for field in fields(kind) if _has_no_default(field)}

    def make(plain: Any) -> Any:
        unknown = plain.keys() - makers.keys()
        missing = needed - plain.keys()
        if unknown or missing:
            raise ValueError(
                f"{kind.__name__}: unknown {sorted(unknown)}, missing {sorted(missing)}"
            )
        return kind(**{name: makers[name](part) for name, part in plain.items()})

    return make


def _has_no_default(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _maker(hint: Any) -> Make:
    """A function that makes a value of the type `hint` of plain data."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _optional(hint)
    if origin is tuple:
        return _several(hint)
    return _record(hint) if is_dataclass(hint) else _single(hint)


def _optional(hint: Any) -> Make:
    (kind,) = (part for part in get_args(hint) if part is not types.NoneType)
    make = _maker(kind)
    return lambda plain: None if plain is None else make(plain)


def _several(hint: Any) -> Make:
    make = _maker(get_args(hint)[0])
    return lambda plain: tuple(make(part) for part in _checked(plain, list))


def _single(hint: Any) -> Make:
    if hint is date:
        return date.fromisoformat
    if issubclass(hint, StrEnum):
        return lambda plain: hint(plain)
    if hint is float:  # JSON does not keep 1.0 apart from 1
        return lambda plain: float(_checked(plain, int | float))
    return lambda plain: _checked(plain, hint)


def _checked(plain: Any, kind: Any) -> Any:
    if not isinstance(plain, kind) or (isinstance(plain, bool) and kind is not bool):
        raise ValueError(f"{plain!r:.60} is no {kind}")
    return plain
