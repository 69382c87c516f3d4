"""`{% tell_me "received?state=SVN" … %}`: the form to be told by mail, on any page."""

from typing import Any

from django import template

from upright.subscriptions import queries
from upright.subscriptions.forms import FREQUENCIES
from upright.subscriptions.topics import TOPICS, Wish, WishError

register = template.Library()


@register.inclusion_tag("subscriptions/_tell_me.html")
def tell_me(*written: str, within_form: bool = False) -> dict[str, Any]:
    """Return the form for one of some things to be told of.

    `within_form`: the place lies inside another form, so the form itself stands
    elsewhere on the page: `{% include "subscriptions/_tell_me_form.html" %}`. The
    page stays the same for everybody.
    """
    wishes = [wish for one in written if (wish := _offered(one))]
    return {
        "wishes": wishes,
        "frequencies": FREQUENCIES,
        "within_form": within_form,
        "is_on": queries.are_on(),
    }


def _offered(written: str) -> Wish | None:
    """Return what a page offers; None where it shows nothing to be told of.

    It is not tried out: that would search once more for each view of a page.
    """
    kind, _mark, parameters = written.partition("?")
    wish = Wish(kind, parameters)
    try:
        return wish if kind in TOPICS and wish.in_words else None
    except WishError:
        return None
