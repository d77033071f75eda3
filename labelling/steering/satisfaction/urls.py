"""URLs of satisfaction: the office's surveys, an organism's own page."""

from django.urls import path

from labelling.steering.satisfaction import views

ALL = "espace/pilotage/satisfaction/"
OWN = "espace/organismes/<slug:slug>/satisfaction/"

urlpatterns = [
    path(ALL, views.survey_list, name="satisfaction_list"),
    path(f"{ALL}import/", views.survey_import, name="satisfaction_import"),
    path(f"{ALL}<int:year>/", views.survey_detail, name="satisfaction_survey"),
    path(OWN, views.organism_satisfaction, name="organism_satisfaction"),
    path(f"{OWN}comparaison/", views.organism_comparison, name="organism_comparison"),
    path(
        f"{OWN}comparaison/retrait/", views.organism_comparison_end, name="organism_comparison_end"
    ),
]
