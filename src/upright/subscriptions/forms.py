"""The forms: what somebody asks for, and what they change."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from upright.subscriptions import topics
from upright.subscriptions.addresses import LONGEST
from upright.subscriptions.models import Frequency
from upright.subscriptions.topics import Wish, WishError

FREQUENCIES = (
    (Frequency.DAILY.value, gettext_lazy("once a day at most")),
    (Frequency.WEEKLY.value, gettext_lazy("once a week at most")),
)


class AddressForm(forms.Form):
    """An address, and a field that people leave empty and programs fill in."""

    address = forms.EmailField(
        max_length=LONGEST,
        error_messages={
            "required": gettext_lazy("Write the address that mails shall go to."),
            "invalid": gettext_lazy(
                "This is no mail address: it must be like name@example.org."
            ),
            "max_length": gettext_lazy("This is longer than any mail address."),
        },
    )
    website = forms.CharField(required=False)

    @property
    def is_of_a_program(self) -> bool:
        """Whether the field was filled in that nobody sees."""
        return bool(self.data.get("website"))

    @property
    def mistake(self) -> str:
        """What is wrong with the address; "" for nothing."""
        return str(next(iter(self.errors.get("address", [])), ""))


class AskForm(AddressForm):
    """To be told of something."""

    what = forms.CharField(max_length=topics.LONGEST)
    frequency = forms.ChoiceField(choices=FREQUENCIES)

    def clean_what(self) -> Wish:
        """Return what is asked for."""
        try:
            return topics.read_wish(self.cleaned_data["what"])
        except WishError as error:
            said = str(error) or gettext("There is nothing of this kind to be told of.")
            raise forms.ValidationError(said) from error

    @property
    def mistakes(self) -> list[str]:
        """What is wrong besides the address."""
        return [
            str(text)
            for name, said in self.errors.items()
            if name != "address"
            for text in said
        ]


class ChangeForm(forms.Form):
    """One thing done to one subscription."""

    subscription = forms.IntegerField(min_value=1)
    do = forms.ChoiceField(
        choices=[(name, name) for name in ("frequency", "pause", "resume", "end")]
    )
    frequency = forms.ChoiceField(choices=FREQUENCIES, required=False)


class LanguageForm(forms.Form):
    """The language of the mails."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["language"] = forms.ChoiceField(choices=settings.LANGUAGES)
