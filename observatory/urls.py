"""The observatory’s addresses."""

from django.urls import path

from observatory import views
from observatory.indexing import views as indexing
from observatory.search.synonyms import views as synonyms

app_name = "observatory"
urlpatterns = [
    path("observatoire/", views.practice_list, name="list"),
    path("observatoire/<slug:slug>/", views.practice_detail, name="practice"),
    path("observatoire/<slug:slug>/image", views.practice_cover, name="practice_cover"),
    path("espace/pratiques/", views.practices, name="practices"),
    path("espace/pratiques/proposer/", views.practice_open, name="practice_open"),
    path("espace/pratiques/index/", indexing.search_index, name="search_index"),
    path("espace/pratiques/synonymes/", synonyms.synonyms, name="synonyms"),
    path("espace/pratiques/synonymes/nouveau/", synonyms.synonym_new, name="synonym_new"),
    path("espace/pratiques/synonymes/<slug:code>/", synonyms.synonym_group, name="synonym_group"),
    path("espace/pratiques/<str:reference>/", views.practice_space, name="practice_space"),
    path(
        "espace/pratiques/<str:reference>/chiffres/",
        views.practice_figures,
        name="practice_figures",
    ),
    path(
        "espace/pratiques/<str:reference>/ecrire/<slug:part>/",
        views.practice_part,
        name="practice_part",
    ),
    path(
        "espace/pratiques/<str:reference>/<slug:address>/", views.practice_act, name="practice_act"
    ),
]
