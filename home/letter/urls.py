"""URLs of the letter: public, then for the Dircom."""

from django.urls import path

from home.letter import public_views, views

ONE = "espace/lettres/<str:code>/"


urlpatterns = [
    path("lettre/", public_views.letter, name="letter"),
    path("lettre/demandee/", public_views.letter_asked, name="letter_asked"),
    path("lettre/confirmer/<str:token>/", public_views.letter_confirm, name="letter_confirm"),
    path("lettre/arreter/<str:token>/", public_views.letter_stop, name="letter_stop"),
    path("lettre/archives/", public_views.letter_archive, name="letter_archive"),
    path("lettre/<str:code>/", public_views.letter_read, name="letter_read"),
    path("espace/lettres/", views.letters, name="letters"),
    path(ONE, views.letter_issue, name="letter_issue"),
    path(f"{ONE}modifier/", views.letter_edit, name="letter_edit"),
    path(f"{ONE}composer/", views.letter_change, {"change": "composer"}, name="letter_compose"),
    path(f"{ONE}essayer/", views.letter_change, {"change": "essayer"}, name="letter_try"),
    path(f"{ONE}corriger/<int:number>/", views.letter_correct, name="letter_correct"),
    path(f"{ONE}articles/ajouter/", views.letter_item, name="letter_item_add"),
    path(f"{ONE}articles/<int:number>/", views.letter_item, name="letter_item"),
    path(
        f"{ONE}articles/<int:number>/monter/",
        views.letter_change,
        {"change": "monter"},
        name="letter_item_up",
    ),
    path(
        f"{ONE}articles/<int:number>/oter/",
        views.letter_change,
        {"change": "oter"},
        name="letter_item_drop",
    ),
    path(f"{ONE}<slug:address>/", views.letter_act, name="letter_act"),
]
