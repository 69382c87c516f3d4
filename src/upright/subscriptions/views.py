"""Asking to be told by mail. No cookie is set, so no token guards these forms.

A token against forged requests protects who is signed in; here nobody is. Whoever
could make a browser send the form could as well send it themselves.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from upright.subscriptions import asking, queries, topics
from upright.subscriptions.asking import Asked, FloodedError
from upright.subscriptions.forms import FREQUENCIES, AddressForm, AskForm
from upright.subscriptions.models import Frequency
from upright.subscriptions.topics import Wish, WishError

MOST_CHOICES = 8  # things to be told of that one form offers
METHODS = ["GET", "HEAD", "POST"]

_View = TypeVar("_View", bound=Callable[..., HttpResponseBase])


def unlisted(view: _View) -> _View:
    """Make a page that nobody keeps or lists, and that tells no other its address."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return cast(_View, csrf_exempt(answer))


@unlisted
@require_http_methods(METHODS)
def ask(request: HttpRequest) -> HttpResponse:
    """Show the form, or keep what it asks for and write the mail that asks back."""
    if request.method != "POST" or not queries.are_on():
        return _form(request, AskForm(), request.GET.getlist("what"))
    form = AskForm(request.POST)
    if form.is_of_a_program:
        return redirect("alert-sent")
    if not form.is_valid():
        return _form(request, form, request.POST.getlist("what"), status=400)
    asked = Asked(
        address=form.cleaned_data["address"],
        language=get_language() or "en",
        wish=form.cleaned_data["what"],
        frequency=Frequency(form.cleaned_data["frequency"]),
    )
    try:
        asking.ask(asked, timezone.now())
    except FloodedError:
        return _flooded(request)
    return redirect("alert-sent")


@unlisted
@require_http_methods(METHODS)
def renew(request: HttpRequest) -> HttpResponse:
    """Show the form for a new private link, or write the mail with it."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_of_a_program:
        return redirect("alert-sent")
    if not form.is_bound or not queries.are_on() or not form.is_valid():
        context = {"form": form, "is_on": queries.are_on()}
        status = 400 if form.is_bound and queries.are_on() else 200
        return render(request, "subscriptions/renew.html", context, status=status)
    try:
        asking.renew(form.cleaned_data["address"], timezone.now())
    except FloodedError:
        return _flooded(request)
    return redirect("alert-sent")


@unlisted
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say the same to everybody: whether an address is known is nobody's business."""
    return render(request, "subscriptions/sent.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept of whom, and for how long."""
    return render(request, "subscriptions/privacy.html")


def _form(
    request: HttpRequest, form: AskForm, written: Sequence[str], status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "wishes": list(_wishes(written[:MOST_CHOICES])) or _offered(),
        "frequencies": FREQUENCIES,
        "is_on": queries.are_on(),
    }
    return render(request, "subscriptions/ask.html", context, status=status)


def _wishes(written: Sequence[str]) -> list[Wish]:
    found = []
    for one in written:
        try:
            found.append(topics.read_wish(one))
        except WishError:
            continue  # the form names it as a mistake when it is sent
    return found


def _offered() -> list[Wish]:
    """Return what anybody may want, where a page offers nothing of its own."""
    return [topics.read_wish("documents?"), topics.read_wish("dates?")]


def _flooded(request: HttpRequest) -> HttpResponse:
    response = render(request, "subscriptions/flooded.html", status=503)
    response["Retry-After"] = "3600"
    return response
