"""The calendar in the admin: what staff enter of it, and take back."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django import forms
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
from upright.calendar.forms import EnteredDaysForm, EnteredTroikaForm
from upright.calendar.models import EnteredDays, EnteredTroika
from upright.calendar.troikas import enter_troika, said, withdraw_troika

Row = EnteredDays | EnteredTroika


class Entered(LookOnly):
    """What staff enter, with its source and a reason, and take back with a reason."""

    autocomplete_fields = ("review",)
    row_in_force: Callable[[int], Any]  # by its number; None: it holds no longer
    withdraw: Callable[..., None]  # the action; it may raise EditError

    def shown(self, row: Any) -> dict[str, object]:
        """Return what the page to take a row back says: `name` and `said`."""
        raise NotImplementedError

    def may_enter(self) -> str:
        """The permission to enter, and to take back."""
        return f"calendar.add_{self.opts.model_name}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """As the account's permissions say."""
        return request.user.has_perm(self.may_enter())

    def get_urls(self) -> list[URLPattern]:
        """The form to take a row back, before the admin's own addresses."""
        form = path(
            "<int:pk>/withdraw/",
            self.admin_site.admin_view(self.withdrawal),
            name=f"calendar_{self.opts.model_name}_withdraw",
        )
        return [form, *super().get_urls()]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form to enter; what was entered is looked at, and has no reason field."""
        own = {"form": forms.ModelForm} if obj else {}
        return super().get_form(request, obj, change, **own, **kwargs)

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """The change is the log."""

    def withdrawal(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a row back that is in force."""
        user = allowed(request, self.may_enter())
        row = self.row_in_force(pk)
        if row is None:
            raise Http404
        form = ReasonForm(request.POST or None)
        listed = reverse(f"admin:calendar_{self.opts.model_name}_changelist")
        if is_done(form, partial(self.withdraw, row, by=user), EditError):
            messages.success(request, _("Withdrawn. The facts or the rule hold again."))
            return redirect(listed)
        context: dict[str, object] = {
            "row": row,
            "form": form,
            "listed": listed,
            "plural": self.opts.verbose_name_plural,
            "title": _("Withdraw"),
            **self.shown(row),
        }
        return admin_page(request, "calendar/withdraw.html", context)

    @admin.display(description=gettext_lazy("in force"), boolean=True)
    def in_force(self, row: Row) -> bool:
        """Whether it holds now."""
        return row.until is None

    @admin.display(description=gettext_lazy("undo"))
    def take_back(self, row: Row) -> SafeString:
        """A link to withdraw it."""
        if row.until is not None:
            return format_html("{}", _("No longer in force."))
        name = f"admin:calendar_{self.opts.model_name}_withdraw"
        address = reverse(name, args=[row.pk])
        return format_html('<a href="{}">{}</a>', address, _("Withdraw"))


@admin.register(EnteredDays)
class EnteredDaysAdmin(Entered):
    """Days that outrank what a rule gives."""

    form = EnteredDaysForm
    list_display = (
        "whose", "step_name", "first", "last", "in_force", "take_back", "is_verified",
    )  # fmt: skip
    list_filter = (VALIDITY, "session")
    list_select_related = ("session", "review__state")
    search_fields = ("review__state__name", "source", "step")
    row_in_force = staticmethod(queries.entered_in_force)
    withdraw = staticmethod(withdraw)

    def save_model(
        self, request: HttpRequest, obj: Model, form: EnteredDaysForm, change: bool
    ) -> None:
        """Enter through the action, as a numbered change."""
        reason, user = form.cleaned_data["reason"], cast(User, request.user)
        obj.pk = enter(form.entering(), reason, timezone.now(), user).pk

    def shown(self, row: EnteredDays) -> dict[str, object]:
        """Return what the page to take them back says of them."""
        days = labels.days(Window(row.first, row.last))
        return {"name": labels.step(row.step), "said": days}

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


@admin.register(EnteredTroika)
class EnteredTroikaAdmin(Entered):
    """Troikas that outrank those of the reference facts."""

    form = EnteredTroikaForm
    list_display = ("whose", "states_named", "in_force", "take_back", "is_verified")
    list_filter = (VALIDITY, "review__cycle")
    list_select_related = ("review__state",)
    search_fields = ("review__state__name", "source")
    readonly_fields = ("states_named",)
    row_in_force = staticmethod(queries.entered_troika_in_force)
    withdraw = staticmethod(withdraw_troika)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """What is entered; of what was, the States by name, and the changes."""
        if obj is None:
            return (*self.form.Meta.fields, "reason")
        return (
            "review", "states_named", "source", "is_verified", "since", "until",
        )  # fmt: skip

    def save_model(
        self, request: HttpRequest, obj: Model, form: EnteredTroikaForm, change: bool
    ) -> None:
        """Enter through the action, as a numbered change."""
        reason, user = form.cleaned_data["reason"], cast(User, request.user)
        obj.pk = enter_troika(form.entering(), reason, timezone.now(), user).pk

    def shown(self, row: EnteredTroika) -> dict[str, object]:
        """Return what the page to take it back says of it."""
        return {"name": _("Troika"), "said": said(row.states)}

    @admin.display(description=gettext_lazy("review"))
    def whose(self, row: EnteredTroika) -> str:
        """The State under review, and the cycle."""
        return _("%(state)s, cycle %(cycle)d") % {
            "state": row.review.state,
            "cycle": row.review.cycle,
        }

    @admin.display(description=gettext_lazy("troika"))
    def states_named(self, row: EnteredTroika) -> str:
        """The States by their names."""
        return said(row.states)
