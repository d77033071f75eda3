"""URLs of the trophies."""

from django.urls import path

from observatory.trophies import public_views, views

HERE = "espace/trophees/"
ONE = f"{HERE}<int:year>/"
CANDIDATE = f"{HERE}candidatures/<str:reference>/"
urlpatterns = [
    path("observatoire/trophees/", public_views.trophy_years, name="trophy_years"),
    path("observatoire/trophees/<int:year>/", public_views.trophy_results, name="trophy_results"),
    path(HERE, views.editions, name="trophies"),
    path(f"{HERE}preparer/", views.trophy_open, name="trophy_open"),
    path(CANDIDATE, views.candidate, name="trophy_candidate"),
    path(f"{CANDIDATE}<slug:address>/", views.candidate_act, name="trophy_candidate_act"),
    path(ONE, views.edition, name="trophy"),
    path(f"{ONE}modifier/", views.trophy_edit, name="trophy_edit"),
    path(f"{ONE}proposer/", views.trophy_propose, name="trophy_propose"),
    path(f"{ONE}voter/<int:order>/", views.trophy_vote, name="trophy_vote"),
    path(f"{ONE}<slug:address>/", views.trophy_act, name="trophy_act"),
]
