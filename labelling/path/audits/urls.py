"""URLs of missions, criteria and findings."""

from django.urls import path

from labelling.path.audits.missions import views

ONE = "espace/audits/<str:reference>/"
FINDING = f"{ONE}constats/<int:number>/"
urlpatterns = [
    path("espace/audits/", views.mission_list, name="mission_list"),
    path(
        "espace/dossiers/<str:reference>/audits/",
        views.mission_list_of_dossier,
        name="mission_list_of_dossier",
    ),
    path(ONE, views.mission_detail, name="mission_detail"),
    path(f"{ONE}rapport/", views.mission_report, name="mission_report"),
    path(f"{ONE}observations/", views.mission_observe, name="mission_observe"),
    path(f"{ONE}criteres/<str:code>/", views.criterion_detail, name="mission_criterion"),
    path(f"{ONE}constats/ajouter/", views.finding_add, name="finding_add"),
    path(FINDING, views.finding_detail, name="finding_detail"),
    path(f"{FINDING}modifier/", views.finding_edit, name="finding_edit"),
    path(f"{FINDING}<slug:address>/", views.finding_act, name="finding_act"),
    path(f"{ONE}<slug:address>/", views.mission_act, name="mission_act"),
]
