"""Addresses of exports: a list as a file, a prepared table."""

from django.urls import path

from portal.exports import views

urlpatterns = [
    path("espace/tableaux/<uuid:token>/", views.prepared_table, name="prepared_table"),
    path("espace/tableaux/<uuid:token>/fichier/", views.prepared_file, name="prepared_file"),
    path("espace/tableaux/relire/", views.table_again, name="table_again"),
    path("espace/tableaux/relire/ecrire/", views.table_again_write, name="table_again_write"),
    path("espace/tableaux/<str:extension>/<path:address>", views.table_export, name="table_export"),
]
