"""URLs of public questions in the member space; their public pages are in `home.questions`."""

from django.urls import path

from community.questions import views

HERE = "espace/questions-publiques/"
urlpatterns = [
    path(
        "espace/<space:slug>/faq/<str:reference>/public/",
        views.public_prepare,
        name="public_prepare",
    ),
    path(HERE, views.public_questions, name="public_questions"),
    path(f"{HERE}<str:reference>/", views.public_question, name="public_question"),
    path(f"{HERE}<str:reference>/modifier/", views.public_write, name="public_write"),
    path(f"{HERE}<str:reference>/<slug:address>/", views.public_act, name="public_act"),
]
