"""The forms on which staff enter the days of a step, and the troika of a review."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from upr.timeline import STEPS
from upright.archive.forms import (
    WIDE,
    ReasonForm,
    StatesField,
    say_how_dates_are_written,
)
from upright.calendar import labels
from upright.calendar.entering import Entering
from upright.calendar.models import EnteredDays, EnteredTroika
from upright.calendar.troikas import EnteringTroika, mistakes

SOURCE = _("Symbol or address, and the day it was seen.")
# These stand in the row of the review itself, and are edited there.
OF_THE_REVIEW = frozenset({"review", "working-group-adoption", "next-review"})


class EnteredDaysForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in stubs alone
    """Days of a step, with where they were published and why they are entered."""

    reason = ReasonForm.base_fields["reason"]

    class Meta:
        """What is entered; the numbers of the changes are given."""

        model = EnteredDays
        fields = (
            "session", "review", "step", "first", "last", "at", "source", "is_verified",
        )  # fmt: skip
        help_texts = {
            "review": _("Leave it empty for a step of the whole session."),
            "at": _("Geneva time, where an hour was published."),
            "source": SOURCE,
        }

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        names = [(key, labels.step(key)) for key in STEPS if key not in OF_THE_REVIEW]
        self.fields["step"] = forms.ChoiceField(choices=names, label=_("Step"))
        for name in ("review", "at"):
            self.fields[name].required = False
        say_how_dates_are_written(self)

    def clean(self) -> dict[str, Any]:
        """Refuse days that end before they begin, and a review held elsewhere."""
        given = super().clean() or self.cleaned_data
        first, last, review = given.get("first"), given.get("last"), given.get("review")
        if first and last and last < first:
            self.add_error("last", _("It ends before it begins."))
        if review and review.session_id != getattr(given.get("session"), "pk", None):
            self.add_error("review", _("This review is not held at that session."))
        return given

    def entering(self) -> Entering:
        """Return what is entered, once the form is valid."""
        given = self.cleaned_data
        return Entering(**{one.name: given[one.name] for one in fields(Entering)})

    def validate_constraints(self) -> None:
        """Days in force are no obstacle: the new ones take their place."""


class EnteredTroikaForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """The troika of a review, with where it was published and why it is entered."""

    states = StatesField(
        label=_("Troika"),
        required=False,
        widget=WIDE,
        help_text=_(
            "Names or codes of up to three States, one a line, in the order of the "
            "source; nothing where the review has no troika."
        ),
    )
    reason = ReasonForm.base_fields["reason"]

    class Meta:
        """What is entered; the numbers of the changes are given."""

        model = EnteredTroika
        fields = ("review", "states", "source", "is_verified")
        help_texts = {"source": SOURCE}

    def clean(self) -> dict[str, Any]:
        """Refuse States that cannot be the troika of this review, each by name."""
        given = super().clean() or self.cleaned_data
        review, states = given.get("review"), given.get("states")
        if review and states:
            for said in mistakes(review, states, timezone.localdate()):
                self.add_error("states", said)
        return given

    def entering(self) -> EnteringTroika:
        """Return what is entered, once the form is valid."""
        given = self.cleaned_data
        return EnteringTroika(
            **{one.name: given[one.name] for one in fields(EnteringTroika)}
        )

    def validate_constraints(self) -> None:
        """A troika in force is no obstacle: the new one takes its place."""
