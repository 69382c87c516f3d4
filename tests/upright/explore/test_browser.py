"""The pages in a real browser: axe, small screens, keyboard, without scripts."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Route, expect, sync_playwright
from playwright.sync_api import Page as Tab

from tests.upright.archive.papers import addendum, statement
from tests.upright.builders import NOW, document, item
from tests.upright.conftest import Archive
from upright.archive.models import Review, Session
from upright.calendar.actions import publish

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "/",
    "/search/",
    "/search/?q=women&state=XAA&recommending_state=XAB",
    "/search/?q=women+AND",
    "/search/?q=submarine&state=XAA",
    "/search/?page=x",
    "/search/?v=1&count=attributions",
    "/recommendations/A/HRC/901/1/136.1/",
    "/recommendations/A/HRC/901/1/136.2/?v=1",
    "/recommendations/A/HRC/901/1/136.3/",
    "/documents/",
    "/documents/A/HRC/901/1/",
    "/documents/A/HRC/901/1/Add.1/",
    "/states/",
    "/states/?imagined=0&figure=last",
    "/states/XAA/",
    "/states/XAA/repeats/",
    "/repeats/",
    "/repeats/?text=Educate+every+child+by+2030&state=XAA",
    "/repeats/?symbol=A/HRC/901/1&paragraph=136.3&text_order=1&grade=matter",
    "/groups/Amber%20League/",
    "/compare/?state=XAA&state=XAB&group=africa",
    "/charts/?state=XAA",
    "/charts/flows/?by=state&state=XAA&recommending_state=XAB",
    "/charts/positions/?count=attributions",
    "/charts/actions/",
    "/charts/issues/?issue=womens-rights",
    "/charts/answers/?within=90",
    "/charts/sessions/?q=submarine",
    "/issues/",
    "/issues/?q=rights&coding=certain",
    "/issues/womens-rights/",
    "/issues/death-penalty/?coding=certain",
    "/sdgs/",
    "/sdgs/5/",
    "/persons/",
    "/persons/children/",
    "/actions/",
    "/actions/5/?coding=certain",
    "/search/?issue=womens-rights&coding=certain",
    "/calendar/",
    "/sessions/21/",
    "/sessions/20/",
    "/reviews/XAA/2/",
    "/reviews/XAB/2/",
    "/states/XAA/changed/",
    "/data/",
    "/pledges/",
    "/pledges/?q=report&cycle=2",
    "/pledges/?q=submarine",
    "/pledges/?q=women+AND",
    "/pledges/A/HRC/901/1/1/",
    "/countdown/21/",
    "/countdown/21/SVN/",
    "/sources/",
    "/method/",
    "/help/search/",
    "/nothing",
]
# Pages of status 400 and 404, and the 503 of one test, are meant to be such.
STATUSES = (
    *(
        f"Failed to load resource: the server responded with a status of {status}"
        for status in (400, 404, 503)
    ),
    "Response Status Error Code 503",
)
expect.set_options(timeout=20_000)  # of a machine that is busy with other tests
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not Path(CHROMIUM).exists(), reason="there is no Chromium at /usr/bin/chromium"
    ),
]

Open = Callable[..., Tab]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright's loop runs in this thread, where Django would then refuse its
    # database; no code of ours runs in that loop.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Open]:
    """Open an address in a context of its own.

    What the console complains of fails, and a cookie that a page leaves.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(address: str, **options: Any) -> Tab:
        options = {"viewport": DESK, **options}
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda said: complaints.append(said.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.goto(address)
        return tab

    yield open_page
    for context in contexts:
        assert context.cookies() == []
        for tab in context.pages:
            # An answer under way would hold the database that is emptied next.
            tab.wait_for_load_state("networkidle")
        context.close()
    assert [c for c in complaints if not c.startswith(STATUSES)] == []


@pytest.fixture
def shown(coded: None, archive: Archive) -> None:
    """The two reports, coded, an answer to one, and reviews with and without dates."""
    explained = "It is in our plan, which the parliament adopted last week."
    archive(addendum(statement("partly", "136.3", explanation=explained)))
    session = Session.objects.get(number=21)
    session.start, session.end = date(2015, 1, 19), date(2015, 1, 30)
    session.source = "upr-info.org/en/sessions: told by a test"
    session.save()
    for iso3, day in (("XAA", date(2015, 1, 20)), ("SVN", None)):
        Review.objects.create(
            state_id=iso3,
            cycle=2,
            scheduled_session_id=21,
            session_id=21,
            status="held",
            date=day,
            troika=["XAC", "XAD"],
        )
    Review.objects.create(
        state_id="XAB", cycle=2, scheduled_session_id=20, status="not_held"
    )
    publish(NOW)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("scheme", "viewport"), [("light", DESK), ("dark", PHONE)], ids=["light", "dark"]
)
def test_axe_finds_nothing(shown, open_page: Open, address, scheme, viewport):
    tab = open_page(address, color_scheme=scheme, viewport=viewport)
    found = Axe().run(tab, options={"runOnly": AXE_TAGS})
    assert [
        (one["id"], [node["target"] for node in one["nodes"]])
        for one in found.response["violations"]
    ] == []


