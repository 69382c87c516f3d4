"""Where words stand, as plain data for the database."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from upr import records


def plain_places(places: Iterable[records.Place]) -> list[dict[str, Any]]:
    """Return places as data: page, box in points, paragraph of a Word file."""
    return [
        {
            "page": place.page,
            "box": list(asdict(place.box).values()) if place.box else None,
            "index": place.index,
        }
        for place in places
    ]


def first_page(places: Iterable[records.Place]) -> int | None:
    """Return the first page; None in a Word file."""
    return next((place.page for place in places if place.page is not None), None)
