"""URLs of the follow-up of organisms."""

from django.urls import path

from labelling.steering.follow_up import views
from labelling.steering.follow_up.relances import views as giving_views

ONE = "espace/organismes/<slug:slug>/suivi/"
NOTE = "espace/notes/<str:reference>/"
EXCHANGE = "espace/echanges/<str:reference>/"
RELANCE = "espace/relances/<str:reference>/"

urlpatterns = [
    path(ONE, views.follow_up, name="follow_up"),
    path(f"{ONE}note/", views.note_write, name="note_write"),
    path(f"{ONE}echange/", views.exchange_note, name="exchange_note"),
    path(f"{ONE}relancer/", giving_views.relance_write, name="relance_write"),
    path(f"{NOTE}modifier/", views.note_edit, name="note_edit"),
    path(f"{NOTE}epingler/", views.note_pin, name="note_pin"),
    path(f"{NOTE}retirer/", views.note_withdraw, name="note_withdraw"),
    path(f"{NOTE}lu/", views.note_read, name="note_read"),
    path("espace/echanges/", views.exchange_list, name="exchange_list"),
    path(f"{EXCHANGE}modifier/", views.exchange_edit, name="exchange_edit"),
    path(f"{EXCHANGE}suite/", views.exchange_settle, name="exchange_settle"),
    path(f"{EXCHANGE}retirer/", views.exchange_withdraw, name="exchange_withdraw"),
    path("espace/relances/preparer/", giving_views.relances_prepare, name="relances_prepare"),
    path("espace/relances/lot/<str:batch>/", giving_views.relances, name="relances"),
    path(
        "espace/relances/lot/<str:batch>/confirmer/",
        giving_views.relances_confirm,
        name="relances_confirm",
    ),
    path("espace/confier/", giving_views.charge_give, name="charge_give"),
    path("espace/confier/<str:reference>/", giving_views.handing, name="handing"),
    path("espace/confier/<str:reference>/annuler/", giving_views.handing_undo, name="handing_undo"),
    path(RELANCE, giving_views.relance_edit, name="relance_edit"),
    path(f"{RELANCE}ecarter/", giving_views.relance_leave_out, name="relance_leave_out"),
    path(f"{RELANCE}annuler/", giving_views.relance_cancel, name="relance_cancel"),
]
