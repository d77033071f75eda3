"""URLs of the dictionary of figures."""

from django.urls import path

from labelling.steering.figures import views

ALL = "espace/pilotage/chiffres/"
ONE = f"{ALL}<str:code>/"

urlpatterns = [
    path(ALL, views.figure_list, name="figure_list"),
    path(ONE, views.figure_detail, name="figure_detail"),
    path(f"{ONE}cas/", views.figure_cases, name="figure_cases"),
]
