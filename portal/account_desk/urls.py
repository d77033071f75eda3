"""URLs of the desk of accounts."""

from django.urls import path

from portal.account_desk import views

BASE = "espace/fonctions"
INVITATION = f"{BASE}/invitations/<int:number>"
urlpatterns = [
    path(f"{BASE}/", views.role_register, name="role_register"),
    path(f"{BASE}/donner/", views.role_give, name="role_give"),
    path(f"{BASE}/confirmer/", views.role_confirm, name="role_confirm"),
    path(f"{BASE}/retirer/", views.role_take, name="role_take"),
    path(f"{BASE}/compte/", views.account_propose, name="account_propose"),
    path(f"{INVITATION}/renvoyer/", views.role_invite_again, name="role_invite_again"),
    path(f"{INVITATION}/annuler/", views.role_uninvite, name="role_uninvite"),
    path(f"{BASE}/<str:reference>/", views.account_change, name="account_change"),
    path(
        f"{BASE}/<str:reference>/<slug:address>/",
        views.account_change_act,
        name="account_change_act",
    ),
]
