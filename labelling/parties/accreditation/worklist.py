"""Tasks of accreditations on a member's home: for the auditor, for the référent."""

from datetime import datetime, time, timedelta

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse

from labelling.parties.accreditation.auditors import charter, files
from labelling.parties.accreditation.models import (
    RUNNING,
    Auditor,
    AuditorAccreditation,
    AuditorStatement,
)
from labelling.parties.accreditation.rules import is_auditor
from labelling.parties.framework.subjects import with_listing
from labelling.parties.organisms.rules import instructor
from portal.core import clock, working_days
from portal.ui import words
from portal.web import worklist

S = AuditorAccreditation.State
LIMIT = 20
TOLD = {"insurance": "Assurance d’un auditeur", "tie_end": "Fin d’un lien d’auditeur"}
OWN = {S.DRAFT: "Compléter et déposer", S.TO_COMPLETE: "Déposer le complément"}
INSTRUCTED = {
    S.SUBMITTED: "Ouvrir l’instruction",
    S.UNDER_REVIEW: "Inscrire à la formation",
    S.TRAINING: "Présenter au comité",
    S.COMMITTEE_PENDING: "Inscrire au comité",
}
WINDOW = 6  # months before the end
INSURANCE_WINDOW = 2  # months before the end


# What each guard of the deposit (DEPOSIT, in its order) finds, from the columns that the row reads.
LACKS = (
    ("votre fiche", lambda row: not row.is_presented),
    ("le CV", lambda row: not row.has_cv),
    ("les références", lambda row: not row.references_text.strip()),
    ("l’indépendance", lambda row: not row.is_independent),
    ("les liens", lambda row: not row.has_told_ties),
    ("l’assurance", lambda row: not (row.has_certificate and _is_insured(row))),
    ("la charte", lambda row: row.ethics_accepted_on is None),
)


def _is_insured(row):
    return row.insured_until_on is not None and row.insured_until_on >= clock.today()


def _lacking(row):
    """« rien ne manque », or what its auditor has still to give, to say or to accept."""
    lacks = [word for word, is_lacking in LACKS if is_lacking(row)]
    return f"à compléter\u00a0: {', '.join(lacks)}" if lacks else "rien ne manque"


def _own(_user, row):
    if row.state in OWN:
        title, lacking = "Demande d’agrément", _lacking(row)
        return _task(worklist.DO, row, title, "vous", OWN[row.state], lacking=lacking)
    if row.state != S.ACTIVE:
        return _task(worklist.WAIT, row, "Demande d’agrément", row.hand)
    if working_days.add_months(row.ends_on, -WINDOW) > clock.today():
        return None
    title = "Fin de votre agrément, que le comité peut renouveler"
    return _task(worklist.WATCH, row, title, row.hand, ends_on=row.ends_on)


def _with_what_it_lacks(rows):
    """Its columns, and whether the auditor's page and the files are there."""
    is_presented = ~Q(auditor__address="") & ~Q(auditor__regions=[])
    return rows.annotate(
        is_presented=ExpressionWrapper(is_presented, BooleanField()),
        has_cv=files.has(files.CV),
        has_certificate=files.has(files.CERTIFICATE),
    )


@worklist.source("auditor__user", tell=_own)
def own_accreditations(user):
    if not is_auditor(user):
        return None
    rows = AuditorAccreditation.objects.visible_to(user).filter(auditor__user=user)
    return _with_what_it_lacks(rows).filter(
        state__in=(*OWN, S.SUBMITTED, S.UNDER_REVIEW, S.TRAINING, S.ACTIVE)
    )


def _application(_user, _auditor):
    title, said = "Demander votre agrément", "Vous êtes au registre des auditeurs, sans agrément"
    return worklist.Task(
        worklist.DO, title, said, reverse("labelling:accreditation_list"), "vous", button="Ouvrir"
    )


@worklist.source(tell=_application)
def unasked_accreditations(user):
    """The auditor who entered the register and has asked for nothing yet."""
    if not is_auditor(user):
        return None
    return Auditor.objects.visible_to(user).filter(user=user, accreditations=None)


def _charter(_user, row):
    url = reverse("labelling:charter_accept", args=[row.reference])
    title, said = (
        "Lire et accepter la charte de déontologie",
        f"{row.reference}, version nouvelle pour vous",
    )
    return worklist.Task(worklist.DO, title, said, url, "vous", button="Lire")


