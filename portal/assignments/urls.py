"""URLs of absences, and of who takes care of a thing."""

from django.urls import path

from portal.assignments import views

ABSENCE = "espace/absences/<str:reference>"
THING = "espace/en-charge/<slug:word>/<str:reference>"
urlpatterns = [
    path("espace/absences/", views.absence_list, name="absence_list"),
    path("espace/absences/noter/", views.absence_declare, name="absence_declare"),
    path(f"{ABSENCE}/finir/", views.absence_end, name="absence_end"),
    path(f"{ABSENCE}/ranger/", views.absence_put_away, name="absence_put_away"),
    path(f"{THING}/prendre/", views.assignment_take, name="assignment_take"),
    path(f"{THING}/reprendre/", views.assignment_take_over, name="assignment_take_over"),
    path(f"{THING}/laisser/", views.assignment_release, name="assignment_release"),
]
