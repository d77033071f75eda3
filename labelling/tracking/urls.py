"""URLs of an import of the tracking."""

from django.urls import path

from labelling.tracking import views

ONE = "espace/suivi/importer/<str:reference>/"

urlpatterns = [
    path(ONE, views.tracking_import, name="tracking_import"),
    path(f"{ONE}<slug:address>/", views.tracking_import_act, name="tracking_import_act"),
]
