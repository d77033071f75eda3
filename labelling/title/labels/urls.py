"""URLs of the public register and of labels in the member space."""

from django.urls import path

from labelling.title.labels import views
from labelling.title.labels.attestations import views as print_views
from labelling.title.labels.commitments import views as commitment_views
from labelling.title.labels.directory import views as badge_views
from labelling.title.labels.promises import views as promise_views

COMMITMENTS = "espace/organismes/<slug:slug>/engagements/"
PROMISES = "espace/organismes/<slug:slug>/promesses/"

urlpatterns = [
    path("annuaire/", badge_views.directory, name="directory"),
    path("annuaire.csv", badge_views.directory_csv, name="directory_csv"),
    path("annuaire/propositions.json", badge_views.suggestions, name="directory_suggestions"),
    path("annuaire.json", badge_views.directory_json, name="directory_json"),
    path("annuaire.geojson", badge_views.directory_geojson, name="directory_geojson"),
    path("annuaire/donnees/", badge_views.dictionary, name="directory_data"),
    path("annuaire/donnees/v1/schema.json", badge_views.schema, name="directory_schema"),
    path("annuaire/chiffres/", badge_views.directory_figures, name="directory_figures"),
    path("annuaire/chiffres.csv", badge_views.figures_csv, name="directory_figures_csv"),
    path("annuaire/<slug:slug>/", badge_views.directory_organism, name="directory_organism"),
    path(
        "annuaire/<slug:slug>/<slug:size>.<slug:form>",
        badge_views.organism_picture,
        name="organism_picture",
    ),
    path(COMMITMENTS, commitment_views.commitment_list, name="commitment_list"),
    path(f"{COMMITMENTS}publier/", commitment_views.commitment_publish, name="commitment_publish"),
    path(f"{COMMITMENTS}<int:place>/", commitment_views.commitment_edit, name="commitment_edit"),
    path(
        f"{COMMITMENTS}<int:place>/retirer-le-brouillon/",
        commitment_views.commitment_drop,
        name="commitment_drop",
    ),
    path(
        f"{COMMITMENTS}<int:place>/ne-plus-publier/",
        commitment_views.commitment_end,
        name="commitment_end",
    ),
    path(PROMISES, promise_views.promise_list, name="promise_list"),
    path(f"{PROMISES}afficher/", promise_views.promise_add, name="promise_add"),
    path(f"{PROMISES}<int:number>/feuille/", promise_views.promise_sheet, name="promise_sheet"),
    path(
        f"{PROMISES}<int:number>/retirer/", promise_views.promise_withdraw, name="promise_withdraw"
    ),
    path("promesse/<str:code>/", promise_views.promise, name="promise"),
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
