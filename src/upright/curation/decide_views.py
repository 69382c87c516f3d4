"""The admin's pages on which the codes of one text are decided, outside of rounds."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from upr.coding import Scheme
from upright.archive.admin_views import MAY_CORRECT, admin_page, allowed, is_done
from upright.archive.coding import PERSON
from upright.archive.coding_decisions import Decision, decide, undo
from upright.archive.coding_queries import coding_history
from upright.archive.correction_queries import recommendation_in_force
from upright.archive.errors import CodingError
from upright.archive.models import Coding, Recommendation
from upright.archive.queries import has_real_documents
from upright.curation import labels
from upright.curation.coding_export import all_training_lines
from upright.curation.coding_page import options
from upright.curation.coding_witnesses import said_elsewhere
from upright.curation.forms import DecisionForm


def decide_codes(request: HttpRequest, pk: int, scheme: str) -> HttpResponse:
    """Ask which codes of a scheme a text has, and why; bring it into force."""
    user = allowed(request, MAY_CORRECT)
    text, wanted = _asked_for(pk, scheme)
    said = request.POST.getlist("codes")

    def act(reason: str, at: datetime) -> None:
        item = text.item
        place = item.document, item.read_key, text.order
        decide(Decision(*place, wanted, said, reason), at, user)

    form = DecisionForm(request.POST or None)
    if is_done(form, act, CodingError):
        messages.success(request, _("Decided, and in force. It can be taken back."))
        return _again(text, wanted)
    in_force = [code for code, *_rest in text.codings.get(wanted.value, ())]
    context = {
        **_shown(text, wanted),
        "options": list(options(wanted, text, [said if request.POST else in_force])),
        "form": form,
        "title": _("Decide: %(scheme)s") % {"scheme": labels.SCHEMES[wanted]},
    }
    return admin_page(request, "curation/decide.html", context)


def _shown(text: Recommendation, scheme: Scheme) -> dict[str, object]:
    """A text, what others say of it, and what was given to it so far."""
    history = _history(text, scheme)
    return {
        "text": text,
        "item": text.item,
        "scheme": scheme,
        "schemes": [(one, labels.SCHEMES[one]) for one in Scheme],
        "heading": labels.SCHEMES[scheme],
        "is_single": scheme is Scheme.ACTION,
        "elsewhere": said_elsewhere(scheme, text),
        "history": [(row, labels.given_by(row, scheme)) for row in history],
        "is_decided": any(map(_is_decision, history)),
    }


def take_back(request: HttpRequest, pk: int, scheme: str) -> HttpResponse:
    """Take back what somebody decided of a text; what was before is in force again."""
    user = allowed(request, MAY_CORRECT)
    text, wanted = _asked_for(pk, scheme)
    decided = [row for row in _history(text, wanted) if _is_decision(row)]
    try:
        for row in decided:  # one at most
            undo(row, timezone.now(), user)
    except CodingError as error:
        messages.error(request, str(error))
    else:
        said = _("Taken back. What was before is in force again.")
        messages.info(request, said if decided else _("There is nothing to take back."))
    return _again(text, wanted)


def decisions(request: HttpRequest) -> StreamingHttpResponse:
    """Give every decision in force as JSON Lines, for training.

    Of imagined documents only where there are no others.
    """
    allowed(request, MAY_CORRECT)
    imagined = not has_real_documents()
    lines = StreamingHttpResponse(
        all_training_lines(imagined), content_type="application/x-ndjson; charset=utf-8"
    )
    lines["Content-Disposition"] = 'attachment; filename="upright-decisions.jsonl"'
    return lines


def _asked_for(pk: int, scheme: str) -> tuple[Recommendation, Scheme]:
    text = recommendation_in_force(pk)
    if text is None or scheme not in set(Scheme):
        raise Http404
    return text, Scheme(scheme)


def _again(text: Recommendation, scheme: Scheme) -> HttpResponse:
    return redirect("admin:curation_codedtext_decide", text.pk, scheme.value)


def _history(text: Recommendation, scheme: Scheme) -> list[Coding]:
    """What was ever given of the scheme, newest first."""
    item = text.item
    found = coding_history(item.document, item.read_key, text.order)
    return [row for row in reversed(found) if row.scheme in ("", scheme.value)]


def _is_decision(row: Coding) -> bool:
    return row.coder == PERSON and row.until is None
