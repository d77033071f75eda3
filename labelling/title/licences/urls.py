"""URLs of licences."""

from django.urls import path

from labelling.title.licences import views

ONE = "espace/licences/<str:reference>/"
urlpatterns = [
    path("espace/licences/", views.licence_list, name="licence_list"),
    path(ONE, views.licence_detail, name="licence_detail"),
    path(f"{ONE}<slug:address>/", views.licence_act, name="licence_act"),
]
