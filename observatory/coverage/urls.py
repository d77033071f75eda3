"""URLs of coverage, placed before those of a practice."""

from django.urls import path

from observatory.coverage import views

BASE = "espace/pratiques"
urlpatterns = [
    path(f"{BASE}/couverture/", views.coverage, name="coverage"),
    path(f"{BASE}/a-suivre/<slug:which>/", views.upkeep_list, name="upkeep"),
]
