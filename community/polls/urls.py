"""URLs of surveys, under their space."""

from django.urls import path

from community.polls import views

LIST = "espace/<space:slug>/enquetes/"
ONE = f"{LIST}<str:reference>/"
QUESTION = f"{ONE}questions/<int:number>/"

urlpatterns = [
    path(LIST, views.surveys, name="surveys"),
    path(f"{LIST}nouvelle/", views.survey_create, name="survey_create"),
    path(f"{LIST}sondage/", views.poll_create, name="poll_create"),
    path(ONE, views.survey, name="survey"),
    path(f"{ONE}modifier/", views.survey_edit, name="survey_edit"),
    path(f"{ONE}satisfaction/", views.survey_measure, name="survey_measure"),
    path(f"{ONE}apercu/", views.survey_preview, name="survey_preview"),
    path(f"{ONE}questions/ajouter/", views.question_add, name="survey_question_add"),
    path(QUESTION, views.question_edit, name="survey_question"),
    path(f"{QUESTION}<slug:address>/", views.question_act, name="survey_question_act"),
    path(f"{ONE}repondre/", views.survey_answer, name="survey_answer"),
    path(f"{ONE}resultats/", views.survey_results, name="survey_results"),
    path(f"{ONE}resultats/csv/", views.survey_csv, name="survey_csv"),
    path(f"{ONE}reponses/csv/", views.survey_answers_csv, name="survey_answers_csv"),
    path(f"{ONE}<slug:address>/", views.survey_act, name="survey_act"),
]
