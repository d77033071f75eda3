"""URLs of the timeline of an organism."""

from django.urls import path

from labelling.steering.timeline import views

ONE = "espace/organismes/<slug:slug>/chronologie"

urlpatterns = [
    path(f"{ONE}/", views.organism_timeline, name="organism_timeline"),
    path(f"{ONE}.ics", views.timeline_ics, name="timeline_ics"),
]
