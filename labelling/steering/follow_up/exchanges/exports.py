"""Exported table of the exchanges that the office has noted."""

from labelling.steering.follow_up import pages
from portal.core.clock import PARIS
from portal.exports.columns import Column
from portal.exports.tables import Table

EXCHANGES = Table(
    "echanges",
    "Échanges",
    (
        Column("organism", "Organisme", lambda one: one.organism.name),
        Column("dossier", "Dossier", lambda one: one.dossier and one.dossier.reference),
        Column("on", "Jour", lambda one: one.on),
        Column("kind", "Moyen", lambda one: one.get_kind_display()),
        Column("with", "Avec", lambda one: one.interlocutor),
        Column("said", "Ce qui s’est dit", lambda one: one.said),
        Column("next_step", "Suite", lambda one: one.next_step),
        Column("next_on", "À suivre le", lambda one: one.next_on),
        Column("charge", "Suivi par", lambda one: one.charge and str(one.charge)),
        Column(
            "done", "Faite le", lambda one: one.done_at and one.done_at.astimezone(PARIS).date()
        ),
        Column("by", "Noté par", lambda one: str(one.by)),
    ),
    rows=pages.read_list,
    form=pages.filter_form,
)
