"""URLs of accreditations."""

from django.urls import path

from labelling.accreditation import views

ONE = "espace/agrements/<str:reference>/"
urlpatterns = [
    path("espace/agrements/", views.accreditation_list, name="accreditation_list"),
    path("espace/agrements/demander/", views.accreditation_apply, name="accreditation_apply"),
    path(ONE, views.accreditation_detail, name="accreditation_detail"),
    path(f"{ONE}modifier/", views.accreditation_edit, name="accreditation_edit"),
    path(f"{ONE}liens/declarer/", views.tie_declare, name="tie_declare"),
    path(f"{ONE}liens/<int:number>/terminer/", views.tie_end, name="tie_end"),
    path(f"{ONE}assurance/", views.accreditation_insure, name="accreditation_insure"),
    path(f"{ONE}fiche/", views.accreditation_present, name="accreditation_present"),
    path(f"{ONE}<slug:address>/", views.accreditation_act, name="accreditation_act"),
]