@worklist.source(tell=_charter)
def unread_charters(user):
    """The charter in force that the auditor of an accreditation in force has not accepted."""
    if not is_auditor(user):
        return None
    rows = AuditorAccreditation.objects.visible_to(user).filter(auditor__user=user, state=S.ACTIVE)
    return rows.exclude(ethics_version=charter.in_force()["version"])


def _insurance(_user, row):
    url = reverse("labelling:accreditation_insure", args=[row.reference])
    context = f"{row.reference}, sans elle aucune mission ne vous est proposée"
    day = row.insured_until_on
    label = "Assurance jusqu’au" if day >= clock.today() else "Assurance finie le"
    return worklist.Task(
        worklist.DO, "Renouveler votre assurance", context, url, "vous", day, "Renouveler", label
    )


@worklist.source(tell=_insurance)
def own_insurances(user):
    """BR-26: an insurance that ends within two months, or has ended."""
    if not is_auditor(user):
        return None
    soon = working_days.add_months(clock.today(), INSURANCE_WINDOW)
    rows = AuditorAccreditation.objects.visible_to(user).filter(auditor__user=user)
    told = AuditorStatement.objects.filter(state="waiting", kind="insurance")
    rows = rows.exclude(pk__in=told.values("accreditation"))
    return rows.filter(state=S.ACTIVE, insured_until_on__lte=soon)


def _statement(user, row):
    is_own = row.auditor.user_id == user.pk
    where, hand = (worklist.WAIT, row.hand) if is_own else (worklist.DO, "vous")
    context = f"{row.auditor}, déclaration à vérifier"
    url = row.get_absolute_url()
    return worklist.Task(
        where, TOLD[row.kind], context, url, hand, button="Ouvrir" if is_own else "Vérifier"
    )


@worklist.source("auditor__user", tell=_statement, most=LIMIT)
def waiting_statements(user):
    """What auditors declare: the référent checks, its auditor waits."""
    rows = AuditorStatement.objects.visible_to(user).filter(state="waiting")
    if instructor(user, None):
        return rows.order_by("pk")
    return rows.filter(auditor__user=user) if is_auditor(user) else None


def _instructed(_user, row):
    title, button = f"Agrément {words.of(row.auditor)}", INSTRUCTED[row.state]
    if row.state == S.TRAINING:  # the auditor attends it; the référent says so afterwards
        return _task(worklist.WAIT, row, title, row.hand, button)
    if row.is_listed:
        return _task(worklist.WAIT, row, title, row.hand)
    return _task(worklist.DO, row, title, "vous", button)


@worklist.source("auditor__user", tell=_instructed, most=LIMIT, is_shared=worklist.of_an_office)
def instructed_accreditations(user):
    """The référent's: applications to instruct."""
    rows = _of_others(user)
    return None if rows is None else with_listing(rows.filter(state__in=INSTRUCTED))


def _missions(_user, row):
    return _task(worklist.DO, row, f"Missions {words.of(row.auditor)}", "vous", "Décider")


@worklist.source("auditor__user", tell=_missions, most=LIMIT, is_shared=worklist.of_an_office)
def stopped_accreditations(user):
    """The missions of a stopped accreditation (BR-44)."""
    rows = _of_others(user)
    return None if rows is None else rows.filter(_stopped_with_missions())


def _of_others(user):
    if not instructor(user, None):
        return None
    rows = AuditorAccreditation.objects.visible_to(user).exclude(auditor__user=user)
    return rows.order_by("since_at")


def _stopped_with_missions():
    """Stopped within the year: an auditor since re-accredited does not come back for ever."""
    recent = datetime.combine(clock.today() - timedelta(days=365), time.min, tzinfo=clock.PARIS)
    stopped = Q(state__in=(S.SUSPENDED, S.EXPIRED, S.WITHDRAWN), since_at__gte=recent)
    held = AuditorAccreditation.objects.filter(state=S.ACTIVE).values("auditor")
    busy = Auditor.objects.filter(missions__state__in=RUNNING).values("pk")
    return stopped & Q(auditor__in=busy) & ~Q(auditor__in=held)


def _task(where, row, title, hand, button="Ouvrir", ends_on=None, lacking=""):
    context = f"{row.reference}, {lacking or row.get_state_display().lower()}"
    url = row.get_absolute_url()
    label = "Se termine le" if ends_on else ""
    return worklist.Task(where, title, context, url, hand, ends_on or row.due_on, button, label)
