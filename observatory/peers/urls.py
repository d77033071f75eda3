"""URLs of « D’une faiblesse à une pratique »."""

from django.urls import path

from observatory.peers import views

HERE = "espace/progresser/"
urlpatterns = [
    path(HERE, views.progress, name="progress"),
    path(f"{HERE}pairs/", views.peer_offers, name="peer_offers"),
    path(f"{HERE}pairs/proposer/", views.peer_offer_add, name="peer_offer_add"),
    path(f"{HERE}pairs/<str:reference>/", views.peer_offer, name="peer_offer"),
    path(
        f"{HERE}pairs/<str:reference>/<slug:address>/", views.peer_offer_act, name="peer_offer_act"
    ),
]
