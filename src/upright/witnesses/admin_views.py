"""The pages of the admin on which staff import exports and decide on records.

They are reached through the admin's own door, and need a permission each: to import,
or to decide.
"""

import csv
import json
from collections.abc import Iterator
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from upr.exchange.cells import safe_row
from upright.archive.admin_views import admin_page, allowed, is_done
from upright.witnesses import queries
from upright.witnesses.actions import accept, cancel, decide, drop_file, take_back, want
from upright.witnesses.counting import Counts
from upright.witnesses.errors import WitnessError
from upright.witnesses.forms import DecisionForm, ReasonForm, UploadForm
from upright.witnesses.labels import GROUNDS
from upright.witnesses.models import Export
from upright.witnesses.sources import SOURCES, address_of
from upright.witnesses.wording import differences

MAY_IMPORT = "witnesses.import_export"
MAY_DECIDE = "witnesses.add_decision"
_SHOWN = 20  # rejected rows on the page


def upload(request: HttpRequest) -> HttpResponse:
    """Take a file, and have it read."""
    user = allowed(request, MAY_IMPORT)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            export = accept(file.chunks(), file.name, timezone.now(), user)
        except WitnessError as error:
            form.add_error("file", str(error))
        else:
            return redirect("admin:witnesses_export_import", export.pk)
    context = {"form": form, "title": _("Import an export of another database")}
    return admin_page(request, "witnesses/upload.html", context)


def import_page(request: HttpRequest, export_id: int) -> HttpResponse:
    """Show what a file holds and how far its import is; import or cancel it."""
    allowed(request, MAY_IMPORT)
    export = queries.export(export_id)
    if export is None:
        raise Http404
    if request.method == "POST":
        _act(request, export)
        return redirect("admin:witnesses_export_import", export.pk)
    stage = Export.Stage
    context = {
        "export": export,
        "source": SOURCES.get(export.source),
        "counts": Counts.of(export.counts),
        "expected": export.expected,
        "rejected": queries.rejected_rows(export.pk)[:_SHOWN],
        "can_import": export.stage == stage.READ and not export.is_wanted,
        "can_cancel": export.stage in (stage.READING, stage.READ),
        "is_at_work": export.stage in (stage.READING, stage.TYING)
        or (export.stage == stage.READ and export.is_wanted),
        "title": export.name,
    }
    return admin_page(request, "witnesses/import.html", context)


def _act(request: HttpRequest, export: Export) -> None:
    if "cancel" in request.POST:
        if cancel(export.pk, timezone.now()):
            drop_file(export)
            messages.success(request, _("Cancelled. Nothing of the file was kept."))
        else:
            messages.warning(request, _("Too late: it is taken in already."))
    elif "import" in request.POST and export.stage == Export.Stage.READ:
        want(export.pk)
        messages.success(request, _("It is being imported."))


def rejects(request: HttpRequest, export_id: int) -> HttpResponseBase:
    """Give the rejected rows as a file, with the reason beside each."""
    allowed(request, MAY_IMPORT)
    if queries.export(export_id) is None:
        raise Http404
    response = StreamingHttpResponse(
        _lines(export_id), content_type="text/csv; charset=utf-8"
    )
    name = f"rejected-{export_id}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class _Echo:
    """A file for the writer of CSV that gives back what is written."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def _lines(export_id: int) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(("row", "reason", "cells as given"))
    for row in queries.rejected_rows(export_id).iterator():
        yield writer.writerow(safe_row((row.row, row.reason, *row.cells)))


def decide_tie(request: HttpRequest, tie_id: int) -> HttpResponse:
    """Show a record beside the item it is tied to, and take a decision on it."""
    user = allowed(request, MAY_DECIDE)
    tie = queries.tie(tie_id)
    if tie is None:
        raise Http404
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide(form.ruling(tie), timezone.now(), user)
        except WitnessError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Decided. It can be taken back."))
            return redirect("admin:witnesses_tie_changelist")
    record, ours = tie.record, queries.text_of(tie)
    said = json.loads(record.said)
    context = {
        "tie": tie,
        "record": record,
        "source": SOURCES[record.source],
        "address": address_of(record.source, said),
        "states": ", ".join(name for _, name in said["recommending"]),
        "about": "; ".join(name for _, name in said["about"]),
        "ours": ours,
        "pieces": list(differences(ours.text, record.text)) if ours else [],
        "ground": GROUNDS[tie.ground],
        "decisions": queries.decisions_on(record),
        "form": form,
        "title": _("What is this record about?"),
    }
    return admin_page(request, "witnesses/decide.html", context)


def undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Take a decision back, with a reason."""
    user = allowed(request, MAY_DECIDE)
    decision = queries.decision(decision_id)
    if decision is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if is_done(form, partial(take_back, decision, by=user), WitnessError):
        messages.success(request, _("Taken back. What is computed holds again."))
        return redirect("admin:witnesses_decision_change", decision.pk)
    context = {"decision": decision, "form": form, "title": _("Take a decision back")}
    return admin_page(request, "witnesses/undo.html", context)
