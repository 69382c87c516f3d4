"""How a draft would be coded, on the page on which it is compared."""

import pytest
from django.test import Client

from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import Get, texts
from upr.coding import model_version
from upright.archive.models import Coding

pytestmark = pytest.mark.django_db

CODED = "//section[@aria-labelledby='coded']"
DRAFT = "/repeats/?text=Adopt+a+law+on+violence+against+women+and+girls"


@pytest.fixture
def coded(archive: Archive, settings) -> None:
    """An archive in which texts are coded."""
    settings.UPRIGHT_CODING = True
    archive(document(item("136.1", ("Ratify the Convention against Torture", "XAB"))))


def test_a_draft_says_how_it_would_be_coded_and_why(coded, get: Get):
    before = Coding.objects.count()

    page = get(DRAFT)

    assert texts(page, f"{CODED}//dt") == [
        "What it asks",
        "Issues",
        "Groups of persons",
        "Sustainable Development Goals",
        "Targets of the Goals",
    ]
    [action, *_others] = texts(page, f"{CODED}//dd")
    assert action.startswith("Specific (5 of 5) – asks for a specific action very sure")
    assert texts(page, f"{CODED}//dd[2]//li/a") == [
        "Women's rights",
        "Rights of the Child",
    ]
    [said] = texts(page, f"{CODED}/p")
    assert said.startswith(f"By the model {model_version()}.")
    assert Coding.objects.count() == before  # nothing of a draft is kept


def test_its_codes_lead_to_what_else_has_them(coded, get: Get):
    page = get(f"{DRAFT}&imagined=1")
    assert page.xpath(f"{CODED}//dd[1]//a/@href") == ["/search/?action=5&imagined=1"]


def test_a_draft_in_another_language_is_not_coded(coded, get: Get):
    page = get("/repeats/?text=Ratifier+la+Convention+contre+la+torture+et+abolir+la"
               "+peine+de+mort")  # fmt: skip
    assert texts(page, f"{CODED}//p") == ["By the model: only English texts are coded."]


def test_where_nothing_is_coded_a_draft_is_not_either(archive: Archive, get: Get):
    archive(document(item("136.1", ("Ratify the Convention against Torture", "XAB"))))
    page = get(DRAFT)
    assert page.xpath(CODED) == []
    assert texts(page, "//h2")[0] == "What your draft shows"


def test_an_archived_text_is_not_told_twice(coded, client: Client):
    address = "/repeats/?symbol=A/HRC/901/1&paragraph=136.1"
    page = client.get(address).content.decode()
    assert "How it would be coded" not in page
