"""URLs of alerts without account."""

from django.urls import path

from home.alerts import feeds, views

urlpatterns = [
    path("alertes/", views.alert, name="alert"),
    path("alertes/annuaire.rss", feeds.directory_rss, name="directory_rss"),
    path("alertes/demandee/", views.alert_asked, name="alert_asked"),
    path("alertes/confirmer/<str:token>/", views.alert_confirm, name="alert_confirm"),
    path("alertes/arreter/<str:token>/", views.alert_stop, name="alert_stop"),
]
