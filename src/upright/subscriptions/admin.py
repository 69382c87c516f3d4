"""The outbox in the admin: how many mails, how far, what failed. No address, no words.

A body holds secret links, so it is not shown; who gets a mail is not shown either.
"""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from upright.archive.admin_lists import LookOnly
from upright.subscriptions import managing, queries
from upright.subscriptions.models import Mail, Subscriber

MAY_RUN = "subscriptions.run_sending"


@admin.register(Mail)
class MailAdmin(LookOnly):
    """What was sent, waits or failed; sending can be paused, a mail sent again."""

    list_display = (
        "id",
        "kind",
        "state",
        "created_at",
        "next_try",
        "attempts",
        "doubts",
        "sent_at",
        "failure",
    )
    list_filter = ("state", "kind", "failure")
    fields = list_display
    actions = ("send_again",)
    change_list_template = "admin/subscriptions/mail/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        """The button to pause and go on, besides what every list has."""
        view = self.admin_site.admin_view(require_POST(self.set_sending))
        return [
            path("sending/", view, name="subscriptions_mail_sending"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the numbers above the list."""
        numbers = {
            "overview": queries.overview(),
            "is_on": queries.are_on(),
            "may_run": request.user.has_perm(MAY_RUN),
        }
        response: HttpResponse = super().changelist_view(
            request, {**numbers, **(extra_context or {})}
        )
        return response

    def set_sending(self, request: HttpRequest) -> HttpResponse:
        """Pause, or go on."""
        if not request.user.has_perm(MAY_RUN):
            raise PermissionDenied
        is_paused = request.POST.get("do") == "pause"
        managing.set_sending(is_paused)
        said = _("Sending is paused.") if is_paused else _("Sending goes on.")
        self.message_user(request, said, messages.SUCCESS)
        return redirect("admin:subscriptions_mail_changelist")

    def has_run_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may send again."""
        return request.user.has_perm(MAY_RUN)

    @admin.action(
        description=gettext_lazy("Send failed mails again"), permissions=["run"]
    )
    def send_again(self, request: HttpRequest, chosen: "QuerySet[Mail]") -> None:
        """Try failed mails again whose words are still kept."""
        numbers = list(chosen.values_list("pk", flat=True))
        count = managing.send_again(numbers, timezone.now())
        said = ngettext(
            "%(count)d mail is tried again.", "%(count)d mails are tried again.", count
        ) % {"count": count}
        self.message_user(request, said, messages.SUCCESS)


@admin.register(Subscriber)
class SubscriberAdmin(LookOnly):
    """How many there are; each address behind a mask. To erase one: forget_address."""

    list_display = (
        "masked",
        "language",
        "created_at",
        "confirmed_at",
        "subscription_count",
    )
    list_display_links = None
    fields = list_display
    readonly_fields = list_display

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Subscriber]":
        """With how many subscriptions each has."""
        return queries.subscribers_counted()

    def has_view_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        """The list alone: a page of one would tell what somebody follows."""
        return obj is None and super().has_view_permission(request, obj)

    @admin.display(description=gettext_lazy("address"))
    def masked(self, subscriber: Subscriber) -> str:
        """First letters alone."""
        return str(subscriber)

    @admin.display(description=gettext_lazy("subscriptions"))
    def subscription_count(self, subscriber: Subscriber) -> int:
        """How many, confirmed or not."""
        count: int = getattr(subscriber, "subscription_count", 0)
        return count
