"""Exported tables of representative bodies: what they are, never who is reached (BR-93)."""

from labelling.parties.bodies import listing
from portal.exports.columns import Column
from portal.exports.tables import Table

COLUMNS = (
    Column("organism", "Organisme", lambda one: one.organism.name),
    Column("kind", "Nature", lambda one: one.get_kind_display()),
    Column("name", "Nom", lambda one: one.name),
    Column("affiliation", "Affiliation", lambda one: one.affiliation),
    Column("seats", "Sièges", lambda one: one.seats),
    Column("since", "Depuis", lambda one: one.since_on),
    Column("until", "Jusqu’au", lambda one: one.until_on),
    Column("verified", "Vérifiée le", lambda one: one.verified_on),
    Column("contacts", "Contacts", lambda one: one.contact_count),
)
BODIES = Table(
    "instances",
    "Instances de locataires",
    (*COLUMNS, Column("ended", "Retirée le", lambda one: one.ended_on)),
    rows=listing.of_organism,
)
QUEUE = Table(
    "instances-organismes",
    "Instances de locataires",
    COLUMNS,
    rows=listing.of_all,
    form=listing.filter_form,
)
