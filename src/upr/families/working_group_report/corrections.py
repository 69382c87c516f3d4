"""Misprints of single documents, put right before they are cut: corrections.csv."""

import csv
from functools import cache
from importlib import resources

from upr.parsing import Correction


@cache
def _all() -> dict[str, list[Correction]]:
    table = resources.files(__package__).joinpath("corrections.csv")
    found: dict[str, list[Correction]] = {}
    with table.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            correction = Correction(
                row["symbol"],
                int(row["page"]),
                row["find"],
                row["put"],
                row["why"],
                row["date"],
            )
            found.setdefault(correction.symbol, []).append(correction)
    return found


def corrections(symbol: str) -> list[Correction]:
    """Return the corrections of one document, none for most."""
    return _all().get(symbol, [])
