"""Forms of the admin: corrections, their withdrawal, edits of reviews and sessions."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from upr.records import PositionValue
from upr.reference import states as state_facts
from upright.archive.actions import Proposal
from upright.archive.models import Correction, Recommendation, Review, Session
from upright.archive.queries import states

Field = Correction.Field
SURE = {state_facts.Certainty.EXACT, state_facts.Certainty.ALIAS}
# Of a review ahead no day may be known, and of one that was not held no session.
MAY_BE_UNKNOWN = frozenset({"session", "date", "adoption_date", "start", "end"})
LONGEST_SESSION = 31  # days; none so far was longer than 15
DATES = _("Write the date as 2027-01-31 or as 31 January 2027.")
WIDE = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})


class ReasonForm(forms.Form):
    """A reason, as every decision of staff needs one."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=_("A sentence that says why; it is shown with the change."),
    )


def say_how_dates_are_written(form: forms.BaseForm) -> None:
    """Have the fields of a form say which dates they take, where one is refused."""
    for field in form.fields.values():
        if isinstance(field, forms.DateField):
            field.error_messages["invalid"] = DATES


class StatesField(forms.CharField):
    """Names or codes of States, one a line or with commas, in printed order."""

    def clean(self, value: Any) -> Any:
        """Return the codes; a name that is no State's is refused, never guessed."""
        said = super().clean(value)
        names = [name.strip() for name in re.split(r"[;,\n]", said) if name.strip()]
        codes, mistakes = [], []
        for name in names:
            try:
                codes.append(self._code(name))
            except forms.ValidationError as mistake:
                mistakes.append(mistake)
        if mistakes:
            raise forms.ValidationError(mistakes)
        return codes

    def _code(self, name: str) -> str:
        if name.upper() in state_facts.STATES:
            return name.upper()
        found = state_facts.resolve(name)
        if found.iso3 is None or found.certainty not in SURE:
            near = ", ".join(str(suggestion) for suggestion in found.suggestions)
            hint = _(" Perhaps: %(near)s.") % {"near": near} if near else ""
            raise forms.ValidationError(
                _("No State is called “%(name)s”.%(hint)s")
                % {"name": name, "hint": hint}
            )
        return found.iso3


class CorrectionForm(ReasonForm):
    """A correction of one field of a recommendation in force."""

    def __init__(self, recommendation: Recommendation, field: Field, data: Any = None):
        super().__init__(data)
        self.recommendation = recommendation
        self.field = field
        self.fields["value"] = _VALUES[field](recommendation)
        self.fields["value"].label = field.label[:1].upper() + field.label[1:]
        if field == Field.POSITION and recommendation.item.recommendations.count() > 1:
            self.fields["whole_item"] = forms.BooleanField(
                label=_("Of the whole item, not of this text alone"), required=False
            )
        self.order_fields(["value", "whole_item", "reason"])

    def proposal(self) -> Proposal:
        """Return what is proposed, once the form is valid."""
        item = self.recommendation.item
        is_whole = self.field == Field.NUMBER or self.cleaned_data.get("whole_item")
        return Proposal(
            document=item.document,
            item_key=item.read_key,
            order=None if is_whole else self.recommendation.order,
            field=self.field,
            value=self.cleaned_data["value"],
            reason=self.cleaned_data["reason"],
        )


def _text(recommendation: Recommendation) -> forms.Field:
    return forms.CharField(initial=recommendation.text, widget=WIDE)


def _states(recommendation: Recommendation) -> forms.Field:
    named = recommendation.attributions.order_by("order").select_related("state")
    initial = "\n".join(str(one.state or one.printed_name) for one in named)
    help_text = _("Names or codes, one a line, in printed order.")
    return StatesField(initial=initial, widget=WIDE, help_text=help_text)


def _position(recommendation: Recommendation) -> forms.Field:
    choices = [
        (PositionValue.SUPPORTED.value, _("supported")),
        (PositionValue.NOTED.value, _("noted")),
        (PositionValue.PENDING.value, _("none yet: pending")),
    ]
    return forms.ChoiceField(
        choices=choices, initial=recommendation.position, widget=forms.RadioSelect
    )


def _addressee(recommendation: Recommendation) -> forms.Field:
    known = states(recommendation.item.document.is_imagined)
    choices = [(code, f"{state.name} ({code})") for code, state in known.items()]
    return forms.ChoiceField(choices=choices, initial=recommendation.addressee)


def _number(recommendation: Recommendation) -> forms.Field:
    return forms.CharField(initial=recommendation.item.number)


_VALUES = {
    Field.TEXT: _text,
    Field.STATES: _states,
    Field.POSITION: _position,
    Field.ADDRESSEE: _addressee,
    Field.NUMBER: _number,
}


class EditForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """An edit of a review or session, with its reason."""

    reason = ReasonForm.base_fields["reason"]

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for name in MAY_BE_UNKNOWN & self.fields.keys():
            self.fields[name].required = False
        say_how_dates_are_written(self)


class ReviewForm(EditForm):
    """What staff may change of a review: reviews move.

    What is contradictory is refused where it is typed. Some papers print such days;
    a row that rests on them can still be edited in everything else.
    """

    class Meta:
        """State and cycle are what the review is, and stay."""

        model = Review
        fields = (
            "scheduled_session",
            "session",
            "status",
            "date",
            "adoption_date",
            "report_symbol",
            "is_verified",
            "source",
        )

    def clean(self) -> dict[str, Any]:
        """Refuse days outside the session, and a review held at no session."""
        given = super().clean() or self.cleaned_data
        session, day, adopted = map(given.get, ("session", "date", "adoption_date"))
        changed = set(self.changed_data)
        if changed & {"session", "date"} and day and session:
            self._check_within(day, session)
        if changed & {"date", "adoption_date"} and day and adopted and adopted < day:
            self.add_error("adoption_date", _("That is before the review."))
        if given.get("status") == Review.Status.HELD and session is None:
            self.add_error("session", _("Say at which session it was held."))
        return given

    def _check_within(self, day: date, session: Session) -> None:
        start, end = session.start, session.end
        if start is None or end is None or start <= day <= end:
            return
        said = _("The days of %(session)s are %(first)s to %(last)s.")
        first, last = date_format(start, "j F Y"), date_format(end, "j F Y")
        days = {"session": session, "first": first, "last": last}
        self.add_error("date", said % days)


class SessionForm(EditForm):
    """What staff may change of a session: sessions move."""

    class Meta:
        """Number and cycle are what the session is, and stay."""

        model = Session
        fields = ("start", "end", "is_verified", "source")

    def clean(self) -> dict[str, Any]:
        """Refuse one day without the other, and days that cannot be a session's."""
        given = super().clean() or self.cleaned_data
        start, end = given.get("start"), given.get("end")
        if "start" in self.errors or "end" in self.errors:
            return given
        if start is None or end is None:
            if start or end:
                missing = "end" if start else "start"
                self.add_error(missing, _("Give both days of the session, or none."))
        elif end < start:
            self.add_error("end", _("It ends before it begins."))
        elif (end - start).days > LONGEST_SESSION:
            self.add_error("end", _("No session is that long: look at the years."))
        return given


def chosen_field(name: str) -> Field | None:
    """Return the field that an address names."""
    return Field(name) if name in Field.values else None
