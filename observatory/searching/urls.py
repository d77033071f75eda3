"""Addresses of the search; a dot keeps those of files away from those of practices."""

from django.urls import path

from observatory.searching import views

urlpatterns = [
    path("observatoire/", views.practice_list, name="list"),
    path("observatoire/suggestions.json", views.suggestions, name="suggestions"),
]
