"""The pages on which people code: one text at a time, and what came of a round.

All of them are reached through the admin's own door. Who may not code gets 403: that
rounds exist is no secret, what coders say in an open one is: to who leads it, too,
where that person codes in it. Nor may figures tell it: a count of texts on which two
agree, read before and after a word, says what the other said.
"""

import csv
import io

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upright.accounts.models import User
from upright.archive.admin_views import admin_page, allowed
from upright.archive.errors import CodingError
from upright.curation import coding_queries as queries
from upright.curation import coding_rounds as rounds
from upright.curation import labels
from upright.curation.coding_export import COLUMNS, rows_of, training_lines
from upright.curation.coding_page import shown
from upright.curation.coding_queries import MAY_LEAD
from upright.curation.forms import RoundForm
from upright.curation.models import CodingRound, CodingTask

MAY_CODE = "curation.add_judgement"


def begin(request: HttpRequest) -> HttpResponse:
    """Begin a round."""
    allowed(request, MAY_LEAD)
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = rounds.begin(form.wanted(), timezone.now())
        except CodingError as error:
            form.add_error(None, str(error))
        else:
            return redirect("admin:curation_codinground_agreement", made.pk)
    return admin_page(
        request, "curation/begin.html", {"form": form, "title": _("Begin a round")}
    )


def code(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the next text to code; keep what is said of the one before."""
    user = allowed(request, MAY_CODE)
    made = _round(pk)
    if request.method == "POST":
        _take(request, made, user, settles=False)
        return redirect("admin:curation_codinground_code", pk)
    task = None if made.ended_at else queries.next_task(made, user)
    return _coding(request, made, user, task)


def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the next text on which two coders differ; keep what settles it."""
    user = allowed(request, MAY_LEAD)
    made = _round(pk)
    if request.method == "POST":
        _take(request, made, user, settles=True)
        return redirect("admin:curation_codinground_settle", pk)
    task = None if made.ended_at else queries.next_to_settle(made, user)
    return _coding(request, made, user, task, settles=True)


def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a round is and how far its coders agree; end it."""
    user = allowed(request, MAY_LEAD)
    made = _round(pk)
    is_blind = queries.is_blind_to(made, user)
    progress = queries.progress(made, user)
    # Who is blind must not learn from this number how many texts two agree on.
    still_open = progress.texts - (progress.coded if is_blind else progress.decided)
    if request.method == "POST":
        _end(request, made, user, is_sure="sure" in request.POST or not still_open)
        return redirect("admin:curation_codinground_agreement", pk)
    found = queries.agreement(made) if made.coders > 1 and not is_blind else None
    context = {
        "round": made,
        "title": made.name,
        "scheme": labels.SCHEMES[made.scheme],
        "progress": progress,
        "is_blind": is_blind,
        "open": still_open,
        "agreement": found,
        "by_code": [
            (labels.code(made.scheme, value), texts, kappa)
            for value, texts, kappa in (found.by_code if found else ())
        ],
    }
    return admin_page(request, "curation/agreement.html", context)


def _end(request: HttpRequest, made: CodingRound, user: User, *, is_sure: bool) -> None:
    """End a round; where texts are open, only if that was said to be meant."""
    if is_sure:
        came = rounds.end(made, timezone.now(), user)
        messages.success(request, _ended(made, came))
    else:
        messages.error(
            request, _("Nothing was ended: texts are open. Say that it is meant.")
        )


def _ended(made: CodingRound, came: int) -> str:
    if made.coders == 1:
        return _("Ended. What was decided stays in force.")
    said = ngettext(
        "Ended. %(n)d decision is in force now.",
        "Ended. %(n)d decisions are in force now.",
        came,
    )
    return str(said % {"n": came})


def left_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the end of a round left out of force; bring one into force."""
    user = allowed(request, MAY_LEAD)
    made = _round(pk)
    if request.method == "POST":
        task = _task(made, request.POST.get("place", ""))
        try:
            rounds.put_in_force(task, user, timezone.now())
        except CodingError as error:
            messages.error(request, str(error))
        else:
            said = _("Text %(place)d: in force.") % {"place": task.place}
            messages.success(request, said)
        return redirect("admin:curation_codinground_left_out", pk)
    scheme = made.scheme
    context = {
        "round": made,
        "title": _("Not in force"),
        "left_out": [
            (
                one,
                labels.codes(scheme, one.task.decided or ()),
                labels.given_by(one.instead, scheme) if one.instead else "",
            )
            for one in queries.left_out(made)
        ],
    }
    return admin_page(request, "curation/left_out.html", context)


def export(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """Give what was said in a round as CSV, or what was decided as JSON Lines."""
    user = allowed(request, MAY_LEAD)
    made = _round(pk)
    if ending == "jsonl":
        text, kind = "".join(training_lines(made)), "application/x-ndjson"
    else:
        table = io.StringIO()
        writer = csv.writer(table)
        writer.writerow(COLUMNS)
        writer.writerows(rows_of(made, user))
        text, kind = "\ufeff" + table.getvalue(), "text/csv"
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    name = f"upright-coding-round-{pk}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _take(
    request: HttpRequest, made: CodingRound, user: User, *, settles: bool
) -> None:
    """Do what was asked; a sentence says what did not work, and nothing is lost."""
    now, asked = timezone.now(), request.POST.get("do", "save")
    try:
        if asked == "undo":
            back = rounds.undo_last(made, user, now)
            said = (
                _("Taken back: text %(place)d.") % {"place": back.place}
                if back
                else (_("There is nothing to take back."))
            )
            messages.info(request, said)
            return
        task = _task(made, request.POST.get("place", ""))
        if asked == "skip":
            rounds.skip(task, user, now)
        elif settles:
            rounds.settle(task, user, request.POST.getlist("codes"), now)
        else:
            rounds.judge(task, user, request.POST.getlist("codes"), now)
    except CodingError as error:
        messages.error(request, str(error))


def _coding(
    request: HttpRequest,
    made: CodingRound,
    user: User,
    task: CodingTask | None,
    *,
    settles: bool = False,
) -> HttpResponse:
    text = queries.text_of(task) if task else None
    said = queries.said_by_coders(task) if task and settles else []
    context = {
        "round": made,
        "title": made.name,
        "scheme": labels.SCHEMES[made.scheme],
        "progress": queries.progress(made, user),
        "settles": settles,
        "task": task,
        "text": shown(task, text, said) if task and text else None,
        "said": [labels.codes(made.scheme, codes) for codes in said],
        "may_lead": user.has_perm(MAY_LEAD),
    }
    return admin_page(request, "curation/code.html", context)


def _task(made: CodingRound, place: str) -> CodingTask:
    found = queries.task(made, int(place)) if place.isdecimal() else None
    if found is None:
        raise Http404
    return found


def _round(pk: int) -> CodingRound:
    found = queries.coding_round(pk)
    if found is None:
        raise Http404
    return found
