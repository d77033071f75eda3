"""Exported table of the scheme: the rows, the columns and the order that its address asks for."""

from django.urls import reverse

from labelling.parties.organisms.exports import facts_door
from labelling.steering.follow_up.exports import DOORS
from labelling.steering.monitoring.columns import ORGANISM
from labelling.steering.monitoring.listing import Asked
from labelling.steering.monitoring.registry import offered
from labelling.steering.monitoring.rules import tracker
from portal.exports.tables import Again, Table
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


def _columns_of(user, titles):
    """The query that shows the columns of these titles."""
    said = {title.casefold() for title in titles}
    codes = [code for code, one in offered(user).items() if one.title.casefold() in said]
    return {"colonnes": ",".join(codes)}


SCHEME = Table(
    "suivi",
    "Suivi du label",
    lambda user, query: (ORGANISM, *Asked(user, query).columns),
    rows=read_list,
    form=lambda user, query: Asked(user, query).form,
    lines=lambda keys, user, query: Asked(user, query).with_facts(keys),
    again=Again(
        "labelling:scheme_table",
        keys=("siren", "organisme"),
        name="organisme",
        page=lambda row: reverse("labelling:organism_detail", args=[row["slug"]]),
        doors=(facts_door(lambda row: row["slug"], FACTS), *DOORS),
        add=lambda: reverse("labelling:organism_create"),
        query=_columns_of,
    ),
)
