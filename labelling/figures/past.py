"""States of dossiers, labels and mentions on the evening of a past day, told from the journal and dated facts.

Today’s states tell nothing of the past: a label withdrawn yesterday was in force last year. The line
of the journal that came last before the day says the state of a thing then. What was taken over from
the tracking has no line before its import: its own dates tell it. Today, the states are read as they are.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import F, OuterRef, Q, Subquery

from labelling.dossiers.models import FINAL, LabelDossier
from labelling.labels.mentions import LabelMention
from labelling.labels.models import Label, status_on
from labelling.labels.register import UNREGISTERED
from portal.core import clock
from portal.core.read_once import read_once
from portal.workflow.audit_log import Entry

L, D = Label.State, LabelDossier.State
IN_FORCE = (L.ACTIVE, L.EXTENDED)
CUT = (L.WITHDRAWN, L.RENOUNCED, L.ANNULLED)


@dataclass(frozen=True)
class LabelThen:
    pk: int
    organism: int
    start_on: object
    status: str  # as the public was told


@dataclass(frozen=True)
class DossierThen:
    pk: int
    organism: int
    dossier_type: str
    state: str

    @property
    def is_open(self):
        return self.state not in FINAL

    @property
    def is_registered(self):
        return self.is_open and self.state not in UNREGISTERED


def end_of(day):
    """The instant when `day` is over, in Paris."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=clock.PARIS)


def with_state_then(rows, day):
    """`rows` of a model that has a life, with `state_then`: that of the evening of `day`, None before it was."""
    if day >= clock.today():
        return rows.annotate(state_then=F("state"))
    lines = Entry.objects.filter(
        thing_type=rows.model._meta.label_lower, thing_id=OuterRef("pk"), at__lt=end_of(day)
    )
    last = lines.exclude(target="").order_by("-seq").values("target")[:1]
    return rows.annotate(state_then=Subquery(last))


@read_once
def labels_on(day):
    """[LabelThen] of every label that existed on `day`, whatever its status then."""
    rows = with_state_then(Label.objects.filter(start_on__lte=day), day).order_by("start_on", "pk")
    told = rows.values_list(
        "pk", "organism", "start_on", "end_on", "ended_on", "state", "state_then", "taken_over_on"
    )
    found = []
    for pk, organism, start_on, end_on, ended_on, state, then, taken_over_on in told:
        known = then or (taken_over_on and _taken_over_label(state, ended_on, day))
        if known:
            status = status_on(known, start_on, end_on, ended_on, day)
            found.append(LabelThen(pk, organism, start_on, status))
    return found


def _taken_over_label(state, ended_on, day):
    """Before its import: held from its first day until the day it ended; without that day, nothing is told."""
    if state not in CUT:
        return L.ACTIVE  # its last day says the rest
    if ended_on is None:
        return None
    return state if ended_on <= day else L.ACTIVE


def labels_in_force(day):
    """{organism: LabelThen}: who held the label, neither suspended nor over."""
    return {one.organism: one for one in labels_on(day) if one.status in IN_FORCE}


def labels_held(labels):
    """The organisms of [LabelThen] whose title existed: in force, or suspended."""
    return {one.organism for one in labels if one.status in (*IN_FORCE, L.SUSPENDED)}


@read_once
def dossiers_on(day):
    """[DossierThen] of every dossier that existed on `day`, the oldest first."""
    rows = with_state_then(LabelDossier.objects.all(), day).order_by("pk")
    told = rows.values_list("pk", "organism", "dossier_type", "state_then")
    found, before = [], set()
    for pk, organism, dossier_type, state in told:
        if state:
            found.append(DossierThen(pk, organism, dossier_type, state))
        else:
            before.add(pk)
    return found + _taken_over_dossiers(before, day)


def _taken_over_dossiers(keys, day):
    """Those of these dossiers that the tracking told before their import."""
    rows = LabelDossier.objects.filter(taken_over_on__gt=day).only(
        "organism_id", "dossier_type", "state", "submitted_on", "decided_on", "taken_facts"
    )
    told = ((one, _taken_over_dossier(one, day)) for one in rows.order_by("pk") if one.pk in keys)
    return [
        DossierThen(one.pk, one.organism_id, one.dossier_type, state)
        for one, state in told
        if state
    ]


def _taken_over_dossier(dossier, day):
    """Before its import: under way from its candidature until its decision, then as it ended.

    The tracking tells no day of registration: « recevable » since the candidature, unless it waits still.
    """
    begun = dossier.submitted_on or dossier.known_since
    if begun is None or begun > day:
        return None
    is_over = dossier.state in FINAL
    over = dossier.decided_on or (dossier.known_since if is_over else None)
    if over and over <= day:
        return dossier.state
    if is_over and over is None:
        return None
    return D.SUBMITTED if dossier.state in UNREGISTERED else D.REGISTERED


def mentions_in_force(day):
    """[mention] that held on `day` (BR-77): its dates, its decision, its label."""
    held = {one.pk for one in labels_on(day) if one.status in IN_FORCE}
    rows = LabelMention.objects.filter(start_on__lte=day, end_on__gte=day).select_related("label")
    rows = rows.filter(Q(decision__annulled_on=None) | Q(decision__annulled_on__gt=day))
    return [one for one in rows.order_by("pk") if one.label_id in held]
