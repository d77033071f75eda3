"""URLs of a person's messages, and their entry in the bar with the unread count."""

from django.urls import path

from portal.inbox import listing, views
from portal.web import navigation

navigation.register_entry(
    navigation.SPACE,
    navigation.Entry(
        "Messages", "messages", order=5, root="/espace/messages/", count=listing.unread_count
    ),
)
urlpatterns = [
    path("espace/messages/", views.message_list, name="messages"),
    path("espace/messages/marquer/", views.message_mark, name="messages_mark"),
    path("espace/messages/preferences/", views.preferences, name="messages_preferences"),
    path("espace/messages/reprendre/", views.resume, name="messages_resume"),
    path("messages/arret/<str:token>/", views.stop, name="messages_stop"),
]
