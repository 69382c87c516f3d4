"""The addresses of the pages."""

from django.urls import path

from upright.explore import (
    views_documents,
    views_downloads,
    views_recommendations,
    views_search,
    views_texts,
)

ITEM = "recommendations/<path:symbol>/<str:key>"

urlpatterns = [
    path("", views_texts.home, name="home"),
    path("search/", views_search.search, name="search"),
    path("download/results.<str:ending>", views_downloads.download, name="download"),
    path(
        f"{ITEM}/page-<int:number>.png",
        views_recommendations.page_picture,
        name="page-picture",
    ),
    path(
        f"{ITEM}/cite.bib",
        views_recommendations.citation,
        {"style": "bib"},
        name="cite-bib",
    ),
    path(
        f"{ITEM}/cite.ris",
        views_recommendations.citation,
        {"style": "ris"},
        name="cite-ris",
    ),
    path(
        f"{ITEM}.json",
        views_recommendations.recommendation_json,
        name="recommendation-json",
    ),
    path(f"{ITEM}/", views_recommendations.recommendation, name="recommendation"),
    path("documents/", views_documents.documents, name="documents"),
    path(
        "documents/<path:symbol>/file",
        views_documents.document_file,
        name="document-file",
    ),
    path("documents/<path:symbol>/", views_documents.document, name="document"),
    path("sources/", views_texts.sources, name="sources"),
    path("method/", views_texts.method, name="method"),
    path("help/search/", views_texts.search_help, name="search-help"),
    path("robots.txt", views_texts.robots, name="robots"),
]
