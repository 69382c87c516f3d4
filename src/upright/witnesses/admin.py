"""Exports, records, open questions and decisions in Django's admin."""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from upright.archive.admin_lists import NEXT_LINE, VALIDITY, LookOnly, WorkList
from upright.witnesses import admin_views, queries
from upright.witnesses.admin_views import MAY_DECIDE, MAY_IMPORT
from upright.witnesses.counting import Counts
from upright.witnesses.labels import GROUNDS, QUESTIONS
from upright.witnesses.models import Decision, Export, Record, Tie
from upright.witnesses.sources import SOURCES

NOTHING = "–"


class DatabaseFilter(admin.AllValuesFieldListFilter):
    """A database by its name, not by the code it is kept under."""

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Return the choices of Django, called as the pages call them."""
        self.title = _("database")
        for choice in super().choices(changelist):
            source = SOURCES.get(str(choice["display"]))
            yield {**choice, "display": source.name} if source else choice


DATABASES = ("source", DatabaseFilter)


@admin.register(Export)
class ExportAdmin(LookOnly):
    """What was imported, and the way to import more."""

    change_list_template = "admin/witnesses/exports.html"
    list_display = ("name", "database", "stage", "came_to", "by", "began", "look")
    list_filter = ("stage", DATABASES)
    list_select_related = ("by",)
    fields = (
        "name", "sha256", "size", "form", "encoding", "delimiter", "stage", "problem",
        "came_to", "by", "began", "ended", "since", "look",
    )  # fmt: skip
    readonly_fields = fields
    ordering = ("-began", "-pk")

    def get_urls(self) -> list[URLPattern]:
        """The pages of importing, before the admin's own addresses."""
        wrap = self.admin_site.admin_view
        own = [
            path("upload/", wrap(admin_views.upload), name="witnesses_export_upload"),
            path(
                "<int:export_id>/import/",
                wrap(admin_views.import_page),
                name="witnesses_export_import",
            ),
            path(
                "<int:export_id>/rejected.csv",
                wrap(admin_views.rejects),
                name="witnesses_export_rejects",
            ),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description=_("database"))
    def database(self, export: Export) -> str:
        """Whose it is."""
        source = SOURCES.get(export.source)
        return str(source.name) if source else NOTHING

    @admin.display(description=_("came to"))
    def came_to(self, export: Export) -> str:
        """What became of its rows."""
        if export.problem:
            return export.problem
        counts = Counts.of(export.counts)
        return _(
            "%(rows)d rows: %(new)d new, %(changed)d changed, %(known)d known, "
            "%(gone)d no longer there, %(rejected)d rejected"
        ) % {"rows": counts.rows, **counts.plain()}

    @admin.display(description=_("page"))
    def look(self, export: Export) -> SafeString:
        """A link to the page on which it is imported."""
        address = reverse("admin:witnesses_export_import", args=[export.pk])
        return format_html('<a href="{}">{}</a>', address, _("Look"))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """The list, with the way to import where one may."""
        may = request.user.has_perm(MAY_IMPORT)
        return super().changelist_view(
            request, {**(extra_context or {}), "may_import": may}
        )


class QuestionFilter(admin.SimpleListFilter):
    """What there is to decide."""

    title = _("question")
    parameter_name = "question"

    def lookups(
        self, request: HttpRequest, model_admin: object
    ) -> list[tuple[str, str]]:
        """Every question there is."""
        return [(value, str(label)) for value, label in QUESTIONS.items()]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Tie]") -> Any:
        """Keep one question, or all."""
        value = self.value()
        return queries.of_question(queryset, value) if value else queryset


class DecidedFilter(admin.SimpleListFilter):
    """Open ones, unless decided ones are asked for."""

    title = _("decided")
    parameter_name = "decided"

    def lookups(
        self, request: HttpRequest, model_admin: object
    ) -> list[tuple[str, str]]:
        """One choice beside the default, which Django calls “All”."""
        return [("1", str(_("decided by the editors")))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Tie]") -> Any:
        """Keep the open ones, or the others."""
        return queries.decided(queryset, is_decided=self.value() is not None)


