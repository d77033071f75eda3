"""URLs of consultations: those of a dossier, and those that a body opens without an account."""

from django.urls import path

from labelling.path.consultations import public_views, views

ALL = "espace/dossiers/<str:reference>/avis/"
ONE = f"{ALL}<int:number>/"
KEY = f"{ONE}acces/<int:key>/"
OWN = "locataires/avis/"
ALL_OWN = "locataires/toutes/"

urlpatterns = [
    path(ALL, views.consultation_list, name="consultation_list"),
    path(f"{ALL}demander/", views.consultation_ask, name="consultation_ask"),
    path(ONE, views.consultation_detail, name="consultation_detail"),
    path(f"{ONE}saisir/", views.consultation_type, name="consultation_type"),
    path(f"{ONE}acces/remplacer/", views.key_renew, name="consultation_key_renew"),
    path(f"{KEY}lettre/", views.key_letter, name="consultation_letter"),
    path(f"{KEY}reponse/", views.answer_letter, name="consultation_answer_letter"),
    path(f"{ONE}lettres-parties/", views.letters_posted, name="consultation_posted"),
    path(f"{KEY}retirer/", views.key_revoke, name="consultation_key_revoke"),
    path(f"{ONE}<slug:address>/", views.consultation_act, name="consultation_act"),
    path("locataires/lien/<str:token>/", public_views.tenant_link, name="tenant_link"),
    path("locataires/code/", public_views.tenant_code, name="tenant_code"),
    path("locataires/courrier/", public_views.tenant_mailbox, name="tenant_mailbox"),
    path(ALL_OWN, public_views.tenant_all, name="tenant_all"),
    path(f"{ALL_OWN}<int:key>/", public_views.tenant_one, name="tenant_one"),
    path(
        f"{ALL_OWN}lien/<str:token>/",
        public_views.tenant_mailbox_link,
        name="tenant_mailbox_link",
    ),
    path(OWN, public_views.tenant_word, name="tenant_word"),
    path(f"{OWN}remarque/", public_views.tenant_remark, name="tenant_remark"),
    path(f"{OWN}piece/", public_views.tenant_file, name="tenant_file"),
    path(f"{OWN}compte-rendu/<int:meeting>/", public_views.tenant_minutes, name="tenant_minutes"),
    path(f"{OWN}reprendre/", public_views.tenant_take_back, name="tenant_take_back"),
    path(f"{OWN}suite/", public_views.tenant_insist, name="tenant_insist"),
    path(f"{OWN}quitter/", public_views.tenant_leave, name="tenant_leave"),
]
