"""Taking over of an accreditation decided before the portal: the référent enters it with its past dates."""

from datetime import date

from django.db import transaction

from labelling.parties.accreditation import notices
from labelling.parties.accreditation.actions import OVER, keep_certificate
from labelling.parties.accreditation.models import Auditor, AuditorAccreditation
from labelling.parties.framework.binding import current_rules
from labelling.parties.organisms.rules import instructor
from portal.access.references import next_reference
from portal.core import clock, working_days
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, audit_log

S = AuditorAccreditation.State
DAYS = ("trained_on", "insured_until_on", "starts_on", "ends_on")
FACTS = ("audit_types", *DAYS)


def last_end(starts_on, rules=None):
    """BR-43: the last day that an accreditation begun on that day may have, by the rules in force today (D18)."""
    return working_days.add_days((rules or current_rules()).delay("D18").after(starts_on), -1)


@transaction.atomic
def take_over(auditor, *, by, origin, certificate, **facts):
    """An accreditation in force without a decision of the portal's committee; `origin` says who decided it.

    `facts`: audit_types, trained_on, insured_until_on, starts_on, ends_on, checked by the form.
    Refused where `obstacle` says why.
    """
    _only_another_of_the_office(auditor, by)
    return _take_over(auditor, by, origin, certificate, facts)


def take_over_told(auditor, invitation):
    """What the office told with the invitation, now accepted; nothing where it cannot be any more."""
    told, by = invitation.data.get("past"), invitation.invited_by
    if told is None or by == auditor.user or obstacle(auditor, auditor.accreditations.all()):
        return
    facts = told | {name: date.fromisoformat(told[name]) for name in DAYS}
    if facts["ends_on"] >= clock.today():
        _take_over(auditor, by, facts.pop("origin"), None, facts)


def told(facts):
    """The same as an invitation keeps it."""
    return facts | {name: facts[name].isoformat() for name in DAYS}


def is_same(accreditation, facts):
    """Whether it is this one, taken over already."""
    dates = (accreditation.starts_on, accreditation.ends_on)
    return bool(accreditation.taken_over_on) and dates == (facts["starts_on"], facts["ends_on"])


def _take_over(auditor, by, origin, certificate, facts):
    auditor = (
        Auditor.objects.select_for_update(of=("self",)).select_related("user").get(pk=auditor.pk)
    )
    if problem := obstacle(auditor, auditor.accreditations.all()):
        raise Refused(problem)
    accreditation = AuditorAccreditation.objects.create(
        reference=next_reference("QH-G", clock.today().year),
        auditor=auditor,
        state=S.ACTIVE,
        taken_over_on=clock.today(),
        **facts,
    )
    if certificate:
        keep_certificate(accreditation, certificate, by=by)
    sentence = f"{by} a enregistré la reprise d’un agrément décidé avant le portail."
    entry = audit_log.write(
        accreditation,
        by=by,
        act="take_over",
        sentence=sentence,
        target=S.ACTIVE,
        reason=origin,
        data={name: facts[name] for name in FACTS},
    )
    outbox.write(notices.TAKEN_OVER, accreditation, entry, topic="labelling/accreditation")
    return accreditation


def effects(auditor):
    listed = (
        f"{auditor} paraît dans la liste publique tant que l’agrément court\u00a0: son accord est donné."
        if auditor.is_public
        else f"La liste publique attend l’accord {words.of(auditor)}, à donner sur sa fiche."
    )
    return [
        "L’agrément est en vigueur aux dates données, sans décision du comité\u00a0; son origine reste au journal.",
        listed,
        f"{auditor} en reçoit un message.",
    ]


def obstacle(auditor, accreditations):
    """Why none may be taken over: one is open, or one was decided here (BR-41: the committee decides the next)."""
    for one in accreditations:
        if one.state not in OVER:
            text = f"{auditor} a déjà un agrément ou une demande en cours."
            return Problem("already_open", text, one.get_absolute_url(), "L’ouvrir")
        if one.state != S.RENOUNCED or one.decision_id:
            ended = f"Un agrément {words.of(auditor)} a déjà eu son terme dans le portail"
            text = f"{ended}\u00a0: le comité décide du suivant."
            return Problem("decided_here", text, one.get_absolute_url(), "L’ouvrir")
    return None


def _only_another_of_the_office(auditor, by):
    if not instructor(by, auditor):
        raise Forbidden(Problem("forbidden", f"Seul {instructor.label} reprend un agrément."))
    if auditor.user_id == by.pk:
        text = (
            "Vous ne reprenez pas votre propre agrément\u00a0: l’autre personne du bureau le fait."
        )
        raise Refused(Problem("oneself", text))
