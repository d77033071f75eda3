"""URLs of advisory support."""

from django.urls import path

from labelling.committee.support import views

ALL = "espace/appui-conseil/"
ONE = f"{ALL}<str:reference>/"

urlpatterns = [
    path(ALL, views.support_list, name="support_list"),
    path(f"{ALL}demander/", views.support_request, name="support_request"),
    path(ONE, views.support, name="support"),
    path(f"{ONE}<slug:address>/", views.support_act, name="support_act"),
]
