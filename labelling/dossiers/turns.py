"""Turn of a dossier that is prepared: who can mend the first thing that its next step lacks, or who takes that step.

What is missing is asked when the dossier is written, and each morning of those whose dates count: a list
reads the answer, it cannot afford the question.
"""

from copy import copy

from django.db.models import Prefetch, prefetch_related_objects
from django.db.models.signals import pre_save
from django.dispatch import receiver

from labelling.dossiers.models import PREPARED, LabelDossier
from labelling.dossiers.stages import has_hqs
from labelling.dossiers.workflow import DOSSIER, situation
from portal.core import clock
from portal.ops.worker import daily
from portal.workflow.tables import mender

# What its conditions read of its missions.
TOLD_BY_MISSIONS = ("dossier", "audit_type", "state", "closed_on", "tenants_met_on")


def leading_step(dossier):
    """The name of the step that leads on, or None at the committee's and after."""
    if dossier.state == LabelDossier.State.REGISTERED and not has_hqs(dossier):
        return "start_preparation"
    return situation(dossier).leads or None


def lacking(dossier):
    """« Il manque : restitution aux représentants des locataires », the first condition that is missing."""
    needs = DOSSIER.transitions[leading_step(dossier)].needs
    label = next((one.label for one in needs if one.__name__ == dossier.lacks), "")
    if not label:  # a name of the release before, until the next morning
        return dossier.get_state_display()
    return f"Il manque\u00a0: {label[0].lower()}{label[1:]}"


def settle(dossier):
    """Write whose turn it is: who can mend the first thing that is missing, or since when nothing is.

    Whether something has changed.
    """
    before = dossier.ready_on, dossier.waits_for, dossier.lacks
    dossier.ready_on, dossier.waits_for, dossier.lacks = None, "", ""
    if dossier.state in PREPARED:
        step, seen = DOSSIER.transitions[leading_step(dossier)], _with_missions(dossier)
        if missing := step.first_missing(seen):
            dossier.waits_for, dossier.lacks = mender(missing, seen), missing.__name__
        else:
            dossier.ready_on = before[0] or clock.today()
    return (dossier.ready_on, dossier.waits_for, dossier.lacks) != before


@receiver(pre_save, sender=LabelDossier)
def follow(instance, update_fields=None, **_):
    if update_fields is None and instance.pk:
        settle(instance)


def follow_mission(mission, **_):
    """At each of its steps: what a dossier waits for may be its mission, and then who holds that one."""
    if mission.dossier.state in PREPARED:
        note(LabelDossier.objects.filter(pk=mission.dossier_id, state__in=PREPARED))


def follow_finding(finding, **_):
    """An answer, or its judgement, is what a dossier in follow-up waits for."""
    note(LabelDossier.objects.filter(pk=finding.mission.dossier_id, state="follow_up"))


DOSSIER.settle = settle  # of what a step is about to lead to


@daily
def note_ready_dossiers():
    """A window that opens, a diagnosis that gets too old."""
    note(LabelDossier.objects.filter(state__in=PREPARED).order_by("pk"))


def note(dossiers):
    for dossier in dossiers:
        if settle(dossier):
            dossier.save(update_fields=["ready_on", "waits_for", "lacks"])


def _with_missions(dossier):
    """A copy that has read its missions once for all conditions: the dossier itself reads them again after that."""
    seen = copy(dossier)
    prefetch_related_objects([seen], Prefetch("missions", dossier.missions.only(*TOLD_BY_MISSIONS)))
    return seen
