"""URLs of the cockpit."""

from django.urls import path

from labelling.steering.cockpit import views

ALL = "espace/pilotage/"

urlpatterns = [
    path(ALL, views.cockpit, name="cockpit"),
    path(f"{ALL}cas/<slug:code>/", views.cockpit_cases, name="cockpit_cases"),
]
