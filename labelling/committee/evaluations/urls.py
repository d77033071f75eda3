"""URLs of the evaluation of auditors."""

from django.urls import path

from labelling.committee.evaluations import views

ALL = "espace/evaluations/"

urlpatterns = [
    path(ALL, views.evaluation_list, name="evaluation_list"),
    path(f"{ALL}auditeurs/<slug:slug>/", views.evaluations_of, name="evaluations_of"),
    path(f"{ALL}<str:reference>/", views.evaluation_give, name="evaluation_give"),
]
