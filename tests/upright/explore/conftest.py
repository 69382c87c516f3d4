"""An archive with an answer to every question the pages are asked."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from django.test import Client, override_settings
from lxml import html

from tests.upright.builders import (
    NOW,
    design_example,
    document,
    item,
    recommendation,
)
from tests.upright.conftest import Archive
from tests.upright.explore.coded import give_codings
from upr.records import Box, Check, Comment, Document, Leftover, Place, Pledge

Page = Any  # an element of lxml, which has no complete types
Get = Callable[..., Page]

A4 = (595.0, 842.0)
SYMBOL = "A/HRC/901/1"
OTHER_SYMBOL = "A/HRC/902/2"


def texts(page: Page, xpath: str) -> list[str]:
    """The text of each element found, its white space collapsed."""
    return [" ".join(found.text_content().split()) for found in page.xpath(xpath)]


@pytest.fixture(autouse=True, scope="session")
def own_static_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """WhiteNoise looks at a folder of our own; it warns where there is none.

    For the session, since the server of the browser tests starts once for all.
    """
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture
def get(client: Client) -> Get:
    """Ask for a page that must be there, and return it parsed."""

    def get(address: str, status: int = 200, **headers: str) -> Page:
        response = client.get(address, headers=headers)
        assert response.status_code == status
        return html.fromstring(response.content.decode())

    return get


def aldoria() -> Document:
    """A report with everything a report can hold."""
    corrected = replace(
        item("136.2", ("Educate every child", "XAB", "XAC"), position="noted"),
        printed_number="135.2",
        footnotes=("1 As read in the room.",),
    )
    two = item(
        "136.3",
        recommendation("Ratify the convention", "XAB", position="supported"),
        recommendation("abolish the tribunal", "Old Dunmere", position="pending"),
    )
    first = item("136.1", ("Protect women from violence", "XAB"), page=14)
    over_two_pages = replace(
        first,
        places=(
            Place(14, Box(72.0, 60.0, 523.5, 90.0)),
            Place(15, Box(72.0, 700.0, 523.5, 730.0)),
        ),
    )
    built = document(
        over_two_pages,
        corrected,
        two,
        leftovers=(Leftover("A stray line", "no rule fits", Place(16)),),
        checks=(
            Check("numbering", True, "Numbers have no gaps."),
            Check("known_states", False, "One State is not known."),
        ),
    )
    return replace(
        built,
        comments=(Comment("It is in our plan.", "137", ("136.2",), (Place(15),)),),
        pledges=(Pledge("Aldoria will report in 2017.", "138", (Place(16),)),),
        facts=replace(
            built.facts,
            troika=("XAB", "XAC", "XAD"),
            documents=("A/HRC/WG.6/21/XAA/1",),
            advance_questions=("XAE",),
        ),
    )


def blank_pdf(*sizes: tuple[float, float], rotation: int = 0, pages: int = 1) -> bytes:
    """A PDF with nothing on its pages."""
    pdf = pypdfium2.PdfDocument.new()
    for width, height in sizes * pages:
        pdf.new_page(width, height).set_rotation(rotation)
    file = io.BytesIO()
    pdf.save(file)
    pdf.close()
    return file.getvalue()


@pytest.fixture
def imagined(archive: Archive) -> None:
    """Two reports of imagined States: data versions 1 and 2."""
    archive(aldoria(), data=blank_pdf(A4, pages=20))
    archive(
        document(
            item("12.1", ("Close the camps", "XAA"), position="noted"),
            symbol=OTHER_SYMBOL,
            state="XAB",
        )
    )


@pytest.fixture
def coded(imagined: None) -> None:
    """The two reports with codings, some of them not certain, and a text with none."""
    give_codings()


@pytest.fixture
def real(archive: Archive) -> None:
    """A report of a real State, with the house's example of counting."""
    archive(document(design_example(), symbol="A/HRC/30/9", state="SVN"), at=NOW)
