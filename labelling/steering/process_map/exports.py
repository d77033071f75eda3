"""Exported tables of the process map: all its lines, the cases of one of its parts."""

from labelling.steering.process_map import listing
from labelling.steering.process_map.reading import Asked
from portal.exports.columns import Column
from portal.exports.tables import Table


def filter_form(user, query):
    return Asked(user, query).form


LINES = Table(
    "cartographie",
    "Cartographie",
    (
        Column("part", "Tableau", lambda one: one.part),
        Column("name", "Ligne", lambda one: one.name),
        Column("source", "De", lambda one: one.source),
        Column("target", "Vers, ou étape", lambda one: one.target),
        Column("hand", "La main est à", lambda one: one.hand),
        Column("volume", "Fois", lambda one: one.volume),
        Column("cases", "Cas", lambda one: one.cases),
        Column("now", "Aujourd’hui", lambda one: one.now),
        Column("median", "Médiane (jours)", lambda one: one.median),
        Column("p90", "90e centile (jours)", lambda one: one.p90),
        Column("days", "Jours en tout", lambda one: one.days),
        Column("waived", "Avec dérogation", lambda one: one.waived),
        Column("rework", "Reprise", lambda one: one.is_rework),
    ),
    rows=listing.lines,
    form=filter_form,
)
CASES = Table(
    "cas-de-la-cartographie",
    "Cas de la cartographie",
    (
        Column("name", "Cas", lambda row: str(row[1])),
        Column("organism", "Organisme", lambda row: row[2] and row[2].name),
        Column("state", "État", lambda row: row[1].get_state_display()),
        Column("days", "Jours", lambda row: row[0].days),
    ),
    rows=listing.stays,
    form=filter_form,
    lines=listing.with_things,
)
