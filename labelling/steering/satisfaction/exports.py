"""Exported table of a satisfaction survey: an organism a row, a question a column."""

from labelling.steering.satisfaction import listing
from labelling.steering.satisfaction.questions import details
from portal.exports.columns import Column
from portal.exports.tables import Table


def _rate(code):
    return lambda one: one.rates.get(code)


RESULTS = Table(
    "satisfaction",
    "Satisfaction des locataires",
    (
        Column("organism", "Organisme", lambda one: one.organism.name),
        Column("siren", "Siren", lambda one: one.organism.siren or ""),
        Column("family", "Famille", listing.family),
        Column("year", "Enquête", lambda one: one.survey.year),
        Column("respondents", "Répondants", lambda one: one.respondents),
        Column("overall", "Satisfaction globale (%)", lambda one: one.overall),
        *(Column(one.code, f"{one.label} (%)", _rate(one.code)) for one in details()),
    ),
    rows=listing.read_list,
)
