"""The words for why something is on the work list, and for codes."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from upr.coding import Scheme
from upr.reference.actions import ACTION_CATEGORIES
from upr.reference.sdg import GOALS, TARGETS
from upright.archive.coding import PERSON
from upright.archive.doubts import Why
from upright.archive.models import Coding, DocumentPart, Recommendation

NOTHING: Final = "–"  # where there is nothing to show
REASONS: Final[Mapping[str, Promise]] = {
    Why.UNCLEAR: _("The answer takes no clear position."),
    Why.UNANSWERED: _("The addendum says nothing of it."),
    Why.SAID_TWICE: _("One paper says two things of it."),
    Why.DISAGREE: _("OHCHR’s list tells another position."),
    Why.NO_SUCH_ITEM: _("No item of the report has this number."),
    DocumentPart.Kind.LEFTOVER: _("A line could not be placed."),
    DocumentPart.Kind.CHECK: _("A check of the document failed."),
}


def reason(part: DocumentPart) -> str:
    """Return why a row is listed."""
    return str(REASONS[part.detail.get("why", "")]) if _is_doubt(part) else _of(part)


def _is_doubt(part: DocumentPart) -> bool:
    return part.kind == DocumentPart.Kind.DOUBT


def _of(part: DocumentPart) -> str:
    why = part.detail.get("why", "")  # of a left-over line, in the reader's words
    said = str(REASONS[part.kind])
    return f"{said} {why}".strip()


SCHEMES: Final[Mapping[str, Promise]] = {
    Scheme.ACTION.value: _("Category of action"),
    Scheme.ISSUES.value: _("Issues"),
    Scheme.GROUPS.value: _("Groups of persons"),
    Scheme.SDG_GOALS.value: _("Sustainable Development Goals"),
    Scheme.SDG_TARGETS.value: _("Targets of the Goals"),
}


def code(scheme: str, value: str) -> str:
    """Return a code as people know it: "5 – Specific action"."""
    match Scheme(scheme):
        case Scheme.ACTION:
            category = ACTION_CATEGORIES[int(value)]
            return f"{value} – {category.name}"
        case Scheme.SDG_GOALS:
            return f"{value} – {GOALS[int(value)].title}"
        case Scheme.SDG_TARGETS:
            return f"{value} – {TARGETS[value].title}"
        case Scheme.ISSUES | Scheme.GROUPS:
            return value


def codes(scheme: str, values: Iterable[str]) -> str:
    """Return codes as people know them, in a line; "none" of none."""
    return ", ".join(code(scheme, value) for value in values) or gettext("none")


def meaning(scheme: str, value: str) -> str:
    """Return what a category of action means; "" of other schemes."""
    if scheme != Scheme.ACTION.value:
        return ""
    return ACTION_CATEGORIES[int(value)].meaning


def given_by(row: Coding, scheme: str) -> str:
    """Return the codes of a scheme that a row gives, in a line."""
    return codes(scheme, [value for value, _score in row.codes.get(scheme, ())])


def given(text: Recommendation, scheme: Scheme) -> str:
    """Return what a text has of a scheme: "5 – Specific (0.97)", "… (by a person)"."""
    said = [
        f"{code(scheme, one)} ({_how_sure(score, by)})"
        for one, score, by in text.codings.get(scheme.value, ())
    ]
    return ", ".join(said) or NOTHING


def _how_sure(score: float, by: str) -> str:
    return gettext("by a person") if by == PERSON else f"{score:.2f}"
