"""Eligibility of an auditor for a mission (BR-26, BR-27, BR-28)."""

from django.db.models import Prefetch, Q

from labelling.accreditation.models import Auditor, AuditorAccreditation, Tie
from labelling.audits.models import AuditMission
from portal.core import working_days
from portal.ui import words

NOT_DONE = ("to_assign", "proposed", "declined", "cancelled")


def problem(mission, auditor, starts_on, ends_on):
    """Why `auditor` may not take the mission on these dates: a sentence, or ""."""
    return (
        _not_accredited(mission, auditor, starts_on, ends_on)
        or _tied(mission, auditor, starts_on)
        or _too_familiar(mission, auditor)
    )


def _not_accredited(mission, auditor, starts_on, ends_on):
    """BR-26: the accreditation is in force on all planned days and covers the type."""
    rows = auditor.accreditations.all()
    covering = [
        a for a in rows if a.state == "active" and a.starts_on <= starts_on and a.ends_on >= ends_on
    ]
    if not covering:
        return "son agrément n’est pas en vigueur sur toute la mission."
    if not any(mission.audit_type in a.audit_types for a in covering):
        return "son agrément ne couvre pas ce type d’audit."
    return ""


def _tied(mission, auditor, starts_on):
    """BR-27: neither the auditor nor their firm worked for the organism in the look-back (D19)."""
    since = working_days.add_months(starts_on, -mission.dossier.rules.look_back_months)
    for tie in auditor.ties.all():
        if tie.organism_id == mission.organism_id and (
            tie.ended_on is None or tie.ended_on > since
        ):
            until = f"jusqu’au {words.day(tie.ended_on)}" if tie.ended_on else "en cours"
            return f"lien avec l’organisme ({tie.get_kind_display()}, {until})."
    return ""


def _too_familiar(mission, auditor):
    """BR-28: at most N consecutive assessments of the same organism (HQS counted by setting)."""
    rules = mission.dossier.rules
    past = past_assessments(mission)
    if not rules.hqs_counted:
        past = [m for m in past if m.audit_type != "hqs"]
    last = past[: rules.same_auditor_max]
    if len(last) == rules.same_auditor_max and all(m.auditor_id == auditor.pk for m in last):
        return (
            f"il a déjà mené les {rules.same_auditor_max} dernières évaluations de cet organisme."
        )
    return ""


def past_assessments(mission):
    """The done assessments of the organism before this mission, latest first."""
    rows = AuditMission.objects.filter(dossier__organism=mission.organism_id).exclude(pk=mission.pk)
    return list(rows.exclude(state__in=NOT_DONE).order_by("-starts_on", "-pk"))


def choices(mission, starts_on, ends_on):
    """[(auditor, sentence or "")] of all who ever held an accreditation, in constant queries."""
    held = AuditorAccreditation.objects.filter(state="active")
    ties = Tie.objects.filter(organism=mission.organism_id)
    rows = (
        Auditor.objects.filter(Q(accreditations__state="active"), user__is_active=True)
        .distinct()
        .select_related("user")
        .prefetch_related(Prefetch("accreditations", held), Prefetch("ties", ties))
    )
    return [(auditor, problem(mission, auditor, starts_on, ends_on)) for auditor in rows]
