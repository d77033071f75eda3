"""Turn of a dossier whose next step lacks nothing: it waits for the référent, who takes that step.

What is missing is asked when the dossier is written, and each morning of those whose dates count: a list
reads the answer, it cannot afford the question.
"""

from copy import copy

from django.db.models import Prefetch, prefetch_related_objects
from django.db.models.signals import pre_save
from django.dispatch import receiver

from labelling.dossiers import guards
from labelling.dossiers.models import PREPARED, LabelDossier
from labelling.dossiers.stages import has_hqs
from labelling.dossiers.workflow import DOSSIER, situation
from portal.core import clock
from portal.ops.worker import daily

# What its conditions read of its missions.
TOLD_BY_MISSIONS = ("dossier", "audit_type", "state", "closed_on", "tenants_met_on")


def leading_step(dossier):
    """The name of the step that leads on, or None at the committee's and after."""
    if dossier.state == LabelDossier.State.REGISTERED and not has_hqs(dossier):
        return "start_preparation"
    return situation(dossier).leads or None


def settle(dossier):
    """Since when nothing is missing, or None; whether that has changed."""
    before = dossier.ready_on
    is_ready = dossier.state in PREPARED and not _is_refused(dossier)
    dossier.ready_on = (before or clock.today()) if is_ready else None
    return dossier.ready_on != before


@receiver(pre_save, sender=LabelDossier)
def follow(instance, update_fields=None, **_):
    if update_fields is None and instance.pk:
        settle(instance)


def follow_mission(mission, *, entry, **_):
    """A diagnosis that is accepted, closed on site or validated is what some dossiers wait for.

    So is an audit at any of its steps: its window may have opened since the last morning.
    """
    if mission.dossier.state not in PREPARED:
        return
    if mission.audit_type != "hqs" or told_by(entry.source) != told_by(entry.target):
        note(LabelDossier.objects.filter(pk=mission.dossier_id, state__in=PREPARED))


def told_by(state):
    """What the conditions of a dossier read in the state of its missions."""
    return [state in states for states in (guards.ACCEPTED, guards.MET, guards.VALIDATED)]


@daily
def note_ready_dossiers():
    """A window that opens, a diagnosis that gets too old."""
    note(LabelDossier.objects.filter(state__in=PREPARED).order_by("pk"))


def note(dossiers):
    for dossier in dossiers:
        if settle(dossier):
            dossier.save(update_fields=["ready_on"])


def _is_refused(dossier):
    """Asked at each save: the audit that is accepted, in its window, is what most dossiers wait for."""
    step = DOSSIER.transitions[leading_step(dossier)]
    return not step.needs or step.is_refused(_with_missions(dossier), last_first=True)


def _with_missions(dossier):
    """A copy that has read its missions once for all conditions: the dossier itself reads them again after that."""
    seen = copy(dossier)
    prefetch_related_objects([seen], Prefetch("missions", dossier.missions.only(*TOLD_BY_MISSIONS)))
    return seen
