"""URLs of hearings."""

from django.urls import path

from labelling.title.hearings import views

ONE = "espace/phases-contradictoires/<str:reference>/"
urlpatterns = [
    path(ONE, views.hearing_detail, name="hearing_detail"),
    path(f"{ONE}<slug:address>/", views.hearing_act, name="hearing_act"),
]
