"""An archive whose figures can be counted by hand, and by the library."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.upright.archive.papers import addendum, statement
from tests.upright.builders import design_example, document, item
from tests.upright.conftest import Archive
from upr import records
from upr.statistics import Row, rows_of
from upright.charts import gallery
from upright.charts.asking import Asked
from upright.charts.figures import Figure
from upright.search.queries import Count, Request

Draw = Callable[..., Figure]


def reports() -> Sequence[records.Document]:
    """Reports of Slovenia, Norway and Peru, in three sessions of two cycles."""
    return (
        document(
            design_example(),
            item("136.6", ("Close the camps", "NOR", "PER"), position="noted"),
            item("136.7", ("Open the files", "NOR"), position="pending"),
            symbol="A/HRC/30/9",
            state="SVN",
            session=20,
        ),
        document(
            item("12.1", ("Do this", "SVN"), ("do that", "PER", "SVN")),
            symbol="A/HRC/14/2",
            state="NOR",
            session=6,
        ),
        document(
            item("5.1", ("Ratify", "CHL", "NOR", "SVN")),
            item("5.2", ("Sign", "CHL"), position="noted"),
            symbol="A/HRC/20/3",
            state="PER",
            session=13,
        ),
    )


@pytest.fixture
def three(archive: Archive) -> list[Row]:
    """The reports, archived; as rows of the library."""
    made = reports()
    for one in made:
        archive(one)
    return list(rows_of(made))


@pytest.fixture
def answered(archive: Archive, three: list[Row]) -> None:
    """An addendum to one of them, 117 days after its adoption, and one without day."""
    one = addendum(statement("supported", "136.7"), report="A/HRC/30/9", state="SVN")
    archive(one)
    other = addendum(statement("supported", "5.2"), report="A/HRC/20/3", state="PER")
    archive(replace(other, distributed=None))
    assert one.distributed == date(2015, 5, 20)


@pytest.fixture
def draw() -> Draw:
    """Count the figure of a chart."""

    def draw(
        key: str, count: Count = Count.ITEMS, by: str = "", **asked: Any
    ) -> Figure:
        request = Request(count=count, **asked)
        choices = {"by": by} if by else {}
        return gallery.CHARTS[key].make(Asked(request, "", choices))

    return draw
