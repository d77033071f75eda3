"""Addresses of the public register and of labels in the member space."""

from django.urls import path

from labelling.labels import badge_views, print_views, views

urlpatterns = [
    path("annuaire/", views.directory, name="directory"),
    path("annuaire.csv", views.directory_csv, name="directory_csv"),
    path("annuaire/<slug:slug>/", views.directory_organism, name="directory_organism"),
    path("badge/<slug:slug>.svg", badge_views.picture, name="badge_picture"),
    path("badge/<slug:slug>/", badge_views.page, name="badge"),
    path("verifier/", views.verify_form, name="verify_form"),
    path("verifier/<str:number>/", views.verify, name="verify"),
    path("espace/attestations/", print_views.attestation_list, name="attestation_list"),
    path(
        "espace/attestations/<str:number>/relancer/",
        print_views.attestation_relaunch,
        name="attestation_relaunch",
    ),
    path("espace/labels/", views.label_list, name="label_list"),
    path("espace/labels/<str:reference>/", views.label_detail, name="label_detail"),
    path("espace/labels/<str:reference>/<slug:address>/", views.label_act, name="label_act"),
]
