"""The addresses of the pages."""

from django.urls import include, path

from upright.explore import (
    repeat_urls,
    subject_urls,
    views_calendar,
    views_charts,
    views_compare,
    views_countdown,
    views_documents,
    views_downloads,
    views_feeds,
    views_groups,
    views_recommendations,
    views_search,
    views_states,
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
    path("calendar/", views_calendar.calendar_home, name="calendar"),
    path("calendar/all.ics", views_calendar.all_entries, name="calendar-all"),
    path(
        "calendar/roles/<str:role>.ics",
        views_calendar.role_entries,
        name="calendar-role",
    ),
    path(
        "calendar/states/<str:iso3>.ics",
        views_calendar.state_entries,
        name="calendar-state",
    ),
    path(
        "calendar/sessions/<int:number>.ics",
        views_calendar.session_entries,
        name="calendar-session",
    ),
    path("countdown/", views_countdown.coming, name="countdown"),
    path("countdown/<int:number>/", views_countdown.session, name="countdown-session"),
    path(
        "countdown/<int:number>/<str:iso3>/",
        views_countdown.card,
        name="countdown-card",
    ),
    path(
        "countdown/<int:number>/<str:iso3>/<str:shape>.<str:language>.<str:ending>",
        views_countdown.picture,
        name="countdown-picture",
    ),
    path("feeds/countdown.atom", views_countdown.feed, name="feed-countdown"),
    path("sessions/<int:number>/", views_calendar.session, name="session"),
    path("reviews/<str:iso3>/<int:cycle>/", views_calendar.review, name="review"),
    path("feeds/documents.atom", views_feeds.documents, name="feed-documents"),
    path("feeds/search.atom", views_feeds.search, name="feed-search"),
    path(
        "feeds/states/<str:iso3>/received.atom",
        views_feeds.received,
        name="feed-received",
    ),
    path("feeds/states/<str:iso3>/made.atom", views_feeds.made, name="feed-made"),
    path("states/", views_states.states, name="states"),
    path("states/<str:iso3>/", views_states.state, name="state"),
    path("download/states.csv", views_states.states_file, name="states-file"),
    path("groups/<str:code>/", views_groups.group, name="group"),
    *subject_urls.urlpatterns,
    *repeat_urls.urlpatterns,
    path("charts/", views_charts.chart_gallery, name="charts"),
    path("charts/<slug:key>/", views_charts.chart, name="chart"),
    path("charts/<slug:key>.<slug:ending>", views_charts.chart_file, name="chart-file"),
    path("compare/", views_compare.compare, name="compare"),
    path("download/compare.csv", views_compare.compare_file, name="compare-file"),
    path("sources/", views_texts.sources, name="sources"),
    path("method/", views_texts.method, name="method"),
    path("help/search/", views_texts.search_help, name="search-help"),
    path("robots.txt", views_texts.robots, name="robots"),
    path("", include("upright.explore.urls_open")),
]
