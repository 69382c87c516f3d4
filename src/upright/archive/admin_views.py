"""The pages of the admin on which staff correct, and take corrections back.

They are reached through the admin's own door (`admin_site.admin_view`: anonymous
people are asked to sign in) and need the permission to add a correction: others get
403, for that corrections exist is no secret.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from upright.accounts.models import User
from upright.archive import correction_queries
from upright.archive.actions import (
    correct,
    preview_correction,
    undo_edits,
    withdraw,
)
from upright.archive.errors import CorrectionError, EditError
from upright.archive.forms import CorrectionForm, ReasonForm, chosen_field
from upright.archive.models import Review, Session

MAY_CORRECT = "archive.add_correction"


def correct_recommendation(
    request: HttpRequest, recommendation_id: int, field: str
) -> HttpResponse:
    """Propose, preview and make a correction of one field."""
    user = allowed(request)
    recommendation = correction_queries.recommendation_in_force(recommendation_id)
    chosen = chosen_field(field)
    if recommendation is None or chosen is None:
        raise Http404
    form = CorrectionForm(recommendation, chosen, request.POST or None)
    context: dict[str, object] = {
        "recommendation": recommendation,
        "item": recommendation.item,
    }
    if request.method == "POST" and form.is_valid():
        try:
            if "preview" not in request.POST:
                made = correct(form.proposal(), timezone.now(), user)
                messages.success(request, _("Corrected as change %d.") % made.since)
                return redirect("admin:archive_correction_change", made.pk)
            context["preview"] = preview_correction(
                form.proposal(), timezone.now(), user
            )
        except CorrectionError as error:
            form.add_error(None, str(error))
    title = _("Correct: %(field)s") % {"field": chosen.label}
    return admin_page(
        request, "archive/correct.html", {**context, "form": form, "title": title}
    )


def withdraw_correction(request: HttpRequest, correction_id: int) -> HttpResponse:
    """Take a correction back, with a reason."""
    user = allowed(request)
    correction = correction_queries.correction(correction_id)
    if correction is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if is_done(form, partial(withdraw, correction, by=user), CorrectionError):
        messages.success(request, _("Withdrawn. What was read is in force again."))
        return redirect("admin:archive_correction_change", correction.pk)
    context = {"correction": correction, "form": form, "title": _("Withdraw")}
    return admin_page(request, "archive/withdraw.html", context)


def undo_edits_of(request: HttpRequest, row: Session | Review) -> HttpResponse:
    """Give an edited session or review back to the reference facts, with a reason."""
    name = row._meta.model_name
    user = allowed(request, f"archive.change_{name}")
    form = ReasonForm(request.POST or None)
    page = reverse(f"admin:archive_{name}_change", args=[row.pk])
    if is_done(form, partial(undo_edits, row, by=user), EditError):
        messages.success(request, _("It is as the reference facts have it again."))
        return redirect(page)
    context: dict[str, object] = {"row": row, "page": page, "form": form}
    title = _("Undo the edits")
    return admin_page(request, "archive/undo_edits.html", {**context, "title": title})


def allowed(request: HttpRequest, permission: str = MAY_CORRECT) -> User:
    """Return who asks. Raises PermissionDenied where that person may not."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return cast(User, request.user)


def is_done(
    form: Form, act: Callable[[str, datetime], object], refusal: type[Exception]
) -> bool:
    """Do what a form gives the reason for; return whether it was given and done.

    What refuses it stands in the form.
    """
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data["reason"], timezone.now())
    except refusal as error:
        form.add_error(None, str(error))
        return False
    return True


def admin_page(
    request: HttpRequest, template: str, context: dict[str, object]
) -> HttpResponse:
    """Return a page of the admin; `template` stands under `admin/`."""
    return render(
        request,
        f"admin/{template}",
        {**admin.site.each_context(request), **context},
    )
