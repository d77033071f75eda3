"""URLs of the committee, of its sessions and of their points."""

from django.urls import path

from labelling.committee import views
from labelling.committee.agenda import views as item_views
from labelling.committee.minutes import views as addendum_views
from labelling.committee.seats import views as seat_views

ROOM = "espace/comite/"
SEAT = f"{ROOM}composition/<str:code>/"
SESSION = f"{ROOM}<str:reference>/"
ITEM = f"{SESSION}<int:number>/"
urlpatterns = [
    path(ROOM, views.session_list, name="session_list"),
    path(f"{ROOM}nouvelle/", views.session_create, name="session_create"),
    path(f"{ROOM}composition/", seat_views.composition, name="committee_composition"),
    path(f"{ROOM}composition/nommer/", seat_views.composition_hold, name="committee_hold"),
    path(
        f"{ROOM}composition/usuelle/",
        seat_views.composition_usual,
        name="committee_composition_usual",
    ),
    path(
        f"{ROOM}composition/importer/",
        seat_views.composition_import,
        name="committee_composition_import",
    ),
    path(f"{ROOM}composition/ajouter/", seat_views.composition_seat, name="committee_seat"),
    path(
        f"{ROOM}composition/invitations/<int:number>/renvoyer/",
        seat_views.seat_invite_again,
        name="committee_invite_again",
    ),
    path(
        f"{ROOM}composition/invitations/<int:number>/annuler/",
        seat_views.seat_uninvite,
        name="committee_uninvite",
    ),
    path(
        f"{ROOM}composition/<str:code>/<str:rank>/fin/",
        seat_views.composition_end,
        name="committee_end",
    ),
    path(SEAT, seat_views.seat_history, name="committee_seat_history"),
    path(f"{SEAT}modifier/", seat_views.seat_edit, name="committee_seat_edit"),
    path(f"{SEAT}sommeil/", seat_views.seat_sleep, name="committee_seat_sleep"),
    path(f"{SEAT}reveil/", seat_views.seat_wake, name="committee_seat_wake"),
    path(f"{SEAT}remplacement/", seat_views.seat_replace, name="committee_seat_replace"),
    path(f"{ROOM}personnes/<int:number>/", seat_views.committee_person, name="committee_person"),
    path(SESSION, views.session_detail, name="session_detail"),
    path(f"{SESSION}modifier/", views.session_edit, name="session_edit"),
    path(f"{SESSION}ordre-du-jour/", views.session_agenda, name="session_agenda"),
    path(f"{SESSION}emargement/", views.session_attendance, name="session_attendance"),
    path(f"{SESSION}declarations/", views.session_interests, name="session_interests"),
    path(f"{SESSION}releve/", views.session_minutes, name="session_minutes"),
    path(f"{SESSION}releve/corriger/", views.session_minutes_edit, name="session_minutes_edit"),
    path(f"{SESSION}releve/additif/", addendum_views.session_addendum, name="session_addendum"),
    path(
        f"{SESSION}releve/additif/approuver/",
        addendum_views.session_addendum_approve,
        name="session_addendum_approve",
    ),
    path(ITEM, item_views.item_detail, name="item_detail"),
    path(f"{ITEM}dossier/", item_views.item_pack, name="item_pack"),
    path(f"{ITEM}voter/", item_views.item_vote, name="item_vote"),
    path(f"{ITEM}aucun-lien/", item_views.item_clear, name="item_clear"),
    path(f"{ITEM}retrait/", item_views.item_withdraw, name="item_withdraw"),
    path(f"{ITEM}retraits/<str:code>/<str:rank>/", item_views.item_lift, name="item_lift"),
    path(f"{ITEM}maintien/", item_views.item_let_stand, name="item_let_stand"),
    path(f"{ITEM}derogation/", item_views.item_waive, name="item_waive"),
    path(f"{ITEM}<slug:address>/", item_views.item_act, name="item_act"),
    path(f"{SESSION}<slug:address>/", views.session_act, name="session_act"),
]
