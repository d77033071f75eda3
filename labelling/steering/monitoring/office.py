"""Columns of what the office keeps of an organism: who takes care of it, exchanges, what follows them, notes."""

from django.urls import reverse

from labelling.path.dossiers.models import LabelDossier
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
from labelling.steering.monitoring.registry import Change, SchemeColumn, register_column
from labelling.steering.monitoring.rules import tracker
from labelling.steering.monitoring.sorting import each
from portal.assignments.kinds import ASSIGNABLES
from portal.core import clock

BEARER = read_open("bearer")
OF_FOLLOWING = ("next_on", "reference", "by", "relance")


def _load_following(keys):
    """{organism: the fields of the exchange whose following is due first}."""
    rows = querysets.to_follow().filter(organism__in=keys)
    return facts.firsts(facts.dicts(rows.values_list("organism", *OF_FOLLOWING), OF_FOLLOWING))


def _change_charge(row, user):
    """Of what nobody has, or is theirs; what a colleague has is taken over on its own page, which says since when."""
    dossier = row["dossier"]
    if not BEARER(row) or dossier["bearer_key"] not in (None, user.pk):
        return None
    is_mine = dossier["bearer_key"] == user.pk
    name, label = ("release", "Ne plus m’en charger") if is_mine else ("take", "Je m’en charge")
    word = ASSIGNABLES[LabelDossier].word
    address = reverse(f"assignment_{name}", args=[word, dossier["reference"]])
    return Change(label, address, is_act=True)


def _change_relance(row, user):
    """The day is corrected by who noted it; a colleague says that it is done; of none, another exchange is noted."""
    found = row["following"]
    if found is None:
        return Change("Noter un échange et sa suite", page("exchange_note", row["slug"]))
    if found["by"] == user.pk and found["relance"] is None:
        return Change("Corriger l’échange et sa suite", page("exchange_edit", found["reference"]))
    return Change("C’est fait", page("exchange_settle", found["reference"]))


def _change_note(row, _user):
    return Change("Écrire une note", page("note_write", row["slug"]))


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
        value=BEARER,
        sort=lambda: each(facts.with_bearer(facts.open_dossiers()), "bearer"),
        address=leads("dossier", "dossier_detail"),
        change=_change_charge,
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
        change=_change_relance,
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
        change=_change_note,
        address=_follow_up,
    ),
)
