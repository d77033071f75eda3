"""URL of the map."""

from django.urls import path

from observatory.territory import views

urlpatterns = [path("observatoire/carte/", views.practice_map, name="map")]
