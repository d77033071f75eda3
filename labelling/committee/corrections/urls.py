"""URLs of corrections of a dossier."""

from django.urls import path

from labelling.committee.corrections import views

ALL = "espace/dossiers/<str:reference>/rectifications/"
ONE = f"{ALL}<int:number>/"
urlpatterns = [
    path(f"{ALL}proposer/<slug:field>/", views.correction_propose, name="correction_propose"),
    path(ONE, views.correction_detail, name="correction_detail"),
    path(f"{ONE}<slug:address>/", views.correction_act, name="correction_act"),
]
