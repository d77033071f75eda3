"""The communities' addresses."""

from django.urls import path

from community import views

app_name = "community"
urlpatterns = [path("espace/club/", views.club, name="club")]
