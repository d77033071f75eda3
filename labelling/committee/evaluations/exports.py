"""Exported table of the evaluations of an auditor."""

from labelling.committee.evaluations import pages
from portal.exports.columns import Column
from portal.exports.tables import Table


def read_list(user, _query, slug):
    return pages.evaluations(user, slug)[1]


EVALUATIONS = Table(
    "evaluations",
    "Évaluations d’un auditeur",
    (
        Column("mission", "Mission", lambda one: one.mission.reference),
        Column("organism", "Organisme", lambda one: one.mission.dossier.organism.name),
        Column("side", "Donnée par", lambda one: one.get_side_display()),
        Column("given", "Donnée le", lambda one: one.given_on),
        Column("mean", "Moyenne (sur 4)", lambda one: one.mean),
        Column("comment", "Commentaire", lambda one: one.comment),
    ),
    rows=read_list,
)
