"""The archive in Django's admin: everything to look at, little to touch.

Rows in force are never edited here. Staff correct through a form that goes through
`actions.correct`, and edit sessions and reviews through `actions.edit`; each is a
numbered change with a reason.
"""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from upright.accounts.models import User
from upright.archive import correction_queries, queries, review_queries
from upright.archive.actions import edit
from upright.archive.admin_lists import NEXT_LINE, VALIDITY, LookOnly, LookOnlyInline
from upright.archive.admin_views import (
    MAY_CORRECT,
    correct_recommendation,
    undo_edits_of,
    withdraw_correction,
)
from upright.archive.forms import EditForm, ReviewForm, SessionForm
from upright.archive.models import (
    Change,
    Correction,
    Document,
    DocumentPart,
    DocumentVersion,
    Recommendation,
    Review,
    Session,
    State,
)

admin.site.site_header = _("Upright: administration")
admin.site.site_title = _("Upright")
admin.site.index_title = _("Archive")


class VersionInline(LookOnlyInline):
    """The files of a document."""

    model = DocumentVersion
    fields = ("name", "media_type", "pages", "is_reissue", "corrigendum", "since")
    ordering = ("since",)


@admin.register(Document)
class DocumentAdmin(LookOnly):
    """Documents: facts, files, readings, left-over lines and checks."""

    list_display = ("symbol", "kind", "state", "session", "date", "is_imagined")
    list_filter = ("kind", "cycle", "session", "is_imagined")
    list_select_related = ("state",)
    search_fields = ("symbol", "title", "state__name")
    inlines = (VersionInline,)
    fields = (
        "symbol", "kind", "language", "state", "title", "session", "cycle",
        "distributed", "adopted", "said_of_itself", "since", "recommendations",
        "readings", "left_over", "checks",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description=_("recommendations"))
    def recommendations(self, document: Document) -> SafeString:
        """A link to their list."""
        address = reverse("admin:archive_recommendation_changelist")
        return format_html(
            '<a href="{}?item__document__id__exact={}">{}</a>',
            address,
            document.pk,
            _("List of its recommendations"),
        )

    @admin.display(description=_("facts as printed"))
    def said_of_itself(self, document: Document) -> SafeString:
        """What the opening paragraphs say of the review."""
        return _listed(
            f"{name.replace('_', ' ')}: "
            f"{', '.join(value) if isinstance(value, list) else value}"
            for name, value in document.facts.items()
            if value
        )

    @admin.display(description=_("readings"))
    def readings(self, document: Document) -> SafeString:
        """Who read which file when."""
        return _listed(
            f"{reading.version.name}, reader {reading.reader_version}, "
            f"layout “{reading.layout}”, change {reading.since}"
            for reading in queries.readings(document)
        )

    @admin.display(description=_("left over"))
    def left_over(self, document: Document) -> SafeString:
        """Lines that no rule could place."""
        return _listed(
            f"p. {part.page or '–'}: {part.text} ({part.detail['why']})"
            for part in queries.parts(document, DocumentPart.Kind.LEFTOVER)
        )

    @admin.display(description=_("checks"))
    def checks(self, document: Document) -> SafeString:
        """What the document says of itself, and whether the reading agrees."""
        return _listed(
            f"{'✓' if part.detail['passed'] else '✗'} {part.text}"
            for part in queries.parts(document, DocumentPart.Kind.CHECK)
        )


def _listed(lines: Iterable[str]) -> SafeString:
    listed = format_html_join(NEXT_LINE, "{}", ([line] for line in lines))
    return listed or format_html("{}", _("none"))


