"""URLs of the governance of the label."""

from django.urls import path

from labelling.committee.governance import views

ALL = "espace/pilotage/gouvernance/"
ONE = f"{ALL}<str:reference>/"

urlpatterns = [
    path(ALL, views.governance, name="governance"),
    path(f"{ALL}proposer/", views.evolution_propose, name="evolution_propose"),
    path(ONE, views.evolution, name="evolution"),
    path(f"{ONE}comparaison/", views.evolution_compare, name="evolution_compare"),
    path(f"{ONE}<slug:address>/", views.evolution_act, name="evolution_act"),
]
