"""URLs of invitations, placed before those of a practice: « invitations » and « inviter » are no references."""

from django.urls import path

from observatory.practices.invitations import views

BASE = "espace/pratiques"
urlpatterns = [
    path(f"{BASE}/invitations/", views.invitations, name="invitations"),
    path(f"{BASE}/invitations/<str:reference>/", views.invitation, name="invitation"),
    path(
        f"{BASE}/invitations/<str:reference>/<slug:address>/",
        views.invitation_act,
        name="invitation_act",
    ),
    path(f"{BASE}/inviter/", views.strengths, name="invite"),
    path(f"{BASE}/inviter/comite/", views.invite_from_committee, name="invite_from_committee"),
    path(
        f"{BASE}/inviter/association/", views.invite_for_association, name="invite_for_association"
    ),
    path(
        f"{BASE}/inviter/point-fort/<str:mission>/<int:number>/",
        views.invite_for_strength,
        name="invite_for_strength",
    ),
]
