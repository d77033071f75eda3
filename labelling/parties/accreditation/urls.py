"""URLs of accreditations."""

from django.urls import path

from labelling.parties.accreditation import views
from labelling.parties.accreditation.auditors import views as auditor_views
from labelling.parties.accreditation.register import public_views
from labelling.parties.accreditation.register import views as register_views

REGISTER = "espace/agrements/auditeurs/"
OFFICE = "espace/agrements/liens-du-bureau/"
AUDITOR = f"{REGISTER}<slug:slug>/"
ASKED = f"{REGISTER}invitations/<int:number>/"
STATEMENT = "espace/agrements/declarations/<int:number>/"
ONE = "espace/agrements/<str:reference>/"
urlpatterns = [
    path("devenir-auditeur/", public_views.candidate_ask, name="candidate_ask"),
    path("devenir-auditeur/merci/", public_views.candidate_asked, name="candidate_asked"),
    path("espace/agrements/", views.accreditation_list, name="accreditation_list"),
    path("espace/agrements/demander/", views.accreditation_apply, name="accreditation_apply"),
    path(OFFICE, auditor_views.office_tie_list, name="office_ties"),
    path(f"{OFFICE}declarer/", auditor_views.office_tie_declare, name="office_tie_declare"),
    path(f"{OFFICE}<int:number>/terminer/", auditor_views.office_tie_end, name="office_tie_end"),
    path(REGISTER, register_views.auditor_list, name="auditor_list"),
    path(f"{REGISTER}inscrire/", register_views.auditor_invite, name="auditor_invite"),
    path(f"{REGISTER}importer/", register_views.auditor_import, name="auditor_import"),
    path(AUDITOR, auditor_views.auditor_detail, name="auditor_detail"),
    path(f"{AUDITOR}modifier/", auditor_views.auditor_edit, name="auditor_edit"),
    path(f"{AUDITOR}liens/declarer/", auditor_views.tie_declare, name="tie_declare"),
    path(f"{AUDITOR}liens/<int:number>/terminer/", auditor_views.tie_end, name="tie_end"),
    path(
        f"{AUDITOR}reprendre/",
        register_views.accreditation_take_over,
        name="accreditation_take_over",
    ),
    path(f"{ASKED}renvoyer/", register_views.auditor_invite_again, name="auditor_invite_again"),
    path(f"{ASKED}annuler/", register_views.auditor_uninvite, name="auditor_uninvite"),
    path(
        "espace/agrements/charte/<str:version>/",
        auditor_views.auditor_charter,
        name="auditor_charter",
    ),
    path(STATEMENT, auditor_views.statement_detail, name="statement_detail"),
    path(f"{STATEMENT}<slug:address>/", auditor_views.statement_act, name="statement_act"),
    path(ONE, views.accreditation_detail, name="accreditation_detail"),
    path(f"{ONE}modifier/", views.accreditation_edit, name="accreditation_edit"),
    path(f"{ONE}cv/", views.accreditation_cv, name="accreditation_cv"),
    path(f"{ONE}assurance/", views.accreditation_insure, name="accreditation_insure"),
    path(f"{ONE}charte/", auditor_views.charter_accept, name="charter_accept"),
    path(f"{ONE}<slug:address>/", views.accreditation_act, name="accreditation_act"),
]
