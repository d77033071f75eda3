"""URLs of the kit: public, of members, of its desk."""

from django.urls import path

from labelling.title.kit import views
from labelling.title.kit.generator import views as composing_views

DESK = "espace/kit/gestion/"
ONE = f"{DESK}ressources/<slug:slug>/"
VERSION = f"{ONE}versions/<int:number>/"
urlpatterns = [
    path("marque/kit/", views.kit, name="kit"),
    path("marque/kit/<slug:slug>/apercu/<int:number>.webp", views.kit_preview, name="kit_preview"),
    path(
        "marque/kit/<slug:slug>/specimen/<int:number>.webp",
        views.kit_specimen,
        name="kit_specimen",
    ),
    path("marque/kit/<slug:slug>/<slug:key>/", views.kit_file, name="kit_file"),
    path("espace/kit/", views.kit_mine, name="kit_mine"),
    path("espace/kit/composer/", composing_views.kit_compose_list, name="kit_compose_list"),
    path(
        "espace/kit/composer/<slug:slug>/<slug:code>/",
        composing_views.kit_compose,
        name="kit_compose",
    ),
    path(DESK, views.kit_desk, name="kit_desk"),
    path(f"{DESK}ajouter/", views.kit_add, name="kit_add"),
    path(f"{DESK}registre/", views.kit_register, name="kit_register"),
    path(f"{DESK}registre.csv", views.kit_register_csv, name="kit_register_csv"),
    path(ONE, views.kit_asset, name="kit_asset"),
    path(f"{ONE}modifier/", views.kit_edit, name="kit_edit"),
    path(f"{ONE}versions/ajouter/", views.kit_version_add, name="kit_version_add"),
    path(VERSION, views.kit_version, name="kit_version"),
    path(f"{VERSION}fichiers/<slug:key>/", views.kit_version_file, name="kit_version_file"),
    path(f"{VERSION}<slug:address>/", views.kit_version_act, name="kit_version_act"),
    path(f"{ONE}<slug:address>/", views.kit_asset_act, name="kit_asset_act"),
]
