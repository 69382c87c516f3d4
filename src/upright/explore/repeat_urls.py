"""The addresses of repeats."""

from django.urls import path

from upright.explore.views_repeats import asked_again, asked_again_file, repeated

urlpatterns = [
    path("repeats/", repeated, name="repeats"),
    path("states/<str:iso3>/repeats/", asked_again, name="state-repeats"),
    path(
        "download/states/<str:iso3>/repeats.csv",
        asked_again_file,
        name="state-repeats-file",
    ),
]
