"""URLs of the rules."""

from django.urls import path

from labelling.framework import views

urlpatterns = [
    path("espace/regles/", views.framework_list, name="framework_list"),
    path("espace/regles/<str:code>/", views.framework_detail, name="framework_detail"),
]