class InForceFilter(admin.SimpleListFilter):
    """Rows in force, unless the superseded ones are asked for."""

    title = _("validity")
    parameter_name = "superseded"

    def lookups(
        self, request: HttpRequest, model_admin: object
    ) -> list[tuple[str, str]]:
        """One choice beside the default."""
        return [("1", str(_("superseded")))]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Say what the default is, where Django says “All”."""
        for choice in super().choices(changelist):
            if choice["display"] == gettext("All"):
                choice["display"] = gettext("in force")
            yield choice

    def queryset(
        self, request: HttpRequest, queryset: "QuerySet[Model]"
    ) -> "QuerySet[Model]":
        """Keep those in force or the others."""
        return queryset.filter(until__isnull=self.value() is None)


@admin.register(Recommendation)
class RecommendationAdmin(LookOnly):
    """Recommendations, with the way to correct them."""

    list_display = (
        "where", "short_text", "states", "position", "is_certain", "is_corrected",
    )  # fmt: skip
    list_filter = (
        InForceFilter, "position", "is_certain", "is_corrected", "item__cycle",
        "item__session", "item__document__is_imagined",
    )  # fmt: skip
    list_select_related = ("item__document",)
    search_fields = (
        "text", "=item__key", "item__document__symbol", "attributions__state__name",
    )  # fmt: skip
    fields = (
        "where", "printed", "correct", "text", "as_read", "states", "addressee",
        "position", "implementation", "is_certain", "is_corrected", "since", "until",
    )  # fmt: skip
    readonly_fields = fields
    ordering = ("item__document", "item__order", "order")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recommendation]:
        """With the States, in one query for the page."""
        return queries.with_states(super().get_queryset(request))

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """A document's own list is asked for by its number."""
        return lookup == "item__document__id__exact" or super().lookup_allowed(
            lookup, value, request
        )

    def get_urls(self) -> list[URLPattern]:
        """The form to correct, before the admin's own addresses."""
        form = path(
            "<int:recommendation_id>/correct/<str:field>/",
            self.admin_site.admin_view(correct_recommendation),
            name="archive_recommendation_correct",
        )
        return [form, *super().get_urls()]

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """The links to correct only for those who may."""
        if request.user.has_perm(MAY_CORRECT):
            return self.fields
        return [name for name in self.fields if name != "correct"]

    @admin.display(description=_("where"))
    def where(self, recommendation: Recommendation) -> str:
        """The symbol, how it is cited, and which text of the item it is."""
        return str(recommendation)

    @admin.display(description=_("text"))
    def short_text(self, recommendation: Recommendation) -> str:
        """The beginning."""
        text = recommendation.text
        return text if len(text) <= 90 else f"{text[:89]}…"

    @admin.display(description=_("recommending States"))
    def states(self, recommendation: Recommendation) -> str:
        """Their names, as known or else as printed."""
        return ", ".join(
            attribution.state.name if attribution.state else attribution.printed_name
            for attribution in recommendation.attributions.all()
        )

    @admin.display(description=_("the item as printed"))
    def printed(self, recommendation: Recommendation) -> str:
        """The printed words, which no correction touches."""
        return recommendation.item.text

    @admin.display(description=_("correct"))
    def correct(self, recommendation: Recommendation) -> SafeString:
        """A link for each field that can be corrected."""
        if recommendation.until is not None:
            return format_html("{}", _("No longer in force."))
        links = [
            (
                reverse(
                    "admin:archive_recommendation_correct",
                    args=[recommendation.pk, field.value],
                ),
                field.label,
            )
            for field in Correction.Field
        ]
        to_code = reverse(
            "admin:curation_codedtext_decide", args=[recommendation.pk, "action"]
        )
        links.append((to_code, gettext("codes")))
        return format_html_join(" · ", '<a href="{}">{}</a>', links)


