"""Exported tables of sessions, and of the points of one with their decisions."""

from django.urls import reverse

from labelling.committee import pages
from labelling.committee.agenda import actions as agenda
from labelling.committee.attendance import seating
from labelling.committee.forms import CONVENED, SessionEdit
from labelling.committee.models import CommitteeSession
from labelling.committee.sessions import listing
from portal.exports.cells import act_page, by_form
from portal.exports.columns import Column
from portal.exports.tables import Again, Table
from portal.web.pages import visible_or_404


def _not_edited(user, session):
    if not agenda.may_list(user, session):
        return f"Réservé\u00a0: {agenda.may_list.label}."
    return "" if session.state == session.State.DRAFT else CONVENED


SESSIONS = Table(
    "seances",
    "Séances du comité",
    (
        Column("held", "Date", lambda one: one.held_on),
        Column("reference", "Référence", lambda one: one.reference),
        Column("mode", "Forme", lambda one: one.get_mode_display()),
        Column("place", "Lieu", lambda one: one.place),
        Column("points", "Points", lambda one: one.points),
        Column("state", "État", lambda one: one.get_state_display()),
    ),
    rows=listing.read_list,
    form=listing.filter_form,
    again=Again(
        "labelling:session_list",
        keys=("reference",),
        name="reference",
        page=lambda one: one.get_absolute_url(),
        pages={
            "points": lambda user, one, text: reverse(
                "labelling:session_agenda", args=[one.reference]
            ),
            "state": act_page,
        },
        doors=(
            by_form(
                {"mode": "mode", "place": "place"},
                form=lambda user, one, *data: SessionEdit(*data, thing=one, by=user),
                save=lambda form: form.save(seen=form.expected_stamp),
                refusal=_not_edited,
            ),
        ),
        add=lambda: reverse("labelling:session_create"),
    ),
)


def points(user, _query, *, reference):
    """As the page shows them: whoever withdrew from a point reads its title and its decision (BR-52)."""
    rows = pages.SESSIONS
    session = visible_or_404(CommitteeSession, user, rows=rows, reference=reference)
    return pages.item_rows(session, user, seating.prefetched(session))


DECISIONS = Table(
    "decisions",
    "Décisions",
    (
        Column("number", "Point", lambda row: row["item"].number),
        Column("kind", "Objet", lambda row: row["item"].get_kind_display()),
        Column("title", "Intitulé", lambda row: row["item"].title),
        Column("state", "État", lambda row: row["item"].get_state_display()),
        Column("decision", "Décision", lambda row: row["decision"]),
    ),
    rows=points,
)
