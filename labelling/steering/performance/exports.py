"""Exported table of the figures of the elements: a year a row."""

from labelling.steering.performance import pages
from labelling.steering.performance.rules import reader
from portal.exports.columns import Column
from portal.exports.tables import Table
from portal.web.pages import only


def read_list(user, query):
    """[(element, figure, year, value, cases)] of the last reading; to who reads sums alone, no number of cases."""
    only(reader, user)
    told = pages.counted(user)
    counted = told.content["figures"] if told else {}
    return [
        (element.title, pages.figure(judge.code), *year)
        for element in pages.elements()
        for judge in element.judges
        for year in counted.get(judge.code, ())
    ]


FIGURES = Table(
    "performance",
    "Performance du label",
    (
        Column("element", "Élément", lambda one: one[0]),
        Column("figure", "Chiffre", lambda one: one[1].name),
        Column("code", "Code", lambda one: one[1].code),
        Column("unit", "Unité", lambda one: one[1].unit),
        Column("year", "Année", lambda one: one[2]),
        Column("value", "Valeur", lambda one: one[3]),
        Column("cases", "Cas", lambda one: one[4]),
    ),
    rows=read_list,
)
