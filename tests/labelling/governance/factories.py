"""Factories of evolutions of the label: proposed by the office, brought to a step of their table."""

from datetime import timedelta

from labelling.committee.governance import actions
from labelling.committee.governance.models import Evolution
from portal.core import clock
from portal.models import Role
from portal.scenario.files import document
from tests import factories

TEXT = "Le délai de contrôle passe de quinze à vingt jours ouvrés."
WHY = "Le bureau reçoit deux fois plus de dossiers qu’à l’ouverture du label."


def ago(days):
    return clock.today() - timedelta(days)


def make_reader(role=Role.COMEX):
    return factories.make_user("Colette", "Comex", roles=[role])


def propose(by, **facts):
    said = {"title": "Un contrôle en vingt jours", "change": TEXT, "reason": WHY}
    said |= {"origin": "commission", "proposed_on": ago(60)}
    return actions.propose(by, **(said | facts))


def fire(evolution, name, by, **data):
    return evolution.workflow.fire(Evolution.objects.get(pk=evolution.pk), name, by=by, **data)


def endorsed(by, **facts):
    evolution = propose(by, **facts)
    return fire(evolution, "endorse", by, endorsed_on=ago(40), reference="CNQS-2026-3")


def minutes():
    return document("Relevé du COMEX", "Le COMEX approuve.")


def decided(by, **facts):
    facts_of_day = {"decided_on": ago(30), "reference": "CX-2026-10", "file": minutes()}
    return fire(endorsed(by, **facts), "decide", by, **facts_of_day)


def linked(by, draft, **facts):
    return fire(decided(by, **facts), "link", by, draft=draft)
