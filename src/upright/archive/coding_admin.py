"""Codings in Django's admin: who gave which, and coding the archive anew."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from upright.accounts.models import User
from upright.archive.actions import recode_later
from upright.archive.admin_lists import VALIDITY, LookOnly
from upright.archive.coding_queries import coding_state
from upright.archive.errors import CodingError
from upright.archive.models import Coding, Recoding

MAY_RECODE = "archive.add_recoding"
LIST = "admin:archive_recoding_changelist"


@admin.register(Coding)
class CodingAdmin(LookOnly):
    """What models gave and people decided, in force or not."""

    list_display = (
        "document", "item_key", "recommendation_order", "coder", "scheme", "codes",
        "model", "by", "at", "in_force",
    )  # fmt: skip
    list_filter = ("coder", "scheme", VALIDITY)
    list_select_related = ("document", "by")
    search_fields = ("=document__symbol",)
    ordering = ("-pk",)

    @admin.display(description=gettext_lazy("in force"), boolean=True)
    def in_force(self, coding: Coding) -> bool:
        """Whether it holds now."""
        return coding.until is None


@admin.register(Recoding)
class RecodingAdmin(LookOnly):
    """Runs of coding the archive anew: how far they have come, and a new one."""

    list_display = ("model", "begun", "ended", "by", "documents", "progress", "failure")
    list_select_related = ("by",)
    ordering = ("-begun",)

    def get_urls(self) -> list[URLPattern]:
        """The button, before the admin's own addresses."""
        begin = path(
            "begin/",
            self.admin_site.admin_view(begin_recoding),
            name="archive_recoding_begin",
        )
        return [begin, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say by which model the archive is coded, and offer to code it anew."""
        context = {
            **(extra_context or {}),
            **coding_state()._asdict(),
            "may_recode": request.user.has_perm(MAY_RECODE),
        }
        return super().changelist_view(request, context)

    @admin.display(description=gettext_lazy("recommendations"))
    def progress(self, run: Recoding) -> str:
        """How many are done of how many."""
        return _("%(done)d of %(all)d") % {"done": run.texts_done, "all": run.texts}


@require_POST
def begin_recoding(request: HttpRequest) -> HttpResponse:
    """Leave coding the archive anew to the worker."""
    if not request.user.has_perm(MAY_RECODE):
        raise PermissionDenied
    try:
        run = recode_later(timezone.now(), cast(User, request.user))
    except CodingError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("The worker codes %d recommendations anew.") % run.texts
            if run
            else _("Everything is coded by the installed model already."),
        )
    return redirect(LIST)
