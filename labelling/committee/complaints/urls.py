"""URLs of public forms, of requests and of their desk."""

from django.urls import path

from labelling.committee.complaints import views
from labelling.committee.complaints.authors import views as public_views

DEMAND = "espace/demandes/<str:reference>/"
urlpatterns = [
    path("contact/ecrire/", public_views.enquiry_write, name="enquiry_write"),
    path("contact/merci/", public_views.request_sent, name="request_sent"),
    path("signaler/", public_views.misuse_report, name="misuse_report"),
    path("reclamation/", public_views.complaint_write, name="complaint_write"),
    path("demander-un-espace/", public_views.admission_ask, name="admission_ask"),
    path(
        "demander-un-espace/confirmer/<str:token>/",
        public_views.admission_confirm,
        name="admission_confirm",
    ),
    path("suivi/<str:token>/", public_views.request_follow, name="request_follow"),
    path("suivi/<str:token>/preciser/", public_views.admission_specify, name="admission_specify"),
    path("espace/recours/", views.appeal_lodge, name="appeal_lodge"),
    path("espace/demandes/", views.request_list, name="request_list"),
    path(DEMAND, views.request_detail, name="request_detail"),
    path(f"{DEMAND}instruction/", views.request_assign, name="request_assign"),
    path(f"{DEMAND}preciser/", views.request_edit, name="request_edit"),
    path(f"{DEMAND}<slug:address>/", views.request_act, name="request_act"),
]
