"""URLs of surveys of agents: those of a dossier, and those that a code opens without an account."""

from django.urls import path

from labelling.path.team_surveys import views

ALL = "espace/dossiers/<str:reference>/equipes/"

urlpatterns = [
    path(ALL, views.survey_open, name="survey_open"),
    path(f"{ALL}<int:number>/codes/", views.survey_codes, name="survey_codes"),
    path("equipes/code/", views.team_code, name="team_code"),
    path("equipes/questions/", views.team_answer, name="team_answer"),
    path("equipes/merci/", views.team_thanks, name="team_thanks"),
]
