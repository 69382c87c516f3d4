"""The admin's pages on which a question is ticked off, and that is taken back."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from upright.archive.admin_views import admin_page, allowed, is_done
from upright.archive.forms import ReasonForm
from upright.curation import labels, queries
from upright.curation.ticking import CannotTickOffError, tick_off, undo


def tick_question_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, and tick an open question off."""
    user = allowed(request)
    question = queries.open_question(pk)
    if question is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if is_done(form, partial(tick_off, question, by=user), CannotTickOffError):
        messages.success(request, _("Ticked off. It can be taken back."))
        return redirect("admin:curation_openquestion_changelist")
    about = {
        "symbol": question.document.symbol,
        "text": question.text,
        "why": labels.reason(question),
        "button": _("Tick off"),
        "title": _("Tick off: nothing is to be done"),
    }
    return admin_page(request, "curation/tick.html", {**about, "form": form})


def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, and open a question again that was ticked off."""
    user = allowed(request)
    ticked = queries.still_ticked_off(pk)
    if ticked is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        undo(ticked, form.cleaned_data["reason"], timezone.now(), user)
        messages.success(request, _("Taken back. The question is open again."))
        return redirect("admin:curation_tickedoff_changelist")
    about = {
        "symbol": ticked.document.symbol,
        "text": ticked.text,
        "why": ticked.reason,
        "button": _("Take back"),
        "title": _("Take back: open the question again"),
    }
    return admin_page(request, "curation/tick.html", {**about, "form": form})
