"""Alerts in a real browser: the whole way, axe, small screens; and the mails."""

from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.upright.explore.test_browser import (
    AXE_TAGS,
    CHROMIUM,
    PHONE,
    Open,
    browser,
    open_page,
)
from tests.upright.subscriptions.asked import leave_link, link_in, manage_link
from tests.upright.subscriptions.conftest import ANN, Subscribe
from upright.subscriptions import outbox
from upright.subscriptions.actions import due
from upright.subscriptions.models import Link, Subscriber, Subscription

__all__ = ["browser", "open_page"]  # the fixtures
pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("report"),
    pytest.mark.skipif(
        not Path(CHROMIUM).exists(), reason="there is no Chromium at /usr/bin/chromium"
    ),
]


def pages(subscribe: Subscribe) -> dict[str, str]:
    """Every page of alerts, as somebody with two alerts finds it."""
    first = subscribe()
    subscribe("search?q=women&recommending_state=XAB", is_paused=True)
    waiting = subscribe("documents?", confirmed_at=None)
    expires = timezone.now() + timedelta(days=7)
    confirm = outbox.new_link(Link.Purpose.CONFIRM, first.subscriber, expires, waiting)
    mine = manage_link(first.subscriber)
    return {
        "ask": "/alerts/?what=received%3Fstate%3DXAA&what=made%3Fstate%3DXAA",
        "sent": "/alerts/sent/",
        "renew": "/alerts/renew/",
        "privacy": "/alerts/privacy/",
        "confirm": reverse("alert-confirm", args=[confirm]),
        "mine": f"{mine}?done=pause",
        "erase": f"{mine}erase/",
        "leave": leave_link(first),
        "erased": "/alerts/erased/",
        "left": "/alerts/left/",
        "expired": "/alerts/mine/x/",
        "State": "/states/XAA/",
        "search": "/search/?q=women",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_no_telephone_scrolls_sideways(
    subscribe: Subscribe, open_page: Open, scheme: str
) -> None:
    tab = open_page("/alerts/", color_scheme=scheme, viewport=PHONE)
    found = {}
    for name, address in pages(subscribe).items():
        tab.goto(address)
        tab.evaluate(
            "document.querySelectorAll('details').forEach(d => { d.open = true })"
        )
        run = Axe().run(tab, options={"runOnly": AXE_TAGS})
        found[name] = (
            [
                (one["id"], [node["target"] for node in one["nodes"]])
                for one in run.response["violations"]
            ],
            tab.evaluate("document.scrollingElement.scrollWidth"),
        )

    assert {name: said for name, said in found.items() if said != ([], 360)} == {}


@pytest.mark.parametrize("scripts", [True, False])
def test_the_whole_way_from_a_search_to_the_end(open_page: Open, scripts: bool) -> None:
    tab = open_page("/search/?q=women", java_script_enabled=scripts)
    tab.get_by_text("Tell me by mail", exact=True).first.click()
    tab.get_by_label("Mail address").fill(ANN)
    tab.get_by_label("How often").select_option("weekly")
    tab.get_by_role("button", name="Tell me by mail").click()
    expect(tab.locator("h1")).to_have_text("Look into your mailbox")

    due(timezone.now())
    tab.goto(link_in(mail.outbox[0].body, "confirm"))
    expect(tab.locator(".lead")).to_have_text("New recommendations: women")
    tab.get_by_role("button", name="Yes, tell me").click()
    expect(tab.locator("h1")).to_have_text("Your alerts")
    assert Subscription.objects.get().frequency == "weekly"

    tab.get_by_role("button", name="Pause: New recommendations: women").click()
    expect(tab.get_by_role("status")).to_have_text("It is paused.")
    expect(tab.locator(".tag")).to_have_text("paused")
    tab.get_by_role("link", name="End everything and erase my address").click()
    tab.get_by_role("button", name="Yes, erase it").click()
    expect(tab.locator("h1")).to_have_text("Your address is erased")
    assert Subscriber.objects.count() == 0


def test_after_a_search_in_place_the_new_search_is_what_is_told(
    open_page: Open,
) -> None:
    tab = open_page("/search/?q=child")
    tab.locator("#q").fill("women")
    tab.locator("#q").press("Enter")
    expect(tab).to_have_url("/search/?q=women")
    tab.get_by_text("Tell me by mail", exact=True).first.click()
    tab.get_by_label("Mail address").fill(ANN)
    tab.get_by_label("Mail address").press("Enter")
    expect(tab.locator("h1")).to_have_text("Look into your mailbox")

    assert Subscription.objects.get().parameters == "q=women"


def test_a_mistyped_address_is_said_beside_what_was_typed(open_page: Open) -> None:
    tab = open_page("/alerts/", java_script_enabled=False)
    tab.locator("form.fields").evaluate("form => { form.noValidate = true }")
    tab.get_by_label("Mail address").fill("ann@nowhere")
    tab.get_by_role("button", name="Tell me by mail").click()
    expect(tab.get_by_role("alert")).to_contain_text("This is no mail address")
    expect(tab.get_by_label("Mail address")).to_have_value("ann@nowhere")
    expect(tab.get_by_label("Mail address")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_mails_are_read_on_a_telephone(
    browser: Browser, tmp_path: Path, language: str
) -> None:
    call_command("preview_mails", str(tmp_path), language=language, verbosity=0)
    tab = browser.new_page(viewport={"width": 360, "height": 740})
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    files = sorted(tmp_path.glob("*.html"))
    assert [file.name for file in files] == [
        f"{kind}-{language}.html" for kind in ("confirm", "digest", "link")
    ]
    for file in files:
        tab.goto(file.as_uri())
        assert tab.evaluate("document.scrollingElement.scrollWidth") == 360
        assert tab.locator("html").get_attribute("dir") == (
            "rtl" if language == "ar" else "ltr"
        )
        found = Axe().run(tab, options={"runOnly": AXE_TAGS}).response
        assert [one["id"] for one in found["violations"]] == []
    assert asked == [file.as_uri() for file in files]  # nothing is fetched
    tab.close()
