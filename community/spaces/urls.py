"""URLs of spaces."""

from django.urls import path

from community.spaces import views
from community.spaces.members import views as team_views

HERE = "espace/<space:slug>/"
urlpatterns = [
    path("espace/communautes/", views.communities, name="communities"),
    path("espace/communautes/nouveau/", views.space_new, name="space_new"),
    path(HERE, views.space, name="space"),
    path(f"{HERE}modifier/", views.space_edit, name="space_edit"),
    path(f"{HERE}premiers-pas/ranger/", views.space_welcome, name="space_welcome"),
    path(f"{HERE}charte/", views.space_charter, name="space_charter"),
    path(f"{HERE}charte/nouvelle/", views.space_charter_new, name="space_charter_new"),
    path(f"{HERE}equipe/", team_views.space_team, name="space_team"),
    path(f"{HERE}equipe/noms/", team_views.space_names, name="space_names"),
    path(f"{HERE}quitter/", team_views.space_leave, name="space_leave"),
    path(f"{HERE}organismes/", views.space_organisms, name="space_organisms"),
]
steps = [path("espace/<space:slug>/<slug:address>/", views.space_act, name="space_act")]
