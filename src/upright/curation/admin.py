"""The work list in the admin: look at the printed page, decide by a correction."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from upright.archive.admin_lists import NEXT_LINE, LookOnly, WorkList
from upright.archive.admin_views import MAY_CORRECT
from upright.archive.models import Correction
from upright.curation import labels, queries, tick_views
from upright.curation.models import LoneAddendum, OpenQuestion, TickedOff


class ReasonFilter(admin.SimpleListFilter):
    """Why something is listed."""

    title = _("reason")
    parameter_name = "reason"

    def lookups(
        self, request: HttpRequest, model_admin: object
    ) -> list[tuple[str, str]]:
        """Every reason there is."""
        return [(str(value), str(label)) for value, label in labels.REASONS.items()]

    def queryset(
        self, request: HttpRequest, queryset: "QuerySet[OpenQuestion]"
    ) -> "QuerySet[OpenQuestion]":
        """Keep one reason, or all."""
        value = self.value()
        return queries.of_reason(queryset, value) if value else queryset


@admin.register(OpenQuestion)
class OpenQuestionAdmin(WorkList):
    """What no rule could decide; it leaves the list when it is decided."""

    may_decide = MAY_CORRECT
    list_display = ("where", "reason", "said", "printed", "decide")
    list_display_links = None
    list_filter = (ReasonFilter, "document__kind", "document__is_imagined")
    search_fields = ("document__symbol", "document__state__name", "text")
    readonly_fields = list_display
    ordering = ("document__symbol", "kind", "order")
    change_list_template = "admin/curation/open_questions.html"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """With how many addenda wait for their reports."""
        lone = {"lone": queries.lone_addenda().count()}
        return super().changelist_view(request, {**lone, **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> "QuerySet[OpenQuestion]":
        """What is open now."""
        return queries.open_questions()

    @admin.display(description=_("where"))
    def where(self, question: OpenQuestion) -> SafeString:
        """The public page of the item, else of the document."""
        document, key = question.document, question.detail.get("item")
        if not key:
            address = document.get_absolute_url()
            return format_html('<a href="{}">{}</a>', address, document.symbol)
        address = reverse("recommendation", args=[document.symbol, key])
        return format_html('<a href="{}">{}, {}</a>', address, document.symbol, key)

    @admin.display(description=_("reason"))
    def reason(self, question: OpenQuestion) -> str:
        """Why it is listed."""
        return labels.reason(question)

    @admin.display(description=_("what is said"))
    def said(self, question: OpenQuestion) -> SafeString:
        """The words it is about, each statement on a line."""
        lines = question.text.splitlines()
        return format_html_join(NEXT_LINE, "{}", ([line] for line in lines))

    @admin.display(description=_("as printed"))
    def printed(self, question: OpenQuestion) -> SafeString:
        """The file that says it, at its page where it has pages."""
        symbol = question.detail.get("source") or question.document.symbol
        address = reverse("document-file", args=[symbol])
        if question.page is None:
            return format_html('<a href="{}">{}</a>', address, symbol)
        words = gettext("%(symbol)s, page %(page)d") % {
            "symbol": symbol,
            "page": question.page,
        }
        return format_html('<a href="{}#page={}">{}</a>', address, question.page, words)

    @admin.display(description=_("decide"))
    def decide(self, question: OpenQuestion) -> SafeString:
        """The form to correct the position, of each text of the item."""
        texts = queries.recommendations_asked_about(question)
        links = [
            (
                reverse(
                    "admin:archive_recommendation_correct",
                    args=[text.pk, Correction.Field.POSITION.value],
                ),
                gettext("Decide the position")
                if len(texts) == 1
                else gettext("Decide, text %d") % text.order,
            )
            for text in texts
        ]
        if not links and queries.may_be_ticked_off(question):
            address = reverse("admin:curation_openquestion_tick", args=[question.pk])
            links.append((address, gettext("Tick off")))
        found = format_html_join(NEXT_LINE, '<a href="{}">{}</a>', links)
        return found or format_html("{}", labels.NOTHING)

    def get_urls(self) -> list[URLPattern]:
        """The page on which a question is ticked off."""
        view = self.admin_site.admin_view(tick_views.tick_question_off)
        own = path("<int:pk>/tick-off/", view, name="curation_openquestion_tick")
        return [own, *super().get_urls()]


@admin.register(TickedOff)
class TickedOffAdmin(LookOnly):
    """Questions on which nothing is to be done: who decided so, and why."""

    list_display = ("document", "text", "reason", "by", "at", "undone")
    list_display_links = None
    list_filter = ("kind",)
    search_fields = ("document__symbol", "text", "reason")
    list_select_related = ("document", "by", "undone_by")

    def get_urls(self) -> list[URLPattern]:
        """The page on which it is taken back."""
        view = self.admin_site.admin_view(tick_views.take_back)
        own = path("<int:pk>/take-back/", view, name="curation_tickedoff_undo")
        return [own, *super().get_urls()]

    @admin.display(description=_("taken back"))
    def undone(self, ticked: TickedOff) -> SafeString:
        """By whom and why, or the link to do it."""
        if ticked.undone_at is None:
            address = reverse("admin:curation_tickedoff_undo", args=[ticked.pk])
            return format_html('<a href="{}">{}</a>', address, gettext("Take back"))
        return format_html("{}: {}", ticked.undone_by, ticked.undone_reason)


@admin.register(LoneAddendum)
class LoneAddendumAdmin(LookOnly):
    """Addenda that came without their reports."""

    list_display = ("symbol", "state", "date", "statements", "report")
    list_display_links = None
    search_fields = ("symbol", "state__name")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[LoneAddendum]":
        """Those whose report is still not here."""
        return queries.lone_addenda()

    @admin.display(description=_("the report that is missing"))
    def report(self, addendum: Any) -> str:
        """Its symbol, and how to get it."""
        return str(
            gettext("%(symbol)s: upright fetch %(symbol)s")
            % {"symbol": addendum.report}
        )

    @admin.display(description=_("positions it states"))
    def statements(self, addendum: LoneAddendum) -> int:
        """How many statements wait for their items."""
        reading = addendum.current_reading
        return len(reading.payload.get("statements", ())) if reading else 0
