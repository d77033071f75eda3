"""URL of a private file, under /espace/fichiers/."""

from django.urls import path

from portal.documents import views

urlpatterns = [path("<uuid:token>/", views.download, name="file")]
