"""Coding in the admin: rounds, and the codes of each text."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from upr.coding import Scheme
from upright.archive.admin_lists import LookOnly, WorkList
from upright.archive.admin_views import MAY_CORRECT
from upright.curation import coding_queries, coding_views, decide_views, labels
from upright.curation.models import CodedText, CodingRound

PAGES = {"code": _("Code"), "agreement": _("How far it is")}


@admin.register(CodingRound)
class CodingRoundAdmin(LookOnly):
    """Rounds of coding: where people decide what a model is not sure of."""

    list_display = (
        "name", "links", "how_far", "scheme_name", "coders", "begun_at", "ended_at",
    )  # fmt: skip
    list_display_links = None
    change_list_template = "admin/curation/rounds.html"

    def get_queryset(self, request: HttpRequest) -> "QuerySet[CodingRound]":
        """With counts of the texts."""
        return coding_queries.rounds()

    def has_view_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        """Who may code sees which rounds there are."""
        may = super().has_view_permission(request, obj)
        return may or request.user.has_perm(coding_views.MAY_CODE)

    def get_urls(self) -> list[URLPattern]:
        """The pages of a round, before the admin's own addresses."""
        pages = (
            ("begin/", coding_views.begin, "begin"),
            ("<int:pk>/code/", coding_views.code, "code"),
            ("<int:pk>/settle/", coding_views.settle, "settle"),
            ("<int:pk>/agreement/", coding_views.agreement, "agreement"),
            ("<int:pk>/left-out/", coding_views.left_out, "left_out"),
            ("<int:pk>/round.<str:ending>", coding_views.export, "export"),
        )
        own = [
            path(
                address,
                self.admin_site.admin_view(view),
                name=f"curation_codinground_{name}",
            )
            for address, view, name in pages
        ]
        return [*own, *super().get_urls()]

    @admin.display(description=_("scheme"))
    def scheme_name(self, made: CodingRound) -> str:
        """The scheme as it is called."""
        return str(labels.SCHEMES[made.scheme])

    @admin.display(description=_("how far"))
    def how_far(self, made: Any) -> str:
        """How many texts are decided, and how many wait to be settled.

        Of an open round of two, how many both have coded: the rest would tell a coder
        what the other said.
        """
        if made.coders > 1 and made.ended_at is None:
            return str(gettext("%(coded)d of %(texts)d coded by both") % vars(made))
        said = gettext("%(decided)d of %(texts)d decided") % vars(made)
        if made.to_settle:
            said += gettext(", %(to_settle)d to settle") % vars(made)
        return str(said)

    def get_list_display(self, request: HttpRequest) -> Any:
        """The way to what came of a round only for those who lead."""
        may_lead = request.user.has_perm(coding_queries.MAY_LEAD)
        only = {"links": "links" if may_lead else "to_code"}
        return [only.get(name, name) for name in self.list_display]

    @admin.display(description=_("open"))
    def to_code(self, made: CodingRound) -> SafeString:
        """The way to code."""
        return _linked(made, "code")

    @admin.display(description=_("open"))
    def links(self, made: CodingRound) -> SafeString:
        """To code, and to see what came of it."""
        return _linked(made, "code", "agreement")


def _linked(made: CodingRound, *names: str) -> SafeString:
    """Links to pages of a round; none to code in one that has ended."""
    links = [
        (reverse(f"admin:curation_codinground_{name}", args=[made.pk]), PAGES[name])
        for name in names
        if name != "code" or made.ended_at is None
    ]
    found = format_html_join(" · ", '<a href="{}">{}</a>', links)
    return found or format_html("{}", labels.NOTHING)


@admin.register(CodedText)
class CodedTextAdmin(WorkList):
    """The codes of each text in force, and the way to decide them."""

    may_decide = MAY_CORRECT
    list_display = ("where", "short_text", "decide", "action", "issues")
    list_display_links = None
    change_list_template = "admin/curation/coded_texts.html"
    list_filter = ("item__cycle", "item__session", "item__document__is_imagined")
    search_fields = ("text", "=item__key", "item__document__symbol")
    list_select_related = ("item__document",)
    ordering = ("item__document", "item__order", "order")

    def get_queryset(self, request: HttpRequest) -> QuerySet[CodedText]:
        """Texts in force."""
        return super().get_queryset(request).filter(until=None)

    def has_view_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        """Who may decide sees them."""
        may = super().has_view_permission(request, obj)
        return may or request.user.has_perm(MAY_CORRECT)

    def get_urls(self) -> list[URLPattern]:
        """The page on which the codes of a text are decided."""
        pages = (
            ("decide", decide_views.decide_codes, "decide"),
            ("take-back", require_POST(decide_views.take_back), "undo"),
        )
        own = [
            path(
                f"<int:pk>/{address}/<str:scheme>/",
                self.admin_site.admin_view(view),
                name=f"curation_codedtext_{name}",
            )
            for address, view, name in pages
        ]
        file = path(
            "decisions.jsonl",
            self.admin_site.admin_view(decide_views.decisions),
            name="curation_codedtext_decisions",
        )
        return [*own, file, *super().get_urls()]

    @admin.display(description=_("where"))
    def where(self, text: CodedText) -> SafeString:
        """The public page of the item."""
        item = text.item
        said = f"{item.document.symbol}, {item.citation}"
        return format_html('<a href="{}">{}</a>', item.get_absolute_url(), said)

    @admin.display(description=_("text"))
    def short_text(self, text: CodedText) -> str:
        """The beginning."""
        return Truncator(text.text).chars(160)

    @admin.display(description=_("decide"))
    def decide(self, text: CodedText) -> SafeString:
        """The page to decide; it leads from scheme to scheme."""
        address = reverse("admin:curation_codedtext_decide", args=[text.pk, "action"])
        return format_html('<a href="{}">{}</a>', address, _("Decide"))

    @admin.display(description=_("Category of action"), ordering="sure_action")
    def action(self, text: CodedText) -> str:
        """The category of action, by whom or how surely."""
        return labels.given(text, Scheme.ACTION)

    @admin.display(description=_("Issues"), ordering="sure_issues")
    def issues(self, text: CodedText) -> str:
        """The issues, by whom or how surely."""
        return labels.given(text, Scheme.ISSUES)
