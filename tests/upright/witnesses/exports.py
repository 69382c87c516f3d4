"""Exports of other databases, written here: UPR Info's rows and UHRI's objects."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.upright.builders import document, item
from upr.records import Document

HEADER = (
    "To", "To-Rgrp", "To-Org", "Text", "From", "From-Rgrp", "From-Org", "Response",
    "Action", "Issue", "Session",
)  # fmt: skip
CHILDREN = "Protect every child from violence at home and at school"
PRISONS = "Improve the conditions in all prisons and close the oldest ones"
COURTS = "Give judges the means to decide cases within a reasonable time"
LAND = "Adopt a law that lets rural women own and inherit land"
SYMBOL = "A/HRC/30/9"


def row(
    text: str,
    by: str = "Norway",
    response: str = "Accepted",
    issue: str = "Rights of the Child",
    **other: str,
) -> tuple[str, ...]:
    """A row of UPR Info's, on Slovenia in session 21."""
    return (
        other.get("to", "Slovenia"), "EEG", "EU", text, by, "WEOG", "", response,
        other.get("action", "4"), issue, other.get("session", "21"),
    )  # fmt: skip


def upr_info(path: Path, *rows: Sequence[str]) -> Path:
    """Write rows in UPR Info's form, and return the path."""
    written = io.StringIO()
    csv.writer(written).writerows([HEADER, *rows])
    path.write_text(written.getvalue(), encoding="utf-8")
    return path


def report(*, position: str = "supported", symbol: str = SYMBOL) -> Document:
    """The report that the rows are on: three items, one with two texts."""
    return document(
        item("136.1", (f"{CHILDREN};", "NOR", "CHL"), position=position),
        item("136.2", (f"{PRISONS};", "PER"), position="noted"),
        item("136.3", (COURTS, "NOR"), (LAND, "CHL"), position="supported"),
        symbol=symbol,
        state="SVN",
        session=21,
    )


def uhri(**said: Any) -> dict[str, Any]:
    """An object of UHRI's full export."""
    return {
        "AnnotationId": "0" * 8, "AnnotationType": "- Recommendations",
        "AffectedPersons": ["Children"], "Body": "- UPR", "Countries": ["Slovenia"],
        "DocumentId": "a1b2c3d4", "PublicationDate": "2015-01-01T00:00:00",
        "PublicationDateOnUhri": "2015-02-01T00:00:00", "Regions": [], "Sdgs": [],
        "Symbol": SYMBOL, "Text": f"136.1 {CHILDREN}", "Themes": ["Right to life"],
        "UprCycle": None, "UprPositions": ["Supported"],
        "UprRecommendingCountry": ["Norway", "Chile"], "UprRecommendingRegions": [],
        "UprSession": ["21st session"], **said,
    }  # fmt: skip


def uhri_file(path: Path, *objects: dict[str, Any]) -> Path:
    """Write objects as UHRI's full export, and return the path."""
    path.write_text(json.dumps(objects), encoding="utf-8")
    return path
