"""The admin's own pages of every room in a real browser: axe, and a small screen."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, ViewportSize
from playwright.sync_api import Page as Tab

from tests.upright.builders import NOW
from tests.upright.conftest import Archive
from tests.upright.curation.coding import round_of, task
from tests.upright.curation.test_admin import ANSWERS, REPORT
from tests.upright.explore.conftest import own_static_folder
from tests.upright.explore.test_browser import AXE_TAGS, DESK, PHONE, browser
from upr.coding import Scheme
from upright.accounts.models import User
from upright.archive.coding_decisions import Decision, decide
from upright.archive.models import Recommendation, Session
from upright.calendar.entering import Entering, enter
from upright.curation.models import CodedText
from upright.curation.queries import open_questions
from upright.curation.ticking import tick_off

__all__ = ["browser", "own_static_folder"]  # the fixtures
pytestmark = pytest.mark.browser

NUMBER = "136.77: noted, “The following are noted:”"


@pytest.fixture
def root(transactional_db: None) -> User:
    return User.objects.create_superuser("root@example.org", "pass")


@pytest.fixture
def tab(
    browser: Browser, live_server: Any, client: Client, root: User
) -> Iterator[Tab]:
    client.force_login(root)
    context = browser.new_context(base_url=live_server.url)
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    yield context.new_page()
    context.close()


def found_by_axe(tab: Tab, address: str) -> list[tuple[str, Any]]:
    """What axe finds on the whole page, Django's own header with it."""
    response = tab.goto(address)
    assert response is not None
    assert response.status == 200
    found = Axe().run(tab, options={"runOnly": AXE_TAGS})
    return [
        (one["id"], [node["target"] for node in one["nodes"]])
        for one in found.response["violations"]
    ]


@pytest.fixture
def pages(archive: Archive, correct: Callable[..., Any], root: User) -> dict[str, str]:
    """The address of every page of the admin that has a template of ours."""
    archive(REPORT)
    archive(ANSWERS)
    corrected = correct("136.1", "position", "noted", order=1, reason="seen")
    text = Recommendation.objects.filter(until=None).latest("pk")
    asked = list(open_questions().filter(text__in=["136.3 is missing.", NUMBER]))
    gone = tick_off(asked[0], "Nothing is missing.", NOW, root)
    session, _ = Session.objects.get_or_create(number=21, defaults={"cycle": 2})
    day = date(2015, 6, 25)
    told = Entering(session, None, "plenary", day, day, source="Told by a test")
    days = enter(told, "It came out", NOW, root)
    round_ = round_of(coders=2).pk
    ended = round_of(coders=2, ended_at=NOW)
    own = task(ended, 1)
    place = own.document, own.item_key, own.recommendation_order
    decide(Decision(*place, Scheme.ACTION, ["3"], "It is softer"), NOW, root)
    ended.tasks.filter(place=1).update(decided=["5"])
    decided = CodedText.objects.get(
        item__read_key=own.item_key, order=own.recommendation_order, until=None
    ).pk
    return {
        "archive_recommendation_correct": _to(
            "archive_recommendation_correct", text.pk, "position"
        ),
        "archive_correction_withdraw": _to("archive_correction_withdraw", corrected.pk),
        "archive_session_undo_edits": _to("archive_session_undo_edits", session.pk),
        "archive_recoding_changelist": _to("archive_recoding_changelist"),
        "calendar_entereddays_withdraw": _to("calendar_entereddays_withdraw", days.pk),
        "curation_openquestion_changelist": _to("curation_openquestion_changelist"),
        "curation_openquestion_tick": _to("curation_openquestion_tick", asked[1].pk),
        "curation_tickedoff_undo": _to("curation_tickedoff_undo", gone.pk),
        "curation_codinground_changelist": _to("curation_codinground_changelist"),
        "curation_codinground_begin": _to("curation_codinground_begin"),
        "curation_codinground_code": _to("curation_codinground_code", round_),
        "curation_codinground_settle": _to("curation_codinground_settle", round_),
        "curation_codinground_agreement": _to("curation_codinground_agreement", round_),
        "an ended round": _to("curation_codinground_agreement", ended.pk),
        "curation_codinground_left_out": _to("curation_codinground_left_out", ended.pk),
        "curation_codedtext_changelist": _to("curation_codedtext_changelist"),
        "a category decided": _to("curation_codedtext_decide", decided, "action"),
        "issues to decide": _to("curation_codedtext_decide", decided, "issues"),
    }


def _to(name: str, *arguments: object) -> str:
    return reverse(f"admin:{name}", args=arguments)


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_pages_of_the_admin(
    pages: dict[str, str], tab: Tab, viewport: ViewportSize
):
    tab.set_viewport_size(viewport)
    found = {name: found_by_axe(tab, address) for name, address in pages.items()}
    assert {name: what for name, what in found.items() if what} == {}


def test_a_field_to_write_in_ends_where_a_telephone_does(
    pages: dict[str, str], tab: Tab
):
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(pages["archive_session_undo_edits"])
    form = tab.locator("fieldset.module").bounding_box()
    field = tab.locator("textarea").bounding_box()
    assert form is not None
    assert field is not None
    assert field["x"] + field["width"] <= form["x"] + form["width"]
