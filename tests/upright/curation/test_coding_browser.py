"""Coding by the keyboard alone, in a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.curation.coding import coder, minutes, round_of, task
from tests.upright.explore.conftest import own_static_folder
from tests.upright.explore.test_browser import AXE_TAGS, DESK, PHONE, browser
from upr.coding import Scheme
from upright.accounts.models import User
from upright.archive.models import Recommendation
from upright.curation import coding_rounds
from upright.curation.models import CodingRound, Judgement

__all__ = ["browser", "own_static_folder"]  # the fixtures
pytestmark = pytest.mark.browser


@pytest.fixture
def texts(archive: Archive) -> None:
    archive(
        document(
            item("136.1", ("Ratify A", "XAB")),
            item("136.2", ("Consider B", "XAC")),
        )
    )
    Recommendation.objects.filter(until=None).update(
        codings={"issues": [["Women's rights", 0.9, "model"]]}
    )


@pytest.fixture
def ann(transactional_db: None) -> User:
    return coder("ann", "add_codinground")


@pytest.fixture
def tab(
    browser: Browser,
    live_server: Any,
    client: Client,
    ann: User,
) -> Iterator[Tab]:
    client.force_login(ann)
    context = browser.new_context(base_url=live_server.url)
    name = "sessionid"
    value = client.cookies[name].value
    context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    yield context.new_page()
    context.close()


def address(made: CodingRound, page: str = "code") -> str:
    return reverse(f"admin:curation_codinground_{page}", args=[made.pk])


def shows(tab: Tab, text: str) -> None:
    """Wait until a text is there, and the page listens to keys."""
    expect(tab.locator("#text")).to_have_text(text)
    tab.wait_for_load_state("load")


def said() -> list[list[str]]:
    return list(
        Judgement.objects.filter(withdrawn_at=None).values_list("codes", flat=True)
    )


def test_one_key_gives_a_category_and_another_takes_it_back(texts, tab: Tab):
    tab.goto(address(round_of()))
    shows(tab, "Ratify A")
    tab.keyboard.press("5")
    shows(tab, "Consider B")
    assert said() == [["5"]]
    tab.keyboard.press("u")
    shows(tab, "Ratify A")
    assert said() == []
    tab.keyboard.press("s")
    expect(tab.locator("#text")).to_have_text("Consider B")


def test_issues_are_chosen_narrowed_and_saved_by_the_keyboard(texts, tab: Tab):
    tab.goto(address(round_of(Scheme.ISSUES)))
    expect(tab.get_by_label("Women's rights")).to_be_checked()
    tab.keyboard.press("1")
    expect(tab.get_by_label("Women's rights")).not_to_be_checked()
    tab.keyboard.press("/")
    tab.keyboard.type("detention")
    tab.keyboard.press("Enter")
    expect(tab.get_by_label("Detention")).to_be_checked()
    tab.keyboard.press("Enter")
    shows(tab, "Consider B")
    assert said() == [["Detention"]]


def test_what_two_agree_on_waits_for_the_end_that_brings_it_into_force(texts, tab: Tab):
    made = round_of(coders=2)
    for name in ("ben", "cleo"):
        coding_rounds.judge(task(made, 1), coder(name), ["5"], minutes(1))
    public = "/recommendations/A/HRC/901/1/136.1/"
    decided = tab.get_by_text("Decided by a person")
    tab.goto(public)
    expect(tab.locator("h1")).to_be_visible()
    expect(decided).to_have_count(0)
    tab.goto(address(made, "agreement"))
    waits = tab.get_by_text(
        "1 decision waits: it comes into force when the round ends."
    )
    expect(waits).to_be_visible()

    tab.get_by_label("not decided").check()
    tab.get_by_role("button", name="End the round").click()

    expect(tab.get_by_text("Ended. 1 decision is in force now.")).to_be_visible()
    expect(waits).to_have_count(0)
    tab.goto(public)
    expect(decided).to_be_visible()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("page", ["code", "agreement"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    texts, tab: Tab, page, viewport
):
    tab.set_viewport_size(viewport)
    tab.goto(address(round_of(Scheme.ISSUES, coders=2), page))
    # Django's own header and breadcrumbs are left to Django.
    found = Axe().run(tab, context="#content-main", options={"runOnly": AXE_TAGS})
    assert [one["id"] for one in found.response["violations"]] == []
    assert tab.evaluate("document.documentElement.scrollWidth") == viewport["width"]
