"""URLs of saved searches."""

from django.urls import path

from observatory.alerts import views

urlpatterns = [
    path("espace/recherches/", views.alerts, name="alerts"),
    path("espace/recherches/garder/", views.alert_new, name="alert_new"),
    path("espace/recherches/<int:pk>/", views.alert, name="alert"),
    path("observatoire/alertes/arreter/<str:token>/", views.alert_stop, name="alert_stop"),
]
