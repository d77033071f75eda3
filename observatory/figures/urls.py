"""URL of the public figures."""

from django.urls import path

from observatory.figures import views

urlpatterns = [path("observatoire/chiffres/", views.practice_figures, name="figures")]
