"""URLs of calls, placed before those of a practice."""

from django.urls import path

from observatory.calls import views

BASE = "espace/pratiques"
urlpatterns = [
    path(f"{BASE}/appels/", views.calls, name="calls"),
    path(f"{BASE}/appels/envoyes/", views.calls_sent, name="calls_sent"),
    path(f"{BASE}/appels/lettre/", views.call_letter, name="call_letter"),
    path(f"{BASE}/appels/<str:reference>/", views.call, name="call"),
    path(f"{BASE}/appels/<slug:organism>/<slug:theme>/", views.call_send, name="call_send"),
]