@pytest.mark.parametrize("address", PAGES)
def test_a_telephone_never_scrolls_sideways(shown, open_page: Open, address):
    tab = open_page(address, viewport=PHONE)
    tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert tab.evaluate("document.scrollingElement.scrollWidth") == 360


@pytest.mark.parametrize("address", ["/states/", "/states/XAA/", "/groups/africa/"])
def test_a_tablet_never_scrolls_tables_sideways(imagined, open_page: Open, address):
    tab = open_page(address, viewport={"width": 768, "height": 1024})
    assert tab.evaluate("document.scrollingElement.scrollWidth") == 768


def test_the_keyboard_alone_finds_and_opens_a_recommendation(imagined, open_page: Open):
    tab = open_page("/")
    tab.keyboard.press("Tab")
    expect(tab.locator("a.skip")).to_be_focused()
    expect(tab.locator("a.skip")).to_be_in_viewport()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    expect(tab.locator("#q")).to_be_focused()
    tab.keyboard.type("women")
    tab.keyboard.press("Enter")
    expect(tab.locator(".tally")).to_have_text("1 item matches.")
    hit = tab.locator(".hit h3 a")
    for _step in range(80):
        tab.keyboard.press("Tab")
        if hit.evaluate("link => link === document.activeElement"):
            break
    expect(hit).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text("Recommendation to Aldoria")


def test_a_filter_updates_in_place_and_the_address_follows(imagined, open_page: Open):
    tab = open_page("/search/")
    tab.evaluate("window.stayed = true")
    box = tab.get_by_role("checkbox", name="Brevania").first
    box.focus()
    tab.keyboard.press("Space")
    expect(tab.locator(".tally")).to_have_text("1 item matches.")
    expect(tab).to_have_url("/search/?state=XAB")
    expect(tab.locator("#f-state-xab")).to_be_focused()
    expect(tab.locator("#f-state-xab")).to_be_checked()
    expect(tab.locator("#status")).to_have_text("1 item matches.")
    tab.locator("#count-attributions").check()
    expect(tab.locator(".tally")).to_have_text("1 attribution matches.")
    expect(tab).to_have_url("/search/?state=XAB&count=attributions")
    assert tab.evaluate("window.stayed") is True


def test_a_folded_facet_stays_unfolded_while_it_is_used(coded, open_page: Open):
    tab = open_page("/search/")
    box = tab.locator("#f-issue-womens-rights")
    expect(box).to_be_hidden()
    tab.locator("details[data-facet=issue] summary").press("Enter")
    for tally in ("2 items match.", "4 items match."):
        box.focus()
        tab.keyboard.press("Space")
        expect(tab.locator(".tally")).to_have_text(tally)
        expect(box).to_be_focused()
    tab.locator("#f-state-xab").check()
    expect(tab.locator(".tally")).to_have_text("1 item matches.")
    expect(box).to_be_visible()


def test_going_back_shows_what_was_there(imagined, open_page: Open):
    tab = open_page("/search/")
    tab.locator("#f-state-xab").check()
    expect(tab).to_have_url("/search/?state=XAB")
    tab.go_back()
    expect(tab).to_have_url("/search/")
    expect(tab.locator(".tally")).to_have_text("4 items match.")
    expect(tab.locator("header.top")).to_be_visible()


def test_a_query_is_searched_in_place(imagined, open_page: Open):
    tab = open_page("/search/?state=XAA")
    tab.locator("#q").fill("women")
    tab.locator("#q").press("Enter")
    expect(tab).to_have_url("/search/?q=women&state=XAA")
    expect(tab).to_have_title("“women”: 1 item matches · Upright")


def test_a_mistake_is_explained_in_place(imagined, open_page: Open):
    tab = open_page("/search/?state=XAA")
    tab.locator("#q").fill("women AND")
    tab.locator("#q").press("Enter")
    expect(tab.locator(".mistake h2")).to_have_text("This query cannot be understood")
    tab.locator("#q").fill("women")
    tab.locator("#q").press("Enter")
    expect(tab).to_have_url("/search/?q=women&state=XAA")


