"""Exported table of dossiers."""

from labelling.parties.organisms.rules import instructor
from labelling.path.dossiers import listing
from portal.core.clock import PARIS
from portal.exports.columns import Column
from portal.exports.tables import Table

COLUMNS = (
    Column("organism", "Organisme", lambda one: one.organism.name),
    Column("reference", "Référence", lambda one: one.reference),
    Column("type", "Type", lambda one: one.get_dossier_type_display()),
    Column("state", "État", lambda one: one.get_state_display()),
    Column("hand", "La main est à", lambda one: one.hand),
    Column("due", "Échéance", lambda one: one.due_on),
    Column("undated", "Sans date", lambda one: "" if one.due_on else one.undated),
    Column("since", "Depuis", lambda one: one.since_at.astimezone(PARIS).date()),
)
BEARER = Column("bearer", "Qui s’en charge", lambda one: one.bearer_name)


def columns(user, _query):
    """Who has taken a dossier is read by the office alone."""
    return (*COLUMNS[:5], BEARER, *COLUMNS[5:]) if instructor(user, None) else COLUMNS


DOSSIERS = Table("dossiers", "Dossiers", columns, rows=listing.read_list, form=listing.filter_form)
