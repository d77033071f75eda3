"""URL of the members' search."""

from django.urls import path

from portal.search import views

urlpatterns = [path("espace/recherche/", views.search_page, name="search")]
