"""How the values of fields that speak of codings are understood.

An issue may be typed by its tag, its slug, words that stand in no other tag ("torture")
or a word people use for it ("lgbti"); what fits several is never taken for one of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from django.utils.translation import gettext as _

from upr.reference.actions import ACTION_CATEGORIES
from upr.reference.groups import DIHR
from upr.reference.issues import ISSUES
from upr.reference.sdg import GOALS, TARGETS
from upright.search.errors import QueryError
from upright.search.typed import Typed, one_of, quoted

Values = tuple[tuple[str, ...], str]

# Words people use that stand in no tag.
_SHORT_ISSUES: Final[Mapping[str, str]] = {
    "children": "rights-of-the-child",
    "lgbt": "sexual-orientation-and-gender-identity",
    "lgbti": "sexual-orientation-and-gender-identity",
    "racism": "racial-discrimination",
    "sogi": "sexual-orientation-and-gender-identity",
}
_MOST_NAMED = 5  # issues offered where several fit


def issue(typed: Typed) -> Values:
    """The slug of the issue typed."""
    value = typed.value.strip().casefold()
    exact = {
        name.casefold(): slug
        for slug, one in ISSUES.items()
        for name in (slug, one.tag, *one.also)
    }
    fitting = [exact[value]] if value in exact else list(_holding(value))
    if not fitting and value in _SHORT_ISSUES:
        fitting = [_SHORT_ISSUES[value]]
    if len(fitting) == 1:
        return (fitting[0],), ISSUES[fitting[0]].tag
    raise _no_issue(typed, fitting or _near(value, exact))


def _holding(value: str) -> Iterator[str]:
    """Slugs of the issues in whose tag these whole words stand."""
    for slug, one in ISSUES.items():
        if value and re.search(rf"\b{re.escape(value)}\b", one.tag.casefold()):
            yield slug


def _near(value: str, exact: Mapping[str, str]) -> list[str]:
    """Slugs of the issues that have the word in them, or resemble it."""
    holding = [slug for name, slug in exact.items() if value and value in name]
    close = get_close_matches(value, exact, _MOST_NAMED)
    short = get_close_matches(value, _SHORT_ISSUES, 1)
    return list(
        dict.fromkeys(
            [
                *holding,
                *(exact[name] for name in close),
                *(_SHORT_ISSUES[name] for name in short),
            ]
        )
    )


def _no_issue(typed: Typed, slugs: Sequence[str]) -> QueryError:
    if not slugs:
        message = _("No issue is called “%(name)s”.") % {"name": typed.value}
        return typed.refused(message)
    message = _("“%(name)s” is no one issue. Did you mean %(names)s?") % {
        "name": typed.value,
        "names": _(" or ").join(ISSUES[slug].tag for slug in slugs[:_MOST_NAMED]),
    }
    return typed.refused(message, f"{typed.name}:{quoted(ISSUES[slugs[0]].tag)}")


def action(typed: Typed) -> Values:
    """The rank of an action category, typed as such or by its name."""
    ranks = [(str(rank), one.name) for rank, one in ACTION_CATEGORIES.items()]
    return one_of(typed, ranks)


def persons(typed: Typed) -> Values:
    """The slug of a group of persons, typed as such or by its name."""
    return one_of(typed, [(slug, one.label) for slug, one in DIHR.items()])


def goal(typed: Typed) -> Values:
    """The number of a Sustainable Development Goal."""
    value = typed.value.strip()
    if "." in value and value.lower() in TARGETS:
        message = _("“%(value)s” is a target, not a goal.") % {"value": value}
        raise typed.refused(message, f"target:{value.lower()}")
    number = int(value) if value.isascii() and value.isdecimal() else 0
    if number in GOALS:
        return (str(number),), str(number)
    message = _("Sustainable Development Goals go from 1 to %(last)d.")
    raise typed.refused(message % {"last": len(GOALS)})


def target(typed: Typed) -> Values:
    """The number of a target of a goal."""
    value = typed.value.strip().lower()
    if value in TARGETS:
        return (value,), value
    if value.isascii() and value.isdecimal() and int(value) in GOALS:
        message = _("“%(value)s” is a goal; a target is a number such as 16.3.")
        raise typed.refused(message % {"value": value}, f"goal:{int(value)}")
    message = _("“%(value)s” is no target; a target is a number such as 16.3.")
    near = get_close_matches(value, TARGETS, 1)
    better = f"{typed.name}:{near[0]}" if near else ""
    raise typed.refused(message % {"value": typed.value}, better)
