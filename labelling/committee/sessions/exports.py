"""Exported tables of sessions, and of the points of one with their decisions."""

from labelling.committee import pages
from labelling.committee.attendance import seating
from labelling.committee.models import CommitteeSession
from labelling.committee.sessions import listing
from portal.exports.columns import Column
from portal.exports.tables import Again, Table
from portal.web.pages import visible_or_404

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
    again=Again(keys=("reference",), page=lambda one: one.get_absolute_url()),
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
