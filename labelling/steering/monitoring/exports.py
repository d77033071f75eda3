"""Exported table of the scheme: the rows, the columns and the order that its address asks for."""

from labelling.parties.organisms.exports import facts_again
from labelling.steering.monitoring.columns import ORGANISM
from labelling.steering.monitoring.listing import Asked
from labelling.steering.monitoring.rules import tracker
from portal.exports.tables import Table
from portal.web.pages import only


def read_list(user, query):
    only(tracker, user)
    return Asked(user, query).keys()


FACTS = {  # the columns that are facts of the organism: the others tell what acts made
    "organisme": "name",
    "siren": "siren",
    "famille": "family",
    "departement": "departement",
    "logements": "homes",
    "patrimoine": "homes",
}
SCHEME = Table(
    "suivi",
    "Suivi du label",
    lambda user, query: (ORGANISM, *Asked(user, query).columns),
    rows=read_list,
    form=lambda user, query: Asked(user, query).form,
    lines=lambda keys, user, query: Asked(user, query).with_facts(keys),
    again=facts_again(lambda row: row["slug"], ("siren", "organisme"), FACTS),
)
