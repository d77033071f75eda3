"""States of dossiers, labels and mentions on the evening of a past day, told from the journal and dated facts.

Today’s states tell nothing of the past: a label withdrawn yesterday was in force last year. The line
of the journal that came last before the day says the state of a thing then. What was taken over from
the tracking has no line before its import: its own dates tell it. Today, the states are read as they are.
"""

from dataclasses import dataclass

from django.db.models import F

from labelling.path.dossiers.models import FINAL, LabelDossier
from labelling.steering.figures.states import states_then
from labelling.title.labels.mentions import LabelMention
from labelling.title.labels.models import Label, status_on
from labelling.title.labels.register import UNREGISTERED
from portal.core.read_once import read_once

L, D = Label.State, LabelDossier.State
IN_FORCE = (L.ACTIVE, L.EXTENDED)
CUT = (L.WITHDRAWN, L.RENOUNCED, L.ANNULLED)
LABEL = ("pk", "organism", "start_on", "end_on", "ended_on", "state", "taken_over_on")
DOSSIER = (
    "pk", "organism_id", "dossier_type", "state", "submitted_on", "decided_on", "taken_over_on", "taken_facts",
)  # fmt: skip


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


@read_once
def labels_on(day):
    """[LabelThen] of every label that existed on `day`, whatever its status then, the first that began first."""
    found = []
    for (pk, organism, start_on, end_on, ended_on, state, taken_over_on), then in states_then(
        Label, LABEL, day
    ):
        known = then or (taken_over_on and _taken_over_label(state, ended_on, day))
        if known and start_on <= day:
            status = status_on(known, start_on, end_on, ended_on, day)
            found.append(LabelThen(pk, organism, start_on, status))
    return sorted(found, key=lambda one: (one.start_on, one.pk))


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
    found, before = [], []
    for row, state in states_then(LabelDossier, DOSSIER, day):
        if state:
            found.append(DossierThen(*row[:3], state))
        elif row[DOSSIER.index("taken_over_on")]:
            before.append(LabelDossier(**dict(zip(DOSSIER, row, strict=True))))
    return found + _taken_over_dossiers(before, day)


def _taken_over_dossiers(rows, day):
    """Those of these dossiers that the tracking told before their import."""
    told = ((one, _taken_over_dossier(one, day)) for one in rows if one.taken_over_on > day)
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
    return [
        one
        for one in _mentions()
        if one.start_on <= day <= one.end_on
        and (one.annulled_on is None or one.annulled_on > day)
        and one.label_id in held
    ]


@read_once
def _mentions():
    rows = LabelMention.objects.select_related("label").order_by("pk")
    return list(rows.annotate(annulled_on=F("decision__annulled_on")))
