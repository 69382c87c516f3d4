"""Repeats in a real browser: axe, small screens, a draft without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import own_static_folder
from tests.upright.explore.test_browser import (
    AXE_TAGS,
    DESK,
    PHONE,
    Open,
    browser,
    open_page,
)
from upright.explore import state_repeats

__all__ = ["browser", "open_page", "own_static_folder"]  # the fixtures
pytestmark = pytest.mark.browser

PAGES = [
    "/recommendations/A/HRC/901/1/136.1/",
    "/states/XAA/",
    "/states/XAA/repeats/",
    "/states/XAA/repeats/?change=supported-noted",
    "/states/XAB/repeats/",
    "/repeats/",
    "/repeats/?text=Ratify+OPCAT+by+2030&state=XAA",
    "/repeats/?symbol=A/HRC/901/1&paragraph=136.1&where=earlier&cycle=1",
]


@pytest.fixture
def asked(archive: Archive) -> None:
    many = ("Ratify OPCAT", "XAB", "XAC", "XAD", "XAE", "CHL", "NOR", "PER")
    archive(document(item("12.1", many, position="noted"), symbol="A/HRC/701/1",
                     session=6))  # fmt: skip
    archive(
        document(
            item("136.1", ("Accede to the Optional Protocol to the Convention against"
                           " Torture and Other Cruel, Inhuman or Degrading Treatment"
                           " or Punishment", "XAB")),
            item("136.2", ("Consider ratifying OP-CAT", "XAC")),
        )
    )  # fmt: skip
    archive(document(item("9.1", ("Ratify OPCAT", "XAC")), symbol="A/HRC/902/1",
                     state="XAB"))  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("scheme", "viewport"), [("light", DESK), ("dark", PHONE)], ids=["light", "dark"]
)
def test_axe_finds_nothing(asked, open_page: Open, address, scheme, viewport):
    tab = open_page(address, color_scheme=scheme, viewport=viewport)

    found = Axe().run(tab, options={"runOnly": AXE_TAGS})

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_wider_than_a_telephone(asked, open_page: Open, address):
    tab = open_page(address, viewport=PHONE)

    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_draft_is_compared_without_scripts(asked, open_page: Open):
    tab = open_page("/repeats/", java_script_enabled=False)

    tab.get_by_label("Your draft").fill("Ratify OPCAT by 2030")
    tab.get_by_label("State under review (optional)").select_option("XAA")
    tab.get_by_role("button", name="Compare").click()

    expect(tab.get_by_role("heading", name="To this State 3")).to_be_visible()
    tab.get_by_role("link", name="Brevania, A/HRC/902/1, para. 9.1").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text(
        "Recommendation to Brevania"
    )


def test_what_came_again_is_narrowed_without_scripts(asked, open_page: Open):
    tab = open_page("/states/XAA/repeats/", java_script_enabled=False)

    tab.get_by_label("Answered").select_option("supported-noted")
    tab.get_by_role("button", name="Show").click()

    expect(tab.get_by_text("Nothing that came again fits")).to_be_visible()
    tab.get_by_role("link", name="Show all").click()
    expect(tab.get_by_text("1 group")).to_be_visible()


def test_what_came_again_comes_after_the_page_of_a_large_state(
    asked, open_page: Open, monkeypatch
):
    monkeypatch.setattr(state_repeats, "AT_ONCE", 0)
    tab = open_page("/states/XAA/")

    expect(tab.locator("section[aria-labelledby=again] li").first).to_be_visible()
    found = Axe().run(tab, options={"runOnly": AXE_TAGS})
    assert found.violations_count == 0, found.generate_report()
    plain = open_page("/states/XAA/", java_script_enabled=False)
    plain.get_by_role("link", name="What was asked again").click()
    expect(plain.get_by_role("heading", level=1)).to_be_visible()
