"""URLs of mentoring."""

from django.urls import path

from community.mentoring import views

HERE = "espace/<space:slug>/mentorat/"
urlpatterns = [
    path("espace/mentorat/<str:reference>/", views.mentoring, name="mentoring"),
    path(
        "espace/mentorat/<str:reference>/suivi/",
        views.mentoring_follow_up,
        name="mentoring_follow_up",
    ),
    path(
        "espace/mentorat/<str:reference>/<slug:address>/", views.mentoring_act, name="mentoring_act"
    ),
    path(HERE, views.mentorings, name="mentorings"),
    path(f"{HERE}proposer/<slug:organism>/", views.mentoring_propose, name="mentoring_propose"),
]
