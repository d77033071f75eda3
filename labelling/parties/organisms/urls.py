"""URLs of organisms."""

from django.urls import path

from labelling.parties.organisms import views
from labelling.parties.organisms.people import views as people_views
from labelling.parties.organisms.pictures import views as picture_views

ONE = "espace/organismes/<slug:slug>/"
PERSON = f"{ONE}personnes/<int:number>/"

urlpatterns = [
    path("espace/organismes/", views.organism_list, name="organism_list"),
    path("espace/mon-organisme/", views.organism_own, name="organism_own"),
    path("espace/organismes/ajouter/", views.organism_create, name="organism_create"),
    path(ONE, views.organism_detail, name="organism_detail"),
    path(f"{ONE}modifier/", views.organism_edit, name="organism_edit"),
    path(f"{ONE}fiche-publique/", views.organism_public_facts, name="organism_public_facts"),
    path(f"{ONE}fiche-publique/image/", picture_views.picture_edit, name="organism_picture_edit"),
    path(f"{ONE}publication/", views.organism_consent, name="organism_consent"),
    path(f"{ONE}inviter/", views.member_invite, name="member_invite"),
    path(f"{ONE}depart/", views.member_end, name="member_end"),
    path(f"{ONE}personnes/", people_views.organism_people, name="organism_people"),
    path(f"{PERSON}delegation/", people_views.delegation_record, name="delegation_record"),
    path(f"{PERSON}reprise/", people_views.member_handover, name="member_handover"),
    path(f"{PERSON}reprise/terminer/", people_views.handover_done, name="handover_done"),
    path(f"{PERSON}delegation/retirer/", people_views.delegation_end, name="delegation_end"),
]
