"""URLs of the trials of the rules."""

from django.urls import path

from labelling.committee.rule_trials import views

urlpatterns = [
    path("espace/regles/essais/<str:code>/", views.rules_draft_trial, name="rules_draft_trial"),
]
