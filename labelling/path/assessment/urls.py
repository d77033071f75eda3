"""URLs of the self-assessment of a dossier."""

from django.urls import path

from labelling.path.assessment import views

HERE = "espace/dossiers/<str:reference>/auto-evaluation/"
urlpatterns = [
    path(HERE, views.detail, name="assessment_detail"),
    path(f"{HERE}score/", views.score, name="assessment_score"),
    path(f"{HERE}themes/<str:code>/", views.theme, name="assessment_theme"),
    path(f"{HERE}criteres/<str:code>/", views.criterion, name="assessment_criterion"),
    path(f"{HERE}criteres/<str:code>/preuve/", views.evidence, name="assessment_evidence"),
]
