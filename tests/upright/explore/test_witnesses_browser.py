"""Witnesses in a real browser: axe, small screens, differences for eyes and ears."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from tests.upright.builders import NOW
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
from tests.upright.witnesses.exports import (
    CHILDREN,
    COURTS,
    PRISONS,
    SYMBOL,
    report,
    row,
    upr_info,
)
from upright.witnesses.importing import import_export
from upright.witnesses.queries import pledge_rows

__all__ = ["browser", "open_page", "own_static_folder"]  # the fixtures
pytestmark = pytest.mark.browser

PLEDGE = "the page of a pledge"  # its address is made of what the record says
PAGES = [
    f"/recommendations/{SYMBOL}/136.2/",
    f"/recommendations/{SYMBOL}/136.3/",
    "/witnesses/",
    "/witnesses/upr-info/position/",
    "/witnesses/upr-info/loose/",
    "/witnesses/upr-info/doubt/",
    "/pledges/?q=reporting&source=upr-info",
    PLEDGE,
]


@pytest.fixture
def others(archive: Archive, tmp_path: Path) -> None:
    archive(report())
    path = upr_info(
        tmp_path / "rows.csv",
        row(CHILDREN),
        row(PRISONS.replace("oldest", "older"), "Peru", "Accepted"),
        row(COURTS),
        row("Send observers to the moon", "Estonia"),
        row("We will report each year", "Slovenia", "Voluntary Pledge"),
    )
    import_export(path, lambda: NOW)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("scheme", "viewport"), [("light", DESK), ("dark", PHONE)], ids=["light", "dark"]
)
def test_axe_finds_nothing(others, open_page: Open, address, scheme, viewport):
    if address == PLEDGE:
        (pledge,) = pledge_rows()
        address = reverse(
            "pledge-recorded", args=[pledge.source, pledge.key, pledge.ordinal]
        )
    tab = open_page(address, color_scheme=scheme, viewport=viewport)

    found = Axe().run(tab, options={"runOnly": AXE_TAGS})

    assert found.violations_count == 0, found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_from_a_figure_to_the_record_to_the_recommendation(others, open_page: Open):
    tab = open_page("/witnesses/", java_script_enabled=False)

    tab.get_by_role("link", name="1 tied, with another position").click()
    tab.get_by_role("link", name=f"{SYMBOL}, 136.2").click()

    others_say = tab.get_by_role("region", name="Who else records it")
    expect(others_say).to_contain_text("Disagrees: position")
    expect(others_say.locator("p ins").first).to_contain_text("older ones")
