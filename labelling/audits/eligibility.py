"""Eligibility of an auditor for a mission (BR-26, BR-27, BR-28)."""

from django.db.models import Prefetch, Q

from labelling.accreditation.models import RUNNING, Auditor, AuditorAccreditation, Tie
from labelling.audits.models import AuditMission
from portal.core import working_days
from portal.ui import words

NOT_DONE = ("to_assign", "proposed", "declined", "cancelled")


def problem(mission, auditor, starts_on, ends_on):
    """Why `auditor` may not take the mission on these dates: a sentence, or ""."""
    return _problem(mission, auditor, starts_on, ends_on, past_assessments(mission))


def _problem(mission, auditor, starts_on, ends_on, past):
    return (
        _not_accredited(mission, auditor, starts_on, ends_on)
        or _tied(mission, auditor, starts_on)
        or _too_familiar(mission, auditor, past)
        or _declined(mission, auditor, starts_on, ends_on)
        or _busy(mission, auditor, starts_on, ends_on)
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
    insured = max((a.insured_until_on for a in covering if a.insured_until_on), default=None)
    if insured is None or insured < ends_on:
        until = f"s’arrête le {words.day(insured)}" if insured else "n’est pas connue"
        return f"son assurance professionnelle {until}."
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


def _too_familiar(mission, auditor, past):
    """BR-28: at most N consecutive assessments of the same organism (HQS counted by setting)."""
    rules = mission.dossier.rules
    if not rules.hqs_counted:
        past = [m for m in past if m.audit_type != "hqs"]
    last = past[: rules.same_auditor_max]
    if len(last) == rules.same_auditor_max and all(m.auditor_id == auditor.pk for m in last):
        many = rules.same_auditor_max
        done = f"les {many} dernières évaluations" if many > 1 else "la dernière évaluation"
        return f"il a déjà mené {done} de cet organisme."
    return ""


def _declined(mission, auditor, starts_on, ends_on):
    """Who has just declined this mission is asked again for other dates only."""
    is_theirs = mission.state == "declined" and mission.auditor_id == auditor.pk
    if is_theirs and mission.starts_on <= ends_on and mission.ends_on >= starts_on:
        return "il vient de la décliner à ces dates."
    return ""


def _busy(mission, auditor, starts_on, ends_on):
    """Nobody is on two missions the same day."""
    for other in auditor.missions.all():
        is_held = other.pk != mission.pk and other.state in RUNNING and other.starts_on
        if is_held and other.starts_on <= ends_on and other.ends_on >= starts_on:
            days = f"du {words.day(other.starts_on)} au {words.day(other.ends_on)}"
            return f"une autre mission l’occupe {days}."
    return ""


def past_assessments(mission):
    """The done assessments of the organism before this mission, latest first."""
    rows = AuditMission.objects.filter(dossier__organism=mission.organism_id).exclude(pk=mission.pk)
    return list(rows.exclude(state__in=NOT_DONE).order_by("-starts_on", "-pk"))


def choices(mission, starts_on, ends_on):
    """[(auditor, sentence or "")] of all who ever held an accreditation, in constant queries."""
    held = AuditorAccreditation.objects.filter(state="active")
    ties = Tie.objects.filter(organism=mission.organism_id)
    busy = AuditMission.objects.filter(
        state__in=RUNNING, starts_on__lte=ends_on, ends_on__gte=starts_on
    )
    rows = (
        Auditor.objects.filter(Q(accreditations__state="active"), user__is_active=True)
        .distinct()
        .select_related("user")
        .prefetch_related(
            Prefetch("accreditations", held), Prefetch("ties", ties), Prefetch("missions", busy)
        )
    )
    past = past_assessments(mission)
    return [(one, _problem(mission, one, starts_on, ends_on, past)) for one in rows]
