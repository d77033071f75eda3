"""The address of the search of members."""

from django.urls import path

from portal.finding import views

urlpatterns = [path("espace/recherche/", views.finding, name="finding")]
