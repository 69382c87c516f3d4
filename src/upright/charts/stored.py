"""A figure as bytes, and back: what is kept of it between two requests."""

from dataclasses import fields
from typing import Any

import orjson

from upright.charts.figures import Figure, Name, Shape, Text, Unit, Value


def packed(figure: Figure) -> bytes:
    """Return a figure as bytes."""
    held = {one.name: getattr(figure, one.name) for one in fields(figure) if one.init}
    return orjson.dumps(held, default=tuple)  # a Name is a tuple to it


def unpacked(data: bytes) -> Figure:
    """Return the figure that was packed."""
    held: dict[str, Any] = orjson.loads(data)
    held["shape"] = Shape(held["shape"])
    held["unit"] = Unit(held["unit"])
    notes = tuple(held["text"].pop("notes"))
    held["text"] = Text(**held["text"], notes=notes)
    for name in ("groups", "series"):
        held[name] = tuple(Name(*one) for one in held[name])
    held["values"] = tuple(map(_value, held["values"]))
    return Figure(**held)


def _value(held: dict[str, Any]) -> Value:
    if held["filters"] is not None:
        held["filters"] = {name: tuple(one) for name, one in held["filters"].items()}
    return Value(**held)
