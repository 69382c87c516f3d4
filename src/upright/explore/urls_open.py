"""The addresses of open data: files, pledges, what changed."""

from django.urls import path

from upright.explore import views_changed, views_data, views_matrix, views_pledges

urlpatterns = [
    path("documents/<path:symbol>/matrix", views_matrix.matrix, name="matrix"),
    path("states/<str:iso3>/changed/", views_changed.changed, name="state-changed"),
    path(
        "download/states/<str:iso3>/changed.csv",
        views_changed.changed_file,
        name="state-changed-file",
    ),
    path("data/", views_data.open_data, name="data"),
    path(
        "data/datapackage.json",
        views_data.package_description,
        name="package-description",
    ),
    path(
        "data/<int:version>/upright-data.zip",
        views_data.data_package,
        name="data-package",
    ),
    path("pledges/", views_pledges.pledges, name="pledges"),
    path(
        "download/pledges.<str:ending>", views_pledges.pledges_file, name="pledges-file"
    ),
    path(
        "pledges/recorded/<slug:source>/<slug:key>/<int:ordinal>/",
        views_pledges.recorded,
        name="pledge-recorded",
    ),
    path(
        "pledges/<path:symbol>/<int:order>/page-<int:number>.png",
        views_pledges.pledge_picture,
        name="pledge-picture",
    ),
    path("pledges/<path:symbol>/<int:order>/", views_pledges.pledge, name="pledge"),
]
