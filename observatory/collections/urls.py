"""URLs of bookmarks, collections and selections."""

from django.urls import path

from observatory.collections import public_views, views

HERE = "espace/collections/"
ONE = f"{HERE}<str:reference>/"
urlpatterns = [
    path("observatoire/selections/", public_views.selections, name="selections"),
    path("observatoire/selections/<slug:slug>/", public_views.selection, name="selection"),
    path(
        "observatoire/selections/<slug:slug>/liste.csv",
        public_views.selection_csv,
        name="selection_csv",
    ),
    path("espace/signets/<slug:slug>/", views.bookmark, name="bookmark"),
    path(HERE, views.collections, name="collections"),
    path(f"{HERE}ouvrir/", views.collection_open, name="collection_open"),
    path(f"{HERE}ranger/<slug:slug>/", views.collection_put, name="collection_put"),
    path(ONE, views.collection, name="collection"),
    path(f"{ONE}modifier/", views.collection_edit, name="collection_edit"),
    path(f"{ONE}liste.csv", views.collection_csv, name="collection_csv"),
    path(f"{ONE}liste.pdf", views.collection_pdf, name="collection_pdf"),
    path(f"{ONE}pratiques/<slug:slug>/", views.collection_entry, name="collection_entry"),
    path(f"{ONE}<slug:address>/", views.collection_act, name="collection_act"),
]
