"""The words of the mails: text and HTML, in the language of who gets them.

Nothing in a subject says what was asked for or who asked: subjects are read over
shoulders and kept in logs of mail servers. No picture, nothing that counts openings,
and every link leads where it says.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from typing import Any

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from upright.subscriptions.models import Mail, Subscriber, Subscription
from upright.subscriptions.topics import News, wish_of


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent besides the subject; kept as JSON until it is sent."""

    text: str
    html: str
    leave: str = ""  # the address that ends the subscription by one click

    def as_json(self) -> dict[str, str]:
        """As the outbox keeps it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it was written."""

    kind: Mail.Kind
    subject: str
    body: Body


def confirmation(
    subscription: Subscription, secret: str, leave: str, expires: datetime
) -> Letter:
    """Return the letter that asks the owner of an address whether it was they.

    It is in the language of the address, as all of them here.
    """
    with translation.override(subscription.subscriber.language):
        context = {
            "asked": wish_of(subscription).in_words,
            "frequency": subscription.frequency,
            "confirm": site_address("alert-confirm", secret),
            "leave": site_address("alert-leave", leave),
            "expires": expires,
        }
        return _letter(Mail.Kind.CONFIRM, _("Upright: please confirm"), context)


def private_link(subscriber: Subscriber, secret: str, expires: datetime) -> Letter:
    """Return the letter that gives the owner of an address their subscriptions."""
    with translation.override(subscriber.language):
        context = {
            "manage": site_address("alert-manage", secret),
            "expires": expires,
        }
        return _letter(Mail.Kind.LINK, _("Upright: your private link"), context)


def digest(
    subscription: Subscription, news: News, manage: str, leave: str, day: str
) -> Letter:
    """Return the letter that tells what is new.

    `news` was written in the language of who gets it.
    """
    with translation.override(subscription.subscriber.language):
        context = {
            "asked": wish_of(subscription).in_words,
            "page": settings.SITE_ADDRESS + wish_of(subscription).path,
            "frequency": subscription.frequency,
            "day": day,
            "sections": news.sections,
            "site": settings.SITE_ADDRESS,
            "manage": site_address("alert-manage", manage),
            "leave": site_address("alert-leave", leave),
        }
        return _letter(Mail.Kind.DIGEST, news.subject, context)


def site_address(name: str, secret: str) -> str:
    """Return the whole address of a private page."""
    return settings.SITE_ADDRESS + reverse(name, args=[secret])


def _letter(kind: Mail.Kind, subject: str, context: dict[str, Any]) -> Letter:
    context["subject"] = subject
    html = render_to_string(f"subscriptions/mail/{kind}.html", context)
    text = render_to_string(f"subscriptions/mail/{kind}.txt", context)
    body = Body(
        text=_tidy(text),
        html=_inliner().inline(html),
        # A mail that a person asked for just now is no list to leave by one click.
        leave=context["leave"] if kind is Mail.Kind.DIGEST else "",
    )
    return Letter(kind, subject, body)


def _tidy(text: str) -> str:
    """Return text without the white space that templates leave: one empty line."""
    lines = [line.strip() for line in text.strip().splitlines()]
    kept = [
        line for place, line in enumerate(lines) if line or (place and lines[place - 1])
    ]
    return "\n".join(kept) + "\n"


@cache
def _inliner() -> css_inline.CSSInliner:
    """What puts the style into each element, since mail programs drop style sheets.

    It never fetches anything.
    """
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
