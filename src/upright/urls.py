"""Every address of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("alerts/", include("upright.subscriptions.urls")),
    path("", include("upright.explore.urls")),
]
if "WEBHOOK_SECRET" in settings.ANYMAIL:  # without it anybody could tell of bounces
    urlpatterns.append(path("anymail/", include("anymail.urls")))
handler400 = "upright.explore.views_errors.bad_request"
handler404 = "upright.explore.views_errors.not_found"
