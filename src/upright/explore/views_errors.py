"""What is answered where nothing can be: in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request Django refuses; its reason is for logs, not for people."""
    return render(request, "400.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address with nothing there, with the reason where a view gave one."""
    reason = "" if isinstance(exception, Resolver404) else str(exception)
    return render(request, "404.html", {"reason": reason}, status=404)
