"""The address of the search of members."""

from django.urls import path

from portal.search import views

urlpatterns = [path("espace/recherche/", views.search_page, name="search")]
