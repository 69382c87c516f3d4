"""The addresses of open data: files, pledges, what changed."""

from django.urls import path

from upright.explore import views_matrix

urlpatterns = [
    path("documents/<path:symbol>/matrix", views_matrix.matrix, name="matrix"),
]
