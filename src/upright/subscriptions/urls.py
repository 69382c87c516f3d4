"""The addresses of alerts; what is private has a secret in it, never a person."""

from django.urls import path

from upright.subscriptions import private_views, views

urlpatterns = [
    path("", views.ask, name="alert-ask"),
    path("sent/", views.sent, name="alert-sent"),
    path("renew/", views.renew, name="alert-renew"),
    path("privacy/", views.privacy, name="alert-privacy"),
    path("erased/", private_views.erased, name="alert-erased"),
    path("left/", private_views.left, name="alert-left"),
    path("confirm/<str:secret>/", private_views.confirm, name="alert-confirm"),
    path("mine/<str:secret>/", private_views.manage, name="alert-manage"),
    path("mine/<str:secret>/change/", private_views.change, name="alert-change"),
    path("mine/<str:secret>/language/", private_views.language, name="alert-language"),
    path("mine/<str:secret>/data.json", private_views.own_data, name="alert-data"),
    path("mine/<str:secret>/erase/", private_views.erase, name="alert-erase"),
    path("leave/<str:secret>/", private_views.leave, name="alert-leave"),
]
