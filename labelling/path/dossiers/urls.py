"""URLs of dossiers: their pages, and one for each step that has a page."""

from django.urls import path

from labelling.path.dossiers import views
from labelling.path.dossiers.parts import views as part_views
from labelling.path.dossiers.steps.workflow import DOSSIER, FIRED_ELSEWHERE

ONE = "espace/dossiers/<str:reference>/"

urlpatterns = [
    path("espace/dossiers/", views.dossier_list, name="dossier_list"),
    path("espace/dossiers/ouvrir/", views.dossier_open, name="dossier_open"),
    path(ONE, views.dossier_detail, name="dossier_detail"),
    path(f"{ONE}modifier/", views.dossier_edit, name="dossier_edit"),
    path(f"{ONE}engagement/", part_views.dossier_engagement, name="dossier_engagement"),
    path(f"{ONE}pieces/", part_views.dossier_pieces, name="dossier_pieces"),
    path(f"{ONE}pieces/ajouter/", part_views.dossier_piece_add, name="dossier_piece_add"),
    path(
        f"{ONE}pieces/<uuid:token>/remplacer/",
        part_views.dossier_piece_replace,
        name="dossier_piece_replace",
    ),
    path(f"{ONE}locataires/", part_views.dossier_tenants, name="dossier_tenants"),
    path(f"{ONE}complements/", part_views.dossier_complements, name="dossier_complements"),
    path(f"{ONE}derogation/", part_views.dossier_waiver, name="dossier_waiver"),
    path(f"{ONE}note/", views.dossier_note, name="dossier_note"),
    path(f"{ONE}journal/", views.dossier_journal, name="dossier_journal"),
    path(f"{ONE}accuse/", views.dossier_receipt, name="dossier_receipt"),
    path(f"{ONE}accuse/pdf/", views.dossier_receipt_file, name="dossier_receipt_file"),
    *(
        path(f"{ONE}{transition.address}/", views.dossier_step, {"address": transition.address})
        for transition in DOSSIER.transitions.values()
        if transition.name not in FIRED_ELSEWHERE
    ),
]
