"""Factories of advisory support: asked, planned, done."""

from datetime import timedelta
from decimal import Decimal

from labelling.committee.support import actions
from labelling.committee.support.models import SupportRequest
from portal.core import clock

SUMMARY = "Les preuves se réunissent critère par critère, avant la visite."


def ago(days):
    return clock.today() - timedelta(days)


def ask(by, organism, **facts):
    said = {"subject": "Préparer la visite", "need": "Nos agences n’ont jamais été auditées."}
    return actions.request(organism, by=by, **(said | facts))


def fire(support, name, by, **data):
    return support.workflow.fire(SupportRequest.objects.get(pk=support.pk), name, by=by, **data)


def planned(by, organism, office, on=None):
    return fire(ask(by, organism), "accept", office, adviser=office, planned_on=on or ago(-7))


def done(by, organism, office, hours="2.5", on=None):
    facts = {"done_on": on or ago(0), "hours": Decimal(hours), "summary": SUMMARY}
    return fire(planned(by, organism, office), "complete", office, **facts)
