"""Lists of the admin in which rows are looked at: what becomes of them, actions do."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

NEXT_LINE = SafeString("<br>")  # a list would be moved in too far


class _Validity(admin.EmptyFieldListFilter):
    """Rows in force, or those that hold no longer; Django says "Empty"."""

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Return the choices of Django in our words, with their counts if shown."""
        self.title = _("validity")
        ours = {
            gettext("Empty"): gettext("in force"),
            gettext("Not empty"): gettext("no longer in force"),
        }
        for choice in super().choices(changelist):
            said, mark, count = str(choice["display"]).partition(" (")
            yield {**choice, "display": f"{ours.get(said, said)}{mark}{count}"}


VALIDITY = ("until", _Validity)


class _Untouched:
    """What nobody may do to a row, whoever asks and whichever it is."""

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        """Rows are never edited in place."""
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        """Rows are closed, not deleted."""
        return False


class LookOnly(_Untouched, admin.ModelAdmin):  # type: ignore[type-arg]  # generic in stubs alone
    """Nothing can be added, changed or deleted."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows come from actions."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Headed by what is listed: there is nothing to select."""
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**title, **(extra_context or {})})


class WorkList(LookOnly):
    """Rows that wait for a decision; the link to decide is for those who may."""

    may_decide: str  # the permission

    def get_list_display(self, request: HttpRequest) -> Any:
        """The columns of the list."""
        return self._columns(request)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """The same of one row's page."""
        return self._columns(request)

    def _columns(self, request: HttpRequest) -> list[str]:
        may = request.user.has_perm(self.may_decide)
        return [str(name) for name in self.list_display if may or name != "decide"]


class LookOnlyInline(_Untouched, admin.TabularInline):  # type: ignore[type-arg]  # as above
    """Rows of a document, to look at."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        """Rows come from actions."""
        return False
