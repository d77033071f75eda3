"""Exported table of the register of acts: each act for the office, the sums of each kind for the other readers."""

from labelling.steering.act_ledger import listing
from labelling.steering.act_ledger.acts import SCOPES
from labelling.steering.act_ledger.rules import whole
from portal.exports.columns import Column
from portal.exports.tables import Table


def _one_decimal(value):
    return None if value is None else round(value, 1)


ACTS = (
    Column("scope", "Ensemble", lambda one: SCOPES.get(one.act.scope, one.act.scope)),
    Column("noun", "Objet", lambda one: one.act.noun),
    Column("name", "Acte", lambda one: one.act.name),
    Column("by", "Qui", lambda one: one.act.by),
    Column("way", "Façon de faire", lambda one: one.act.way.label),
    Column("people", "Fois, par une personne", lambda one: one.people),
    Column("portal", "Fois, par le portail", lambda one: one.portal),
    Column("helps", "Ce que le portail fait autour", lambda one: ", ".join(one.act.helps)),
    Column("before", "Minutes avant le portail", lambda one: one.time and one.time.before),
    Column("now", "Minutes aujourd’hui", lambda one: _one_decimal(one.minutes)),
    Column("source", "D’où vient ce temps", lambda one: one.time_said),
    Column("spared", "Heures épargnées", lambda one: _one_decimal(one.spared)),
    Column("formula", "Calcul", lambda one: one.formula),
)
SUMS = (
    Column("scope", "Ensemble", lambda one: one.scope),
    Column("noun", "Objet", lambda one: one.noun),
    Column("acts", "Actes différents", lambda one: one.acts),
    Column("people", "Fois, par une personne", lambda one: one.people),
    Column("portal", "Fois, par le portail", lambda one: one.portal),
    Column("spared", "Heures épargnées", lambda one: _one_decimal(one.spared)),
)
TABLE = Table(
    "actes",
    "Registre des actes",
    lambda user, _query: ACTS if whole(user, None) else SUMS,
    rows=listing.rows,
    form=listing.filter_form,
)
