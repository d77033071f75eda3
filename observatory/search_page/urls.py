"""URLs of the search; a dot keeps those of files apart from those of practices."""

from django.urls import path

from observatory.search_page import views
from observatory.search_page import views as file_views

urlpatterns = [
    path("observatoire/", views.practice_list, name="list"),
    path("observatoire/suggestions.json", views.suggestions, name="suggestions"),
    path("observatoire/flux.rss", file_views.rss, name="list_rss"),
    path("observatoire/flux.atom", file_views.atom, name="list_atom"),
    path("observatoire/selection.csv", file_views.csv, name="list_csv"),
    path("observatoire/selection.pdf", file_views.selection_pdf, name="list_pdf"),
]
