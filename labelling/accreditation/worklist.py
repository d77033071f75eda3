"""What accreditations ask of an auditor, of the référent, and what they watch."""

from datetime import timedelta

from django.db.models import Q

from labelling.accreditation.models import RUNNING, AuditorAccreditation
from labelling.accreditation.rules import is_auditor
from labelling.organisms.rules import instructor
from portal.core import clock, working_days
from portal.web import worklist

S = AuditorAccreditation.State
LIMIT = 20
OWN = {S.DRAFT: "Compléter et déposer", S.TO_COMPLETE: "Déposer le complément"}
INSTRUCTED = {
    S.SUBMITTED: "Ouvrir l’instruction",
    S.UNDER_REVIEW: "Inscrire à la formation",
    S.TRAINING: "Présenter au comité",
}
WINDOW = 6  # months before the end


@worklist.provider
def own_accreditations(user):
    if not is_auditor(user):
        return []
    rows = AuditorAccreditation.objects.visible_to(user).filter(auditor__user=user)
    rows = rows.filter(state__in=(*OWN, S.SUBMITTED, S.UNDER_REVIEW, S.TRAINING, S.ACTIVE))
    tasks = [_own(row) for row in rows.select_related("auditor__user")[:LIMIT]]
    return [task for task in tasks if task]


def _own(row):
    if row.state in OWN:
        return _task(worklist.DO, row, "Demande d’agrément", "vous", OWN[row.state])
    if row.state != S.ACTIVE:
        return _task(worklist.WAIT, row, "Demande d’agrément", row.hand)
    if working_days.add_months(row.ends_on, -WINDOW) > clock.today():
        return None
    return _task(worklist.WATCH, row, "Agrément à renouveler", "vous", due_on=row.ends_on)


@worklist.provider
def instructed_accreditations(user):
    """The référent's: applications to instruct, and the missions of a stopped accreditation (BR-44)."""
    if not instructor(user, None):
        return []
    rows = AuditorAccreditation.objects.visible_to(user).exclude(auditor__user=user)
    rows = rows.select_related("auditor__user").order_by("since_at")
    asked = rows.filter(state__in=INSTRUCTED)[:LIMIT]
    stopped = rows.filter(_stopped_with_missions()).distinct()[:LIMIT]
    return [
        *(
            _task(worklist.DO, r, f"Agrément de {r.auditor}", "vous", INSTRUCTED[r.state])
            for r in asked
        ),
        *(_task(worklist.DO, r, f"Missions de {r.auditor}", "vous", "Décider") for r in stopped),
    ]


def _stopped_with_missions():
    """Stopped within the year: an auditor since re-accredited does not come back for ever."""
    recent = clock.now() - timedelta(days=365)
    stopped = Q(state__in=(S.SUSPENDED, S.EXPIRED, S.WITHDRAWN), since_at__gte=recent)
    held = AuditorAccreditation.objects.filter(state=S.ACTIVE).values("auditor")
    return stopped & Q(auditor__missions__state__in=RUNNING) & ~Q(auditor__in=held)


def _task(where, row, title, hand, button="Ouvrir", due_on=None):
    context = f"{row.reference}, {row.get_state_display().lower()}"
    url = row.get_absolute_url()
    label = "Se termine le" if due_on else "Promis pour le"
    return worklist.Task(where, title, context, url, hand, due_on, button, label)
