"""The addresses of repeats."""

from django.urls import path

from upright.explore.views_repeats import (
    asked_again,
    asked_again_file,
    asked_again_part,
    repeated,
)

urlpatterns = [
    path("repeats/", repeated, name="repeats"),
    path("states/<str:iso3>/repeats/", asked_again, name="state-repeats"),
    path("states/<str:iso3>/repeats/part", asked_again_part, name="state-repeats-part"),
    path(
        "download/states/<str:iso3>/repeats.csv",
        asked_again_file,
        name="state-repeats-file",
    ),
]
