"""URLs of the changes page, and its entry in the member bar."""

from django.urls import path

from portal.changes import views
from portal.web import navigation

navigation.register_entry(navigation.SPACE, navigation.Entry("Nouveautés", "news", order=920))
urlpatterns = [
    path("espace/nouveautes/", views.news, name="news"),
    path("espace/nouveautes/vu/", views.news_seen, name="news_seen"),
]
