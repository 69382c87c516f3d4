"""The words on screen for values of the archive."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from upr.positions import OhchrPosition
from upr.records import DocumentKind, Implementation, PositionValue, Stance
from upright.archive.models import Correction

Label = str | Promise

POSITIONS: Final[Mapping[str, Label]] = {
    PositionValue.SUPPORTED: pgettext_lazy("position", "Supported"),
    PositionValue.NOTED: pgettext_lazy("position", "Noted"),
    PositionValue.PENDING: pgettext_lazy("position", "Pending"),
}
STATEMENTS: Final[Mapping[str, Label]] = {  # what one paper says, as said
    Stance.SUPPORTED: pgettext_lazy("position", "Supported"),
    Stance.NOTED: pgettext_lazy("position", "Noted"),
    Stance.PARTLY: pgettext_lazy("position", "Supported in part"),
    Stance.IN_PRINCIPLE: pgettext_lazy("position", "Supported in principle"),
    Stance.UNCLEAR: pgettext_lazy("position", "No clear answer"),
    PositionValue.PENDING: pgettext_lazy("position", "Pending at the report"),
}
BY_OHCHR: Final[Mapping[str, Label]] = {
    OhchrPosition.SUPPORTED: pgettext_lazy("position", "Supported"),
    OhchrPosition.NOTED: pgettext_lazy("position", "Noted"),
    OhchrPosition.BOTH: pgettext_lazy("position", "Supported/Noted"),
}
IMPLEMENTATIONS: Final[Mapping[str, Label]] = {
    Implementation.IMPLEMENTED: gettext_lazy("the State says it is implemented"),
    Implementation.IN_PROCESS: gettext_lazy("the State says it is being implemented"),
    Implementation.EITHER: gettext_lazy(
        "the State says it is implemented or being implemented"
    ),
}
KINDS: Final[Mapping[str, Label]] = {
    DocumentKind.REPORT: gettext_lazy("Report of the Working Group"),
    DocumentKind.DRAFT_REPORT: gettext_lazy("Draft report of the Working Group"),
    DocumentKind.ADDENDUM: gettext_lazy("Addendum: views of the State under review"),
    DocumentKind.THEMATIC_LIST: gettext_lazy("Thematic list of recommendations"),
    DocumentKind.NATIONAL_REPORT: gettext_lazy("National report"),
    DocumentKind.COMPILATION: gettext_lazy("Compilation of United Nations information"),
    DocumentKind.SUMMARY: gettext_lazy("Summary of stakeholders’ submissions"),
    DocumentKind.DECISION: gettext_lazy("Decision on the outcome"),
    DocumentKind.CORRIGENDUM: gettext_lazy("Corrigendum to a report"),
    DocumentKind.COUNCIL_REPORT: gettext_lazy("Report of the Human Rights Council"),
}
CORRECTED: Final[Mapping[str, Label]] = {
    Correction.Field.TEXT: gettext_lazy("The text"),
    Correction.Field.STATES: gettext_lazy("The recommending States"),
    Correction.Field.POSITION: gettext_lazy("The position"),
    Correction.Field.ADDRESSEE: gettext_lazy("The State addressed"),
    Correction.Field.NUMBER: gettext_lazy("The number"),
}
FORMATS: Final[Mapping[str, Label]] = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
}


def position(value: str, implementation: str = "") -> str:
    """Return a position as it is shown, with what the State added to it."""
    return _with_implementation(str(POSITIONS.get(value, value)), implementation)


def statement(value: str, implementation: str = "") -> str:
    """Return what one paper says of a recommendation as it is shown."""
    return _with_implementation(str(STATEMENTS.get(value, value)), implementation)


def by_ohchr(value: str) -> str:
    """Return a position by OHCHR's rule as it is shown; without one, that it pends."""
    return str(BY_OHCHR.get(value, POSITIONS[PositionValue.PENDING]))


def _with_implementation(label: str, implementation: str) -> str:
    if not implementation:
        return label
    added = IMPLEMENTATIONS.get(implementation, implementation)
    return _("%(position)s; %(added)s") % {"position": label, "added": added}


def kind(value: str) -> str:
    """Return a kind of document as it is shown."""
    return str(KINDS.get(value, value))


def place(paragraph: str, page: int | None) -> str:
    """Return where words stand: `para. 137, page 12`, as far as it is known."""
    parts = []
    if paragraph:
        parts.append(_("para. %(paragraph)s") % {"paragraph": paragraph})
    if page:
        parts.append(_("page %(page)d") % {"page": page})
    return ", ".join(parts)
