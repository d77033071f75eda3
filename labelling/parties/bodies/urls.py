"""URLs of representative bodies."""

from django.urls import path

from labelling.parties.bodies import views

ALL = "espace/organismes/<slug:slug>/locataires/"
ONE = f"{ALL}<int:number>/"
CONTACT = f"{ONE}contacts/<int:contact>/"

urlpatterns = [
    path("espace/instances/", views.body_queue, name="body_queue"),
    path(ALL, views.body_list, name="body_list"),
    path(f"{ALL}ajouter/", views.body_add, name="body_add"),
    path(f"{ALL}importer/", views.body_import, name="body_import"),
    path(ONE, views.body_detail, name="body_detail"),
    path(f"{ONE}modifier/", views.body_edit, name="body_edit"),
    path(f"{ONE}verifier/", views.body_verify, name="body_verify"),
    path(f"{ONE}retirer/", views.body_end, name="body_end"),
    path(f"{ONE}contacts/ajouter/", views.contact_add, name="body_contact_add"),
    path(f"{CONTACT}modifier/", views.contact_edit, name="body_contact_edit"),
    path(f"{CONTACT}depart/", views.contact_end, name="body_contact_end"),
    path(f"{CONTACT}effacer/", views.contact_erase, name="body_contact_erase"),
]