@admin.register(Correction)
class CorrectionAdmin(LookOnly):
    """Corrections in force and withdrawn ones."""

    list_display = ("document", "item_key", "field", "value", "by", "at", "in_force")
    list_filter = ("field", VALIDITY)
    list_select_related = ("document", "by")
    search_fields = ("document__symbol", "item_key", "reason")
    fields = (
        "document", "item_key", "recommendation_order", "field", "read_value", "value",
        "reason", "by", "at", "since", "until", "take_back",
    )  # fmt: skip
    readonly_fields = fields
    ordering = ("-since",)

    def get_urls(self) -> list[URLPattern]:
        """The form to withdraw, before the admin's own addresses."""
        form = path(
            "<int:correction_id>/withdraw/",
            self.admin_site.admin_view(withdraw_correction),
            name="archive_correction_withdraw",
        )
        return [form, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Name the corrections that a newer reading has left without their item."""
        for correction in correction_queries.stale_corrections():
            messages.warning(
                request,
                _("%s: the reading in force has no such item; decide anew.")
                % correction,
            )
        return super().changelist_view(request, extra_context)

    @admin.display(description=_("in force"), boolean=True)
    def in_force(self, correction: Correction) -> bool:
        """Whether it lies over the reading now."""
        return correction.until is None

    @admin.display(description=_("undo"))
    def take_back(self, correction: Correction) -> SafeString:
        """A link to withdraw it."""
        if correction.until is not None:
            return format_html("{}", _("It is no longer in force."))
        address = reverse("admin:archive_correction_withdraw", args=[correction.pk])
        return format_html('<a href="{}">{}</a>', address, _("Withdraw"))


class Edited(LookOnly):
    """Rows of reference facts that staff may edit, with a reason."""

    readonly_fields = ("undo_link",)

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        """As the account's permissions say."""
        return admin.ModelAdmin.has_change_permission(self, request, obj)

    def save_model(
        self, request: HttpRequest, obj: Model, form: EditForm, change: bool
    ) -> None:
        """Save through the action, as a numbered change."""
        user = cast(User, request.user)
        row = cast(Session | Review, obj)
        edit(row, form.cleaned_data["reason"], timezone.now(), user)

    def get_urls(self) -> list[URLPattern]:
        """The form to undo edits, before the admin's own addresses."""
        form = path(
            "<int:pk>/undo-edits/",
            self.admin_site.admin_view(self.undo),
            name=f"archive_{self.opts.model_name}_undo_edits",
        )
        return [form, *super().get_urls()]

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the row back to the reference facts."""
        return undo_edits_of(request, get_object_or_404(self.model, pk=pk))

    @admin.display(description=_("undo"))
    def undo_link(self, row: Session | Review) -> SafeString:
        """A link to undo what was edited; the log of changes keeps what it was."""
        if not row.is_edited:
            return format_html("{}", _("as in the reference facts"))
        name = f"admin:archive_{self.opts.model_name}_undo_edits"
        link = '<a href="{}">{}</a>'
        return format_html(link, reverse(name, args=[row.pk]), _("Undo the edits"))


@admin.register(Review)
class ReviewAdmin(Edited):
    """Reviews: they move."""

    form = ReviewForm
    list_display = ("state", "cycle", "scheduled_session", "session", "status", "date")
    list_filter = ("cycle", "status", "is_edited", "session")
    list_select_related = ("state", "session", "scheduled_session")
    search_fields = ("state__name", "report_symbol")
    ordering = ("-cycle", "session", "date")


@admin.register(Session)
class SessionAdmin(Edited):
    """Sessions: they move, too."""

    form = SessionForm
    list_display = ("number", "cycle", "start", "end", "is_verified", "is_edited")
    ordering = ("-number",)

    def save_model(
        self, request: HttpRequest, obj: Model, form: EditForm, change: bool
    ) -> None:
        """Save, and name the reviews whose own day the session has left behind."""
        super().save_model(request, obj, form, change)
        left = review_queries.reviews_outside(cast(Session, obj))
        if left:
            names = ", ".join(review.state.name for review in left)
            said = _("Their days are not days of the session: %s. Edit them, too.")
            messages.warning(request, said % names)


@admin.register(State)
class StateAdmin(LookOnly):
    """States, from the reference facts."""

    list_display = ("name", "iso3", "regional_group", "is_member", "is_imagined")
    list_filter = ("regional_group", "is_member", "is_imagined")
    search_fields = ("name", "official_name", "iso3")


@admin.register(Change)
class ChangeAdmin(LookOnly):
    """The log of changes."""

    list_display = ("id", "kind", "at", "by", "note")
    list_filter = ("kind",)
    list_select_related = ("by",)
    search_fields = ("note",)
    ordering = ("-id",)
