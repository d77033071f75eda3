"""Exported table of labels."""

from labelling.labels import listing
from portal.core import clock
from portal.exports.columns import Column
from portal.exports.tables import Table

LABELS = Table(
    "labels",
    "Labels",
    (
        Column("organism", "Organisme", lambda one: one.organism.name),
        Column("reference", "Référence", lambda one: one.reference),
        Column("cycle", "Cycle", lambda one: one.cycle),
        Column("state", "État", lambda one: one.status_on(clock.today()).label),
        Column("start", "Du", lambda one: one.start_on),
        Column("end", "Au", lambda one: one.end_on),
    ),
    rows=listing.listed,
    form=listing.filter_form,
)
