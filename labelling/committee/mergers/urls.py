"""URLs of mergers."""

from django.urls import path

from labelling.committee.mergers import views

ONE = "espace/organismes/<slug:slug>/"

urlpatterns = [
    path(f"{ONE}absorber/", views.organism_merge, name="organism_merge"),
    path(f"{ONE}absorption/", views.organism_merger, name="organism_merger"),
]
