"""Planning of audit missions: what a dossier may open at its stage, when an audit may start (BR-17)."""

from labelling.path.audits.models import AuditMission
from labelling.path.dossiers import stages
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.steps import windows
from labelling.path.dossiers.steps.effects import first_answer_due, is_led_by
from labelling.path.dossiers.steps.guards import hqs_usable_until
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem


def date_stage(mission, **_):
    """At the stage of the audit, the dossier waits for what its mission waits for; one that is over gives no day."""
    if mission.due_on is None:
        return
    dossier = LabelDossier.objects.only("state", "due_on").get(pk=mission.dossier_id)
    if is_led_by(dossier, mission):
        _date(dossier, mission.due_on)


def date_follow_up(finding, **_):
    """In follow-up, the dossier is due with the first finding that waits for an answer, or for its judgement."""
    dossier = LabelDossier.objects.get(pk=finding.mission.dossier_id)
    day = first_answer_due(dossier)
    if dossier.state == LabelDossier.State.FOLLOW_UP and day:
        _date(dossier, day)


def _date(dossier, day):
    if dossier.due_on != day:
        dossier.due_on = day
        dossier.save(update_fields=["due_on"])


S = AuditMission.State
DONE = (S.VALIDATED, S.CLOSED)


def stage_of(dossier, audit_type):
    """The stage of the dossier's plan that holds this audit, or None."""
    return next((one for one in stages.stages(dossier) if one.audit_type == audit_type), None)


def problem(dossier, audit_type):
    """Why a mission of this type may not be opened now, or None.

    It is prepared from the stage before its own (an auditor is chosen there), and led once: a dossier
    sent back to that stage may have another, and a diagnosis is led again once it is too old (BR-20).
    """
    plan, stage = list(stages.stages(dossier)), stage_of(dossier, audit_type)
    current = stages.current_stage(dossier)
    if stage is None:
        return Problem("not_planned", "Le parcours de ce dossier ne prévoit pas cet audit.")
    if current is None or plan.index(stage) - plan.index(current) not in (0, 1):
        return Problem(
            "other_stage",
            f"Cette mission se prépare à l’étape qui précède «\u00a0{stage.label}\u00a0», ou pendant celle-ci.",
        )
    missions = dossier.missions.filter(audit_type=audit_type)
    if missions.exclude(state__in=(S.CANCELLED, *DONE)).exists():
        return Problem("already_open", "Une mission de ce type est déjà ouverte pour ce dossier.")
    is_led = missions.filter(state__in=DONE).exists()
    if (
        is_led
        and (current == stage or audit_type == "hqs")
        and not _is_too_old(dossier, audit_type)
    ):
        return Problem("already_done", "Cet audit est déjà mené pour ce dossier.")
    return None


def _is_too_old(dossier, audit_type):
    last = hqs_usable_until(dossier) if audit_type == "hqs" else None
    return last is not None and last < clock.today()


def has_begun(mission):
    """Whether the dossier is at the stage of this audit: its report, made final, ends that stage."""
    stage = stage_of(mission.dossier, mission.audit_type)
    return stage is not None and stage.covers(mission.dossier.state)


def off_window(mission, day):
    """BR-17: a sentence when the audit would start outside the window of its stage, or ""; a waiver ends it later."""
    if mission.audit_type == "hqs":
        return ""
    window = windows.audit_window(mission.dossier)
    if window is None:
        return ""
    first, last = window
    if day < first:
        return f"L’audit ouvre au plus tôt le {words.day(first)}."
    if day > last and not mission.dossier.waivers.filter(rule="BR-17").exists():
        return (
            f"L’audit devait commencer avant le {words.day(last)}\u00a0; il y faut une dérogation."
        )
    return ""
