"""URLs of the observatory."""

from django.urls import path

from observatory.alerts.urls import urlpatterns as alerts
from observatory.calls.urls import urlpatterns as calls
from observatory.collections.urls import urlpatterns as collections_urls
from observatory.coverage.urls import urlpatterns as coverage
from observatory.figures.urls import urlpatterns as figures
from observatory.index_sync import views as indexing
from observatory.peers.urls import urlpatterns as matching_urls
from observatory.practices import views as published_views
from observatory.practices.invitations.urls import urlpatterns as inviting
from observatory.practices.pieces.urls import urlpatterns as pieces
from observatory.practices.review import views as reading_views
from observatory.questions.urls import urlpatterns as questions_urls
from observatory.reuse.urls import urlpatterns as reuse_urls
from observatory.search.synonyms import views as synonyms
from observatory.search_page.urls import urlpatterns as searching
from observatory.sheet import views
from observatory.spotlight.urls import urlpatterns as spotlight_urls
from observatory.territory.urls import urlpatterns as territory_urls
from observatory.trophies.urls import urlpatterns as trophies_urls

app_name = "observatory"
urlpatterns = [  # « carte », « trophees »… before what any sheet's name would answer
    *collections_urls,
    *figures,
    *matching_urls,
    *questions_urls,
    *reuse_urls,
    *spotlight_urls,
    *territory_urls,
    *trophies_urls,
    *searching,
    *alerts,
    path("observatoire/<slug:slug>/", views.practice_detail, name="practice"),
    path("observatoire/<slug:slug>/image", views.practice_cover, name="practice_cover"),
    path(
        "observatoire/<slug:slug>/vignette.<slug:form>", views.practice_card, name="practice_card"
    ),
    path("observatoire/<slug:slug>/fiche.pdf", views.practice_pdf, name="practice_pdf"),
    path("espace/pratiques/", views.practices, name="practices"),
    path("espace/pratiques/proposer/", views.practice_open, name="practice_open"),
    path("espace/pratiques/index/", indexing.search_index, name="search_index"),
    path("espace/pratiques/synonymes/", synonyms.synonyms, name="synonyms"),
    path("espace/pratiques/synonymes/nouveau/", synonyms.synonym_new, name="synonym_new"),
    path("espace/pratiques/synonymes/<slug:code>/", synonyms.synonym_group, name="synonym_group"),
    *calls,
    *coverage,
    *inviting,
    *pieces,
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
        "espace/pratiques/<str:reference>/lectures/<int:number>/",
        reading_views.compare,
        name="practice_reading",
    ),
    path(
        "espace/pratiques/<str:reference>/nouvelle-version/",
        published_views.practice_edition,
        name="practice_edition",
    ),
    path(
        "espace/pratiques/<str:reference>/toujours-vrai/",
        published_views.practice_review,
        name="practice_review",
    ),
    path(
        "espace/pratiques/<str:reference>/retirer-le-nom/",
        published_views.practice_name,
        name="practice_name",
    ),
    path(
        "espace/pratiques/<str:reference>/<slug:address>/", views.practice_act, name="practice_act"
    ),
]
