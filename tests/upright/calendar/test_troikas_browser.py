"""A troika entered and taken back in a real browser, by keys alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page as Tab
from playwright.sync_api import ViewportSize

from tests.upright.builders import NOW
from tests.upright.calendar.conftest import MakeReview
from tests.upright.calendar.test_troikas import drawn
from tests.upright.curation.test_admin_browser import found_by_axe, root, tab
from tests.upright.explore.conftest import own_static_folder
from tests.upright.explore.test_browser import DESK, PHONE, browser
from upright.accounts.models import User
from upright.archive.models import Review
from upright.calendar.models import EnteredTroika
from upright.calendar.troikas import enter_troika

__all__ = ["browser", "own_static_folder", "root", "tab"]  # the fixtures
pytestmark = pytest.mark.browser

ADD = reverse("admin:calendar_enteredtroika_add")
LISTED = reverse("admin:calendar_enteredtroika_changelist")


@pytest.fixture
def review(transactional_db: None, make_review: MakeReview) -> Review:
    return make_review()


def go_by_tab(tab: Tab, name: str) -> None:
    """Press Tab until the field or button of that name has the focus."""
    for _ in range(15):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.name") == name:
            return
    pytest.fail(f"Tab does not lead to {name}.")


def enter_by_keys(tab: Tab, states: str) -> None:
    """Fill in and send the form, whose review is chosen already."""
    given = {"states": states, "source": "A list", "reason": "It was drawn."}
    for name, text in given.items():
        go_by_tab(tab, name)
        tab.keyboard.press("Control+A")  # what was refused still stands there
        tab.keyboard.type(text)
    go_by_tab(tab, "_save")
    tab.keyboard.press("Enter")


def choose_the_review(tab: Tab) -> None:
    tab.locator("[role=combobox]").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.type("Slov")
    tab.locator("li.select2-results__option--highlighted", has_text="SVN").wait_for()
    tab.keyboard.press("Enter")


def test_a_troika_is_entered_and_taken_back_by_keys(tab: Tab, review: Review) -> None:
    tab.goto(ADD)
    choose_the_review(tab)
    enter_by_keys(tab, "Norway\nSlovenia")
    assert tab.locator(".field-states .errorlist").inner_text() == (
        "Slovenia is the State under review."
    )
    enter_by_keys(tab, "Norway\nPeru")
    tab.wait_for_url(f"**{LISTED}")
    tab.goto("/reviews/SVN/4/")
    assert tab.locator("dt:text-is('Troika') + dd a").all_inner_texts() == [
        "Norway",
        "Peru",
    ]

    tab.goto(LISTED)
    tab.get_by_role("link", name="Withdraw").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/withdraw/")
    tab.keyboard.press("Tab")  # "Skip to main content"
    tab.keyboard.press("Enter")
    go_by_tab(tab, "reason")
    tab.keyboard.type("It was another State’s.")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{LISTED}*")  # the mark of the skip link stays
    tab.goto("/reviews/SVN/4/")
    assert tab.locator("dt:text-is('Troika')").count() == 0
    assert tab.locator(
        "[aria-labelledby=edits] li > p:first-child"
    ).all_inner_texts() == [
        "SVN, cycle 4: Troika Norway, Peru → –. It was another State’s.",
        "SVN, cycle 4: Troika – → Norway, Peru. It was drawn.",
    ]


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_where_a_troika_is_shown_or_taken_back(
    tab: Tab, review: Review, root: User, viewport: ViewportSize
) -> None:
    enter_troika(drawn(review, "NOR", "PER"), "Drawn.", NOW, root)
    row = EnteredTroika.objects.get()
    tab.set_viewport_size(viewport)
    withdrawal = reverse("admin:calendar_enteredtroika_withdraw", args=[row.pk])
    assert found_by_axe(tab, withdrawal) == []
    assert found_by_axe(tab, "/reviews/SVN/4/") == []
