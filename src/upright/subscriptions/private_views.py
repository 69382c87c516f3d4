"""The pages behind private links. The secret in the address is all that opens them.

It is also what makes a forged request impossible, so no token and no cookie is needed.
What changes anything is a POST: programs that follow the links of mails change nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from upright.subscriptions import asking, managing, queries, topics
from upright.subscriptions.forms import FREQUENCIES, ChangeForm, LanguageForm
from upright.subscriptions.models import Frequency, Link, Subscription, Suppression
from upright.subscriptions.views import METHODS, unlisted

_View = TypeVar("_View", bound=Callable[..., HttpResponseBase])


def behind(purpose: Link.Purpose) -> Callable[[_View], _View]:
    """Open a page to whoever holds a private link of a purpose; others get one answer.

    The view is given the link; its address holds the secret.
    """

    def decorate(view: _View) -> _View:
        @unlisted
        @wraps(view)
        def answer(request: HttpRequest, secret: str, **named: Any) -> HttpResponseBase:
            link = queries.link(secret, purpose, timezone.now())
            if link is None:
                context = {"is_on": queries.are_on()}
                return render(request, "subscriptions/link.html", context, status=404)
            return view(request, secret, link, **named)

        return cast(_View, answer)

    return decorate


@require_http_methods(METHODS)
@behind(Link.Purpose.CONFIRM)
def confirm(request: HttpRequest, secret: str, link: Link) -> HttpResponse:
    """Show what was asked for with a button, or begin it."""
    if request.method == "POST":
        return redirect("alert-manage", asking.confirm(link, timezone.now()))
    context = {"secret": secret, **_about(link.subscription)}
    return render(request, "subscriptions/confirm.html", context)


@require_safe
@behind(Link.Purpose.MANAGE)
def manage(request: HttpRequest, secret: str, link: Link) -> HttpResponse:
    """Show all that a subscriber asked for, and what can be done with it."""
    subscriptions = queries.subscriptions_of(link.subscriber)
    context = {
        "secret": secret,
        "expires": link.expires_at,
        "language": link.subscriber.language,
        "languages": settings.LANGUAGES if len(settings.LANGUAGES) > 1 else (),
        "frequencies": FREQUENCIES,
        "rows": [{"row": one, **_about(one)} for one in subscriptions],
        "done": request.GET.get("done", ""),
    }
    return render(request, "subscriptions/manage.html", context)


@require_POST
@behind(Link.Purpose.MANAGE)
def change(request: HttpRequest, secret: str, link: Link) -> HttpResponse:
    """Do one thing to one subscription."""
    form = ChangeForm(request.POST)
    found = form.is_valid() and queries.own(
        link.subscriber, form.cleaned_data["subscription"]
    )
    if not found:
        return redirect("alert-manage", secret)
    do = form.cleaned_data["do"]
    if do == "end":
        managing.end(found)
        if queries.link(secret, Link.Purpose.MANAGE) is None:
            return redirect("alert-erased")
    elif do == "frequency" and form.cleaned_data["frequency"]:
        managing.set_frequency(found, Frequency(form.cleaned_data["frequency"]))
    elif do in {"pause", "resume"}:
        managing.set_paused(found, do == "pause")
    response = redirect("alert-manage", secret)
    response["Location"] += f"?done={do}"
    return response


@require_POST
@behind(Link.Purpose.MANAGE)
def language(request: HttpRequest, secret: str, link: Link) -> HttpResponse:
    """Write in another language from now on."""
    form = LanguageForm(request.POST)
    if form.is_valid():
        managing.set_language(link.subscriber, form.cleaned_data["language"])
    return redirect("alert-manage", secret)


@require_safe
@behind(Link.Purpose.MANAGE)
def own_data(request: HttpRequest, secret: str, link: Link) -> HttpResponse:
    """Give all that is kept of a subscriber, as JSON."""
    response = JsonResponse(
        queries.everything_kept(link.subscriber),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    response["Content-Disposition"] = 'attachment; filename="upright-alerts.json"'
    return response


@require_http_methods(METHODS)
@behind(Link.Purpose.MANAGE)
def erase(request: HttpRequest, secret: str, link: Link) -> HttpResponse:
    """Ask once more, or erase the address with everything."""
    if request.method == "POST":
        managing.erase(link.subscriber)
        return redirect("alert-erased")
    context = {
        "secret": secret,
        "count": len(queries.subscriptions_of(link.subscriber)),
    }
    return render(request, "subscriptions/erase.html", context)


@unlisted
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Say that an address is gone."""
    return render(request, "subscriptions/erased.html")


@unlisted
@require_http_methods(METHODS)
def leave(request: HttpRequest, secret: str) -> HttpResponse:
    """End a subscription: by one click of a mail program, or by a button."""
    link = queries.link(secret, Link.Purpose.LEAVE, timezone.now())
    # RFC 8058: no page, no question; what is over already is as asked.
    if request.POST.get("List-Unsubscribe") == "One-Click":
        if link is not None and link.subscription is not None:
            managing.end(link.subscription)
        return HttpResponse("", content_type="text/plain")
    if link is None:
        context: dict[str, Any] = {"is_on": queries.are_on(), "is_leaving": True}
        return render(request, "subscriptions/link.html", context, status=404)
    if request.method == "POST":
        return _left(request, link)
    context = {"secret": secret, **_about(link.subscription)}
    return render(request, "subscriptions/leave.html", context)


def _left(request: HttpRequest, link: Link) -> HttpResponse:
    do = request.POST.get("do", "end")
    if do == "never":
        reason = Suppression.Reason.NEVER
        managing.suppress(link.subscriber.address, reason, timezone.now())
    elif do == "erase" or link.subscription is None:
        managing.erase(link.subscriber)
    else:
        managing.end(link.subscription)
        return redirect("alert-left")
    return redirect("alert-erased")


@unlisted
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """Say that a subscription is over."""
    return render(request, "subscriptions/left.html")


def _about(subscription: Subscription | None) -> dict[str, str]:
    """Return what a subscription is of, for a page; empty where it is gone."""
    if subscription is None or subscription.kind not in topics.TOPICS:
        return {}
    wish = topics.wish_of(subscription)
    return {
        "asked": wish.in_words,
        "path": wish.path,
        "feed": wish.feed,
        "frequency": subscription.frequency,
    }
