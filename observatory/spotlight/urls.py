"""URLs of the practice of the month."""

from django.urls import path

from observatory.spotlight import views

HERE = "espace/pratique-du-mois/"
urlpatterns = [
    path(HERE, views.months, name="months"),
    path(f"{HERE}choisir/", views.month_choose, name="month_choose"),
    path(f"{HERE}<str:month>/", views.month, name="month"),
    path(f"{HERE}<str:month>/<slug:address>/", views.month_act, name="month_act"),
]
