"""Eligibility of an auditor for a mission (BR-26, BR-27, BR-28)."""

from datetime import date

from django.db.models import DateField, Exists, F, OuterRef, Prefetch, Q, Subquery

from labelling.parties.accreditation.auditors.ties import bars, reaches
from labelling.parties.accreditation.models import RUNNING, Auditor, AuditorAccreditation, Tie
from labelling.path.audits.models import AuditMission
from portal.core import clock, working_days
from portal.ui import words

NOT_DONE = ("to_assign", "proposed", "declined", "cancelled")


def problem(mission, auditor, starts_on, ends_on, by=None):
    """Why `auditor` may not take the mission on these dates: a sentence, as `by` may read it, or ""."""
    facts = past_assessments(mission), ties_with(mission, by)
    return _problem(mission, auditor, starts_on, ends_on, *facts)


def _problem(mission, auditor, starts_on, ends_on, past, ties):
    return (
        _not_accredited(mission, auditor, starts_on, ends_on)
        or _tied(mission, auditor, starts_on, ties)
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


def ties_with(mission, by=None):
    """The ties told with the organism; `is_named` where `by` reads who told it."""
    rows = Tie.objects.filter(organism=mission.organism_id).select_related("auditor__user")
    seen = Tie.objects.visible_to(by) if by else Tie.objects.none()
    return list(rows.annotate(is_named=Exists(seen.filter(pk=OuterRef("pk")))).order_by("pk"))


def _tied(mission, auditor, starts_on, ties):
    """BR-27: neither the auditor nor their firm worked for the organism in the look-back (D19)."""
    found = _barring(mission, auditor, starts_on, ties)
    return tie_in_words(found[0], auditor) if found else ""


def _barring(mission, auditor, starts_on, ties):
    """Their own before those of their firm."""
    months = mission.dossier.rules.look_back_months
    found = [t for t in ties if reaches(t, auditor) and bars(t.ended_on, starts_on, months)]
    return sorted(found, key=lambda tie: tie.auditor_id != auditor.pk)


def tie_in_words(tie, auditor):
    """« lien de son cabinet avec l’organisme (mission de conseil, en cours), déclaré par Ali Haddad. »"""
    until = f"jusqu’au {words.day(tie.ended_on)}" if tie.ended_on else "en cours"
    what = f"({tie.get_kind_display()}, {until})"
    if tie.auditor_id == auditor.pk:
        return f"lien avec l’organisme {what}."
    named = f", déclaré par {tie.auditor}" if tie.is_named else ""
    return f"lien de son cabinet avec l’organisme {what}{named}."


def told_ties(mission, by):
    """BR-27: what bars the auditor of a mission that they have accepted, in sentences."""
    if mission.state not in RUNNING:
        return []
    found = _barring(mission, mission.auditor, mission.starts_on, ties_with(mission, by))
    return [tie_in_words(tie, mission.auditor) for tie in found]


def tied_missions():
    """The accepted missions whose auditor a tie reaches, with its last day (`tie_until_on`, None: it runs)."""
    same_firm = Q(auditor__firm_key=OuterRef("auditor__firm_key")) & ~Q(auditor__firm_key="")
    ties = Tie.objects.filter(
        Q(auditor=OuterRef("auditor")) | Q(same_firm, is_of_firm=True),
        organism=OuterRef("dossier__organism"),
    )
    last = ties.order_by(F("ended_on").desc(nulls_first=True)).values("ended_on")[:1]
    rows = AuditMission.objects.filter(Exists(ties), state__in=RUNNING)
    return rows.annotate(tie_until_on=Subquery(last, output_field=DateField()))


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


def choices(mission, starts_on, ends_on, by=None):
    """[(auditor, sentence or "")] of all who ever held an accreditation, in constant queries."""
    held = AuditorAccreditation.objects.filter(state="active")
    busy = AuditMission.objects.filter(
        state__in=RUNNING, starts_on__lte=ends_on, ends_on__gte=starts_on
    )
    rows = (
        Auditor.objects.filter(Q(accreditations__state="active"), user__is_active=True)
        .distinct()
        .select_related("user")
        .prefetch_related(Prefetch("accreditations", held), Prefetch("missions", busy))
    )
    facts = past_assessments(mission), ties_with(mission, by)
    return [(one, _problem(mission, one, starts_on, ends_on, *facts)) for one in rows]


AHEAD = 30  # days, when no date is typed yet


def table(mission, request):
    """The dates typed, or the mission's, or a month ahead; constant queries."""
    first = _day(request, "starts_on") or mission.starts_on
    first = first or working_days.next_working_day(working_days.add_days(clock.today(), AHEAD))
    last = _day(request, "ends_on") or mission.ends_on or first
    rows = [
        {"auditor": auditor, "problem": problem}
        for auditor, problem in choices(mission, first, max(first, last), request.user)
    ]
    rows.sort(key=lambda row: bool(row["problem"]))
    return {"choices": rows, "first": first, "last": max(first, last)}


def _day(request, name):
    text = request.POST.get(name) or request.GET.get(name) or ""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
