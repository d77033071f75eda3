"""URL of the reply addresses."""

from django.urls import path

from community.replies import views

urlpatterns = [
    path("espace/communautes/reponses/", views.reply_addresses, name="reply_addresses"),
]
