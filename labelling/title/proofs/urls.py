"""URLs of proofs (bons à tirer)."""

from django.urls import path

from labelling.title.proofs import views

ONE = "espace/bat/<str:reference>/"
urlpatterns = [
    path("espace/bat/", views.proof_list, name="proof_list"),
    path("espace/bat/envoyer/", views.proof_submit, name="proof_submit"),
    path(ONE, views.proof_detail, name="proof_detail"),
    path(f"{ONE}<slug:address>/", views.proof_act, name="proof_act"),
]
