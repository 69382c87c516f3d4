"""The forms by which staff begin a coding round and decide the codes of a text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from upr.coding import Scheme
from upright.archive.forms import ReasonForm
from upright.curation import labels
from upright.curation.coding_rounds import MOST_TEXTS, Wanted
from upright.curation.models import CodingRound


class DecisionForm(ReasonForm):
    """Why a text has these codes; they stand in the page beside it."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["reason"].help_text = _(
            "A sentence that says why; staff read it with the decision."
        )


class RoundForm(forms.Form):
    """Which texts, of which scheme, by how many people, and what they see."""

    name = forms.CharField(label=_("Name"), max_length=120)
    scheme = forms.ChoiceField(label=_("Scheme"), choices=list(labels.SCHEMES.items()))
    draw = forms.ChoiceField(
        label=_("Texts"), choices=CodingRound.Draw.choices, widget=forms.RadioSelect
    )
    texts = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=MOST_TEXTS, initial=100
    )
    coders = forms.TypedChoiceField(
        label=_("Each text is coded by"),
        choices=[(1, _("one person, whose word decides")), (2, _("two, blind"))],
        coerce=int,
        widget=forms.RadioSelect,
        initial=1,
        help_text=_("What two decide comes into force when the round ends."),
    )
    hides_states = forms.BooleanField(
        label=_("Hide which States recommend and are under review"),
        required=False,
        help_text=_(
            "Names of States in the text are hidden too; words made of them are not."
        ),
    )
    shows_model = forms.BooleanField(
        label=_("Show what the model gives, and how sure it is"),
        required=False,
        initial=True,
        help_text=_("What is shown first draws people to it: hide it to measure."),
    )
    imagined = forms.BooleanField(
        label=_("Imagined documents, to try it out"), required=False
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["draw"].initial = CodingRound.Draw.UNSURE

    def wanted(self) -> Wanted:
        """Return the round that is wanted, once the form is valid."""
        given = self.cleaned_data
        return Wanted(
            **{
                **given,
                "scheme": Scheme(given["scheme"]),
                "draw": CodingRound.Draw(given["draw"]),
            }
        )
