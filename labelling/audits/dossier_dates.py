"""Due date of a dossier under audit: that of its mission, then of the first of its findings."""

from labelling.dossiers.models import LabelDossier
from labelling.dossiers.steps import first_answer_due, is_led_by


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
