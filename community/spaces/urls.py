"""The addresses of the spaces."""

from django.urls import path

from community.spaces import views

urlpatterns = [
    path("espace/communautes/", views.communities, name="communities"),
    path("espace/<space:slug>/", views.space, name="space"),
    path("espace/<space:slug>/organismes/", views.space_organisms, name="space_organisms"),
]
steps = [path("espace/<space:slug>/<slug:address>/", views.space_act, name="space_act")]
