"""The calendar in the admin: days of steps that staff enter and take back."""

from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upr.timeline import Window
from upright.accounts.models import User
from upright.archive.admin_lists import VALIDITY, LookOnly
from upright.archive.admin_views import admin_page, allowed, is_done
from upright.archive.errors import EditError
from upright.archive.forms import ReasonForm
from upright.calendar import labels, queries
from upright.calendar.entering import enter, withdraw
from upright.calendar.forms import EnteredDaysForm
from upright.calendar.models import EnteredDays

MAY_ENTER = "calendar.add_entereddays"


@admin.register(EnteredDays)
class EnteredDaysAdmin(LookOnly):
    """Days that outrank what a rule gives; each with its source and its reason."""

    form = EnteredDaysForm
    list_display = (
        "whose", "step_name", "first", "last", "in_force", "take_back", "is_verified",
    )  # fmt: skip
    list_filter = (VALIDITY, "session")
    list_select_related = ("session", "review__state")
    search_fields = ("review__state__name", "source", "step")
    autocomplete_fields = ("review",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """As the account's permissions say."""
        return request.user.has_perm(MAY_ENTER)

    def get_urls(self) -> list[URLPattern]:
        """The form to take days back, before the admin's own addresses."""
        form = path(
            "<int:pk>/withdraw/",
            self.admin_site.admin_view(withdraw_days),
            name="calendar_entereddays_withdraw",
        )
        return [form, *super().get_urls()]

    def save_model(
        self, request: HttpRequest, obj: Model, form: EnteredDaysForm, change: bool
    ) -> None:
        """Enter through the action, as a numbered change."""
        reason, user = form.cleaned_data["reason"], cast(User, request.user)
        obj.pk = enter(form.entering(), reason, timezone.now(), user).pk

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """The change is the log."""

    @admin.display(description=gettext_lazy("review or session"))
    def whose(self, row: EnteredDays) -> str:
        """The review, or the whole session."""
        if row.review is None:
            return str(row.session)
        return f"{row.review.state}, {row.session}"

    @admin.display(description=gettext_lazy("step"))
    def step_name(self, row: EnteredDays) -> str:
        """The step as it is called."""
        return labels.step(row.step)

    @admin.display(description=gettext_lazy("in force"), boolean=True)
    def in_force(self, row: EnteredDays) -> bool:
        """Whether they hold now."""
        return row.until is None

    @admin.display(description=gettext_lazy("undo"))
    def take_back(self, row: EnteredDays) -> SafeString:
        """A link to withdraw them."""
        if row.until is not None:
            return format_html("{}", _("They hold no longer."))
        address = reverse("admin:calendar_entereddays_withdraw", args=[row.pk])
        return format_html('<a href="{}">{}</a>', address, _("Withdraw"))


def withdraw_days(request: HttpRequest, pk: int) -> HttpResponse:
    """Take entered days back, with a reason."""
    user = allowed(request, MAY_ENTER)
    row = queries.entered_in_force(pk)
    if row is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if is_done(form, partial(withdraw, row, by=user), EditError):
        messages.success(request, _("Withdrawn. The facts or the rule hold again."))
        return redirect("admin:calendar_entereddays_changelist")
    days = labels.days(Window(row.first, row.last))
    step = labels.step(row.step)
    context: dict[str, object] = {"row": row, "step": step, "days": days, "form": form}
    return admin_page(
        request, "calendar/withdraw.html", {**context, "title": _("Withdraw")}
    )
