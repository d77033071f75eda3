"""URLs of questions."""

from django.urls import path

from observatory.questions import views

HERE = "espace/questions/"
urlpatterns = [
    path(HERE, views.questions, name="questions"),
    path(f"{HERE}poser/<slug:slug>/", views.question_ask, name="question_ask"),
    path(f"{HERE}<str:reference>/", views.question, name="question"),
    path(f"{HERE}<str:reference>/<slug:address>/", views.question_act, name="question_act"),
]
