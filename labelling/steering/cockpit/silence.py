"""Silent organisms: for long no exchange noted, no act of their people, no line of their dossiers."""

from datetime import date, timedelta

from django.db.models import Max, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from labelling.parties.organisms.models import Membership
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.stages import day_of
from labelling.steering.cockpit.cases import CaseList, about, kept
from labelling.steering.follow_up.exchanges.querysets import dated_exchanges
from portal.workflow.audit_log import Entry

AT_WORK, LABELLED = 90, 365  # days: with an open dossier, with a label alone
MEANING = (
    f"sans échange noté, ni acte de leurs équipes ou sur leurs dossiers, depuis {AT_WORK} jours, "
    f"ou {LABELLED} jours s’ils n’ont qu’un label"
)


def silent(facts):
    """[(organism, last day)] beyond the time that is theirs, the longest silence first.

    The journal and the exchanges are read of those alone whose stage or label is as old.
    """
    last, limits = {}, {}
    for label in facts.labels:
        _keep(last, label.organism, label.start_on)
        limits[label.organism] = facts.today - timedelta(LABELLED)
    for wait in facts.waits:
        _keep(last, wait.row.organism, wait.entered_on)
        limits[wait.row.organism] = facts.today - timedelta(AT_WORK)
    old = {key for key, day in last.items() if day < limits[key]}
    for key, day in (*_on_dossiers(old), *_by_members(old), *_exchanges(old)):
        _keep(last, key, day)
    over = ((key, last[key]) for key in old if last[key] < limits[key])
    return sorted(over, key=lambda one: (one[1], one[0]))


def _keep(last, key, day):
    if key not in last or day > last[key]:
        last[key] = day


def _on_dossiers(old):
    """(organism, day) of the last line of each of their dossiers, open or not."""
    lines = Entry.objects.filter(
        aggregate_type=LabelDossier._meta.label_lower, aggregate_id=OuterRef("pk")
    )
    return _last(LabelDossier.objects.filter(organism__in=old), lines)


def _by_members(old):
    """(organism, day) of the last act of each of their people, on whatever, while they acted for it."""
    lines = Entry.objects.filter(
        actor=OuterRef("user"),
        at__date__gte=OuterRef("since_on"),
        at__date__lte=Coalesce(OuterRef("until_on"), Value(date.max)),
    )
    return _last(Membership.objects.filter(organism__in=old), lines)


def _last(rows, lines):
    told = rows.order_by().annotate(last=Subquery(lines.order_by("-at").values("at")[:1]))
    found = told.filter(last__isnull=False).values_list("organism", "last")
    return [(organism, day_of(at)) for organism, at in found]


def _exchanges(old):
    rows = dated_exchanges().filter(organism__in=old).order_by()
    return rows.values_list("organism").annotate(last=Max("on"))


def list_cases(facts):
    found = rows(facts, silent(facts))
    return CaseList("Organismes silencieux", MEANING, found, "Dernier signe")


def rows(facts, found):
    """Of some pairs of `silent`."""
    at_work = {wait.row.organism for wait in facts.waits}
    told = (
        about(
            facts,
            key,
            "dossier ouvert" if key in at_work else "label en vigueur",
            day,
            name="follow_up",
        )
        for key, day in found
    )
    return kept(told)
