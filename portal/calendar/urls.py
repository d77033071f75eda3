"""URLs of the calendar."""

from django.urls import path

from portal.calendar import views

urlpatterns = [
    path("espace/calendrier/", views.month_or_week, name="calendar"),
    path("espace/calendrier/adresse/", views.feed, name="calendar_feed"),
    path("espace/calendrier/adresse/fermer/", views.feed_close, name="calendar_feed_close"),
    path("espace/calendrier/<str:code>.ics", views.moment, name="calendar_moment"),
    path("agenda/personnel/<str:secret>.ics", views.feed_read, name="calendar_feed_read"),
]
