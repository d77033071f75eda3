"""URLs of the search; a dot keeps those of files apart from those of practices."""

from django.urls import path

from observatory.search_page import views

urlpatterns = [
    path("observatoire/", views.practice_list, name="list"),
    path("observatoire/suggestions.json", views.suggestions, name="suggestions"),
    path("observatoire/flux.rss", views.rss, name="list_rss"),
    path("observatoire/flux.atom", views.atom, name="list_atom"),
    path("observatoire/selection.csv", views.csv, name="list_csv"),
    path("observatoire/selection.pdf", views.selection_pdf, name="list_pdf"),
]
