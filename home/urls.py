"""URLs of the public site that are not pages of the CMS."""

from django.urls import path

from home import feeds, robots, views
from home.alerts.urls import urlpatterns as alerts
from home.campaigns.urls import urlpatterns as campaigns
from home.cms import views as publication_views
from home.gatherings import public_views
from home.gatherings import views as gathering_views
from home.letter.urls import urlpatterns as letter
from home.page_views.urls import urlpatterns as page_views
from home.press import views as press_views
from home.questions import views as question_views
from home.regions import views as region_views
from home.registrations import views as agenda_views
from home.review_desk import views as review_views
from home.search import views as search_views

app_name = "home"
urlpatterns = [
    path("espace/faits/", review_views.facts, name="facts"),
    path("espace/faits/<path:where>/", review_views.facts_page, name="facts_page"),
    path("cms/abandonner/<path:where>/", review_views.abandon_draft, name="abandon_draft"),
    path("cms/parutions/", publication_views.publications, name="publications"),
    path("composants/blocs/", views.blocks, name="blocks"),
    path("media/images/<str:name>", views.rendition, name="rendition"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap_index, name="sitemap_index"),
    path("sitemap-<int:number>.xml", robots.sitemap, name="sitemap"),
    path("presse/chiffres/<slug:name>/", press_views.series_page, name="press_series"),
    path("presse/chiffres/<slug:name>.svg", press_views.series_svg, name="press_series_svg"),
    path("presse/chiffres/<slug:name>.csv", press_views.series_csv, name="press_series_csv"),
    path("recherche/", search_views.search, name="search"),
    path("je-candidate/", views.apply, name="apply"),
    path("le-label/cadre/", views.framework, name="framework"),
    path("le-label/cadre/<slug:code>/", views.framework_theme, name="framework_theme"),
    path("questions/", question_views.questions, name="questions"),
    path("questions/<slug:slug>/", question_views.question, name="question"),
    path("actualites/flux/", feeds.rss, name="news_rss"),
    path("actualites/flux/<slug:topic>/", feeds.rss, name="topic_rss"),
    path("actualites/atom/", feeds.atom, name="news_atom"),
    path("actualites/atom/<slug:topic>/", feeds.atom, name="topic_atom"),
    path("agenda.ics", agenda_views.agenda_ics, name="agenda_ics"),
    path("agenda/<slug:slug>.ics", agenda_views.event_ics, name="event_ics"),
    path("agenda/<slug:slug>/inscription/", public_views.register, name="registration_create"),
    path(
        "agenda/<slug:slug>/inscription/recue/",
        public_views.received,
        name="registration_received",
    ),
    path("inscription/<str:token>/annuler/", public_views.cancel, name="registration_cancel"),
    path("espace/agenda/", gathering_views.events, name="registration_desk"),
    path(
        "espace/agenda/<slug:slug>/inscriptions/",
        gathering_views.registrations,
        name="registrations",
    ),
    path(
        "espace/agenda/<slug:slug>/inscriptions.csv",
        gathering_views.registrations_csv,
        name="registrations_csv",
    ),
    path("inscription/<str:token>/avis/", gathering_views.opinion, name="opinion"),
    path("espace/mes-inscriptions/", gathering_views.own, name="own_registrations"),
    path(
        "espace/mes-inscriptions/<slug:slug>/annuler/",
        gathering_views.own_cancel,
        name="own_registration_cancel",
    ),
    path(
        "espace/agenda/<slug:slug>/presences/", gathering_views.attendance_page, name="attendance"
    ),
    path("espace/agenda/<slug:slug>/presences/ajouter/", gathering_views.walk_in, name="walk_in"),
    path("espace/agenda/<slug:slug>/documents/", gathering_views.materials_page, name="materials"),
    path(
        "espace/agenda/<slug:slug>/documents/<int:number>/retirer/",
        gathering_views.material_drop,
        name="material_drop",
    ),
    path("espace/agenda/<slug:slug>/avis/", gathering_views.results, name="opinions"),
    path("partenaires/regions/", region_views.regions, name="regions"),
    path("partenaires/regions/<slug:slug>/", region_views.region, name="region"),
    *alerts,
    *campaigns,
    *letter,
    *page_views,
]
