"""Exported tables of the dictionary of figures, and of the cases behind one."""

from labelling.steering.figures import listing
from labelling.steering.figures.dictionary import FAMILIES
from portal.exports.columns import Column
from portal.exports.tables import Table

DICTIONARY = Table(
    "chiffres",
    "Chiffres du label",
    (
        Column("family", "Famille", lambda one: FAMILIES[one.figure.family]),
        Column("name", "Chiffre", lambda one: one.figure.name),
        Column("value", "À ce jour", lambda one: one.value),
        Column("unit", "Unité", lambda one: one.figure.unit),
        Column("start", "Du", lambda one: one.period.start),
        Column("end", "Au", lambda one: one.period.end),
        Column("definition", "Définition", lambda one: one.figure.definition),
        Column("formula", "Calcul", lambda one: one.figure.formula),
        Column("source", "Source", lambda one: one.figure.source),
        Column("version", "Version", lambda one: one.figure.version),
        Column("code", "Code", lambda one: one.figure.code),
    ),
    rows=listing.dictionary,
    lines=listing.told_now,
)
CASES = Table(
    "cas",
    "Cas d’un chiffre",
    (
        Column("thing", "Cas", lambda one: one.thing),
        Column("organism", "Organisme", lambda one: one.organism),
        Column("day", "Jour", lambda one: one.day),
        Column("amount", "Valeur", lambda one: one.amount),
    ),
    rows=listing.cases,
    form=listing.asked_form,
    lines=listing.lines,
)
