"""What staff hand in: a file, a decision, a reason."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upright.witnesses.deciding import Ruling
from upright.witnesses.models import Decision, Tie

MOST_BYTES = 1024 * 1024 * 1024  # the full export of UHRI has about 400 MB


class UploadForm(forms.Form):
    """An export of another database."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV, XLS, XLSX, JSON, JSON Lines or Parquet, as the database gave it. "
            "What it is, its encoding and its columns are found out. Nothing is "
            "imported before you have seen what it holds."
        ),
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse what is too large."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _(
                    "The file has %(size)d MB; at most %(most)d are taken here. "
                    "Nothing was kept. Larger ones can be imported on the server: "
                    "upright import FILE."
                )
                % {"size": (file.size or 0) // 2**20, "most": MOST_BYTES // 2**20}
            )
        return file


class DecisionForm(forms.Form):
    """What a record is about, decided by a person."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Decision"), choices=Decision.Verdict.choices
    )
    item_key = forms.CharField(
        label=gettext_lazy("Paragraph of the report"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Where it belongs to another item: “136.12”."),
    )
    recommendation_order = forms.IntegerField(
        label=gettext_lazy("Which of its texts"), min_value=1, max_value=99, initial=1
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the item where one is needed."""
        cleaned: dict[str, Any] = super().clean() or {}
        needs_item = cleaned.get("verdict") == Decision.Verdict.ITEM
        if needs_item and not cleaned.get("item_key", "").strip():
            self.add_error("item_key", _("Say which paragraph it belongs to."))
        return cleaned

    def ruling(self, tie: Tie) -> Ruling:
        """Return what was decided on a tie."""
        given = self.cleaned_data
        return Ruling(
            tie=tie,
            verdict=given["verdict"],
            reason=given["reason"],
            item_key=given["item_key"].strip(),
            recommendation_order=given["recommendation_order"],
        )


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3})
    )
