"""URLs of the calendar."""

from django.urls import path

from portal.calendar import views

urlpatterns = [
    path("espace/calendrier/", views.diary, name="diary"),
    path("espace/calendrier/adresse/", views.feed, name="diary_feed"),
    path("espace/calendrier/adresse/fermer/", views.feed_close, name="diary_feed_close"),
    path("espace/calendrier/<str:code>.ics", views.moment, name="diary_moment"),
    path("agenda/personnel/<str:secret>.ics", views.feed_read, name="diary_feed_read"),
]
