"""URLs of the performance of the label."""

from django.urls import path

from labelling.steering.performance import views

ALL = "espace/pilotage/performance/"

urlpatterns = [
    path(ALL, views.performance, name="performance"),
    path(f"{ALL}auditeurs/", views.auditors, name="performance_auditors"),
]
