"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("alerts/", include("upright.subscriptions.urls")),
    path("", include("upright.explore.urls")),
]
handler400 = "upright.explore.views_errors.bad_request"
handler404 = "upright.explore.views_errors.not_found"
