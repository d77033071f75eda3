"""Columns of what the office keeps of an organism: who takes care of it, exchanges, what follows them, notes."""

from labelling.steering.follow_up.exchanges import querysets
from labelling.steering.monitoring import facts
from labelling.steering.monitoring.columns import (
    CONTACT,
    DOSSIER,
    field_reader,
    leads,
    page,
    read_open,
)
from labelling.steering.monitoring.registry import SchemeColumn, register_column
from labelling.steering.monitoring.rules import tracker
from labelling.steering.monitoring.sorting import each
from portal.core import clock

OF_FOLLOWING = ("next_on", "reference", "by", "relance")


def _load_following(keys):
    """{organism: the fields of the exchange whose following is due first}."""
    rows = querysets.to_follow().filter(organism__in=keys)
    return facts.firsts(facts.dicts(rows.values_list("organism", *OF_FOLLOWING), OF_FOLLOWING))


def _late(row):
    found = row["following"]
    return "en retard" if found and found["next_on"] < clock.today() else ""


def _follow_up(row):
    return page("follow_up", row["slug"])


register_column(
    SchemeColumn(
        code="charge",
        title="Qui s’en charge",
        facts=DOSSIER,
        value=read_open("bearer"),
        sort=lambda: each(facts.with_bearer(facts.open_dossiers()), "bearer"),
        address=leads("dossier", "dossier_detail"),
    ),
    SchemeColumn(
        code="echange",
        title="Dernier échange",
        facts=CONTACT,
        by=tracker,
        value=field_reader("contact", "last_contact_on"),
        sort=lambda: each(querysets.dated_exchanges(), "on"),
        address=_follow_up,
    ),
    SchemeColumn(
        code="relance",
        title="Prochaine relance",
        facts={"following": _load_following},
        by=tracker,
        value=field_reader("following", "next_on"),
        note=_late,
        sort=lambda: each(querysets.to_follow(), "next_on"),
        address=_follow_up,
    ),
    SchemeColumn(
        code="note",
        title="Note",
        facts=CONTACT,
        by=tracker,
        value=field_reader("contact", "last_note"),
        sort=lambda: each(querysets.notes(), "beginning"),
        address=_follow_up,
    ),
)