def test_a_slow_search_says_that_it_is_searching(imagined, open_page: Open):
    tab = open_page("/search/")
    held: list[Route] = []
    tab.route("**/search/**", lambda route: held.append(route))
    tab.locator("#q").fill("women")
    tab.locator("#q").press("Enter")
    expect(tab.locator("#status")).to_have_text("Searching…")
    held[0].continue_()
    expect(tab.locator("#status")).to_have_text("1 item matches.")


def test_a_search_without_an_answer_says_so(imagined, open_page: Open):
    tab = open_page("/search/")
    tab.route("**/search/**", lambda route: route.fulfill(status=503, body=""))
    tab.locator("#f-state-xab").check()
    expect(tab.locator("#status")).to_have_text(
        "The search did not answer. What you see is from before; try again in a moment."
    )
    expect(tab.locator("#status")).to_be_in_viewport()


def test_everything_works_without_scripts(imagined, open_page: Open):
    tab = open_page("/", java_script_enabled=False)
    tab.locator("#q").fill("every")
    tab.get_by_role("button", name="Search").click()
    expect(tab.locator(".tally")).to_have_text("1 item matches.")
    tab.locator("#f-recommending_state-xac").check()
    tab.get_by_role("button", name="Apply the filters").click()
    expect(tab.locator(".chip")).to_have_text("Remove Recommending State: Corvalia")
    tab.locator("#count-attributions").check()
    tab.get_by_role("button", name="Apply", exact=True).click()
    expect(tab.locator(".tally")).to_have_text("1 attribution matches.")
    tab.locator(".chip").click()
    expect(tab.locator(".tally")).to_have_text("2 attributions match.")
    expect(tab.get_by_role("button", name="Copy the link")).to_have_count(0)


def test_the_permanent_link_is_copied(imagined, open_page: Open, live_server: Any):
    tab = open_page(
        "/search/?q=women", permissions=["clipboard-read", "clipboard-write"]
    )
    tab.get_by_role("button", name="Copy the link").click()
    expect(tab.get_by_role("button", name="Copied")).to_be_visible()
    assert tab.evaluate("navigator.clipboard.readText()") == (
        f"{live_server.url}/search/?q=women&v=2&imagined=1"
    )


def test_the_printed_page_is_seen(imagined, open_page: Open):
    tab = open_page("/recommendations/A/HRC/901/1/136.1/")
    picture = tab.locator(".page-picture img").first
    expect(picture).to_be_visible()
    picture.evaluate("image => image.decode()")
    assert picture.evaluate("image => image.naturalWidth") == 910


def test_filters_stand_open_beside_the_results_on_a_wide_screen(
    archive: Archive, open_page: Open
):
    archive(document(item("1.1", ("Do", "XAB"))))
    assert open_page("/search/").locator("#f-state-xaa").is_visible() is True
    phone = open_page("/search/", viewport=PHONE)
    assert phone.locator("#f-state-xaa").is_visible() is False
    phone.locator(".filters > summary").click()
    expect(phone.locator("#f-state-xaa")).to_be_visible()


def test_a_page_prints_without_its_controls(imagined, open_page: Open):
    tab = open_page("/search/?q=women")
    tab.emulate_media(media="print")
    assert tab.locator(".top nav").is_visible() is False
    assert tab.locator(".filters").is_visible() is False
    assert tab.locator(".hit").first.is_visible() is True


def test_a_table_prints_as_a_table_on_paper_of_any_size(imagined, open_page: Open):
    tab = open_page("/states/XAA/", viewport={"width": 700, "height": 1000})
    row = "getComputedStyle(document.querySelector('.answers.stack tbody tr')).display"
    assert tab.evaluate(row) == "grid"  # on a screen of that width

    tab.emulate_media(media="print")

    assert tab.evaluate(row) == "table-row"
    over = "document.documentElement.scrollWidth - innerWidth"
    assert tab.evaluate(over) == 0


def test_a_timeline_prints_with_the_addresses_of_its_sources(shown, open_page: Open):
    tab = open_page("/reviews/XAA/2/")
    tab.emulate_media(media="print")
    assert tab.locator(".timeline > li").count() == 16
    said = "getComputedStyle(document.querySelector('.step a'), '::after').content"
    assert tab.evaluate(said) == (
        '" (https://upr-info.org/en/get-involved/cso/take-action)"'
    )


def test_a_page_in_a_script_from_right_to_left_keeps_its_order(
    imagined, open_page: Open
):
    tab = open_page("/search/?q=women")
    tab.evaluate("document.documentElement.dir = 'rtl'")
    filters = tab.locator(".filters").bounding_box()
    results = tab.locator("#results").bounding_box()
    assert filters is not None
    assert results is not None
    assert filters["x"] > results["x"]
    assert tab.evaluate("document.scrollingElement.scrollWidth") == 1280
