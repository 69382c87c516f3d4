"""The addresses of issues, Goals, groups of persons and categories of action."""

from typing import Final

from django.urls import path

from upright.explore.views_subjects import subject, subject_file, subject_list

_ROOTS: Final = {  # by the facet of the kind
    "issue": "issues",
    "goal": "sdgs",
    "persons": "persons",
    "action": "actions",
}

urlpatterns = [
    route
    for facet, root in _ROOTS.items()
    for route in (
        path(f"{root}/", subject_list, {"facet": facet}, name=f"{facet}-subjects"),
        path(
            f"{root}/<slug:value>/", subject, {"facet": facet}, name=f"{facet}-subject"
        ),
        path(
            f"download/{root}.csv",
            subject_file,
            {"facet": facet},
            name=f"{facet}-subjects-file",
        ),
    )
]