@admin.register(Tie)
class TieAdmin(WorkList):
    """Open questions: loose records, ties in doubt, witnesses that disagree."""

    may_decide = MAY_DECIDE
    list_display = ("where", "database", "question", "said", "ground_words", "decide")
    list_display_links = None
    list_filter = (
        DecidedFilter, QuestionFilter, "record__source", "record__kind",
        "record__session", "record__state",
    )  # fmt: skip
    search_fields = ("record__text", "symbol", "=item_key")
    readonly_fields = list_display
    ordering = ("symbol", "item_key", "pk")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Tie]":
        """What asks for a person, and what one decided."""
        return queries.open_questions()

    def get_urls(self) -> list[URLPattern]:
        """The form to decide, before the admin's own addresses."""
        form = path(
            "<int:tie_id>/decide/",
            self.admin_site.admin_view(admin_views.decide_tie),
            name="witnesses_tie_decide",
        )
        return [form, *super().get_urls()]

    @admin.display(description=_("where"))
    def where(self, tie: Tie) -> SafeString:
        """The public page of the item, else of the report."""
        if not tie.item_key:
            address = reverse("document", args=[tie.symbol])
            return format_html('<a href="{}">{}</a>', address, tie.symbol)
        address = reverse("recommendation", args=[tie.symbol, tie.item_key])
        words = f"{tie.symbol}, {tie.item_key}"
        return format_html('<a href="{}">{}</a>', address, words)

    @admin.display(description=_("database"))
    def database(self, tie: Tie) -> str:
        """Whose record it is."""
        return str(SOURCES[tie.record.source].name)

    @admin.display(description=_("question"))
    def question(self, tie: Tie) -> SafeString:
        """Everything there is to decide."""
        lines = [str(QUESTIONS[name]) for name in queries.questions_on(tie)]
        return format_html_join(NEXT_LINE, "{}", ([line] for line in lines)) or (
            format_html("{}", NOTHING)
        )

    @admin.display(description=_("what the record says"))
    def said(self, tie: Tie) -> str:
        """Its text."""
        return tie.record.text

    @admin.display(description=_("tied"))
    def ground_words(self, tie: Tie) -> str:
        """On what ground."""
        return str(GROUNDS[tie.ground])

    @admin.display(description=_("decide"))
    def decide(self, tie: Tie) -> SafeString:
        """The form."""
        address = reverse("admin:witnesses_tie_decide", args=[tie.pk])
        return format_html('<a href="{}">{}</a>', address, _("Decide"))


@admin.register(Decision)
class DecisionAdmin(LookOnly):
    """What was decided, in force or taken back."""

    list_display = ("verdict", "symbol", "item_key", "reason", "by", "at", "in_force")
    list_filter = ("verdict", VALIDITY, DATABASES)
    list_select_related = ("by",)
    search_fields = ("symbol", "=item_key", "reason")
    fields = (
        "verdict", "database", "symbol", "item_key", "recommendation_order", "reason",
        "by", "at", "since", "until", "ended_reason", "take_back",
    )  # fmt: skip
    readonly_fields = fields
    ordering = ("-since",)

    def get_urls(self) -> list[URLPattern]:
        """The form to take one back, before the admin's own addresses."""
        form = path(
            "<int:decision_id>/undo/",
            self.admin_site.admin_view(admin_views.undo),
            name="witnesses_decision_undo",
        )
        return [form, *super().get_urls()]

    @admin.display(description=_("database"))
    def database(self, decision: Decision) -> str:
        """Whose record it is about."""
        return str(SOURCES[decision.source].name)

    @admin.display(description=_("in force"), boolean=True)
    def in_force(self, decision: Decision) -> bool:
        """Whether it holds now."""
        return decision.until is None

    @admin.display(description=_("undo"))
    def take_back(self, decision: Decision) -> SafeString:
        """A link to take it back."""
        if decision.until is not None:
            return format_html("{}", _("It is no longer in force."))
        address = reverse("admin:witnesses_decision_undo", args=[decision.pk])
        return format_html('<a href="{}">{}</a>', address, _("Take back"))


@admin.register(Record)
class RecordAdmin(LookOnly):
    """Records, in force and superseded."""

    list_display = (
        "text", "database", "kind", "state_said", "session", "response", "is_gone",
    )  # fmt: skip
    list_filter = (DATABASES, "kind", "session", "is_gone")
    search_fields = ("text", "symbol", "=state", "said")
    fields = (
        "export", "row", "database", "kind", "state", "session", "cycle", "symbol",
        "paragraph", "text", "original", "response", "said", "since", "until",
        "is_gone",
    )  # fmt: skip
    readonly_fields = fields
    ordering = ("pk",)

    @admin.display(description=_("database"), ordering="source")
    def database(self, record: Record) -> str:
        """Whose it is."""
        return str(SOURCES[record.source].name)

    @admin.display(description=_("State under review"), ordering="state")
    def state_said(self, record: Record) -> str:
        """The State, and as it is named there where we know none of that name."""
        named = (name for _code, name in json.loads(record.said)["about"])
        return record.state or "; ".join(named)
