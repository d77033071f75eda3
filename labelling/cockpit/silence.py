"""Organisms silent for long: no exchange noted, no line in the journal of their dossier."""

from datetime import timedelta

from django.db.models import Max

from labelling.cockpit.cases import Listed, about, kept
from labelling.dossiers.models import LabelDossier
from labelling.dossiers.stages import day_of
from labelling.follow_up.last_contacts import dated_exchanges
from portal.workflow.audit_log import Entry

AT_WORK, LABELLED = 90, 365  # days: with an open dossier, with a label alone
MEANING = (
    f"sans échange noté ni acte sur leur dossier depuis {AT_WORK} jours, "
    f"ou {LABELLED} jours s’ils n’ont qu’un label"
)


def silent(facts):
    """[(organism, last day)] beyond the time that is theirs, the longest silence first.

    The journal and the exchanges are read of those alone whose stage or label is as old.
    """
    last, limits, dossiers = {}, {}, {}
    for label in facts.labels:
        _keep(last, label.organism, label.start_on)
        limits[label.organism] = facts.today - timedelta(LABELLED)
    for wait in facts.waits:
        _keep(last, wait.row.organism, wait.entered_on)
        limits[wait.row.organism] = facts.today - timedelta(AT_WORK)
        dossiers[wait.row.pk] = wait.row.organism
    old = {key for key, day in last.items() if day < limits[key]}
    for key, day in (*_acts(dossiers, old), *_exchanges(old)):
        _keep(last, key, day)
    over = ((key, last[key]) for key in old if last[key] < limits[key])
    return sorted(over, key=lambda one: (one[1], one[0]))


def _keep(last, key, day):
    if key not in last or day > last[key]:
        last[key] = day


def _acts(dossiers, old):
    """(organism, day) of the last line of their open dossiers."""
    keys = [dossier for dossier, organism in dossiers.items() if organism in old]
    lines = Entry.objects.filter(
        aggregate_type=LabelDossier._meta.label_lower, aggregate_id__in=keys
    )
    told = lines.order_by().values_list("aggregate_id").annotate(last=Max("at"))
    return [(dossiers[key], day_of(at)) for key, at in told]


def _exchanges(old):
    rows = dated_exchanges().filter(organism__in=old).order_by()
    return rows.values_list("organism").annotate(last=Max("on"))


def listed(facts):
    found = rows(facts, silent(facts))
    return Listed("Organismes silencieux", MEANING, found, "Dernier signe")


def rows(facts, found):
    """Of some pairs of `silent`."""
    at_work = {wait.row.organism for wait in facts.waits}
    told = (
        about(
            facts, key, "dossier ouvert" if key in at_work else "label en vigueur", day,
            name="follow_up",
        )
        for key, day in found
    )  # fmt: skip
    return kept(told)
