"""Absences declared, ended by a return, their reminder put away."""

from datetime import timedelta

from django.db import transaction

from portal.absences.models import Absence
from portal.access import affiliations
from portal.access.people import User
from portal.access.references import next_reference
from portal.assignments import notices
from portal.assignments.rules import declarer, oneself
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, audit_log

PREFIX = "QH-AB"
LONGEST = timedelta(days=366)


@transaction.atomic
def declare(person, *, from_on, until_on, by):
    """Both days included; Refused where they mean nothing, or cross another absence of the same person."""
    person = lock_person(person)
    absence = Absence(person=person, from_on=from_on, until_on=until_on, declared_by=by)
    if not declarer(by, absence):
        raise Forbidden(f"Seule {declarer.label} note cette absence.")
    if problems := _problems(absence):
        raise Refused(*problems)
    absence.reference = next_reference(PREFIX, clock.today().year)
    absence.save(force_insert=True)
    whose = "son absence" if by == person else f"l’absence {words.of(person)}"
    entry = audit_log.write(
        absence, by=by, act="declare", sentence=f"{by} a noté {whose}, {absence.days}."
    )
    outbox.write(notices.ABSENT, absence, entry, topic=notices.TOPIC)
    outbox.write(notices.NOTED, absence, entry, topic=notices.TOPIC)
    affiliations.forget(by)
    return absence


def lock_person(person):
    """Of two absences declared at once for one person, the second reads the first."""
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)


def _problems(absence):
    if absence.until_on < absence.from_on:
        return [Problem("days", "Le dernier jour vient avant le premier.")]
    if absence.until_on < clock.today():
        return [Problem("past", "Cette absence est déjà finie\u00a0: il n’y a rien à confier.")]
    if absence.until_on - absence.from_on > LONGEST:
        text = "Une absence ne dépasse pas un an\u00a0: au-delà, faites donner la fonction à quelqu’un."
        return [Problem("long", text)]
    if crossed := crossing(absence):
        text = (
            f"Une absence {words.of(absence.person)} est déjà notée, {crossed.days}\u00a0: mettez-y fin "
            "d’abord, ou choisissez d’autres jours."
        )
        return [Problem("crossed", text)]
    return []


def crossing(absence):
    """The absence of the same person, not ended, that has a day in common, or None."""
    rows = Absence.objects.filter(person=absence.person, ended_on=None)
    return rows.filter(from_on__lte=absence.until_on, until_on__gte=absence.from_on).first()


@transaction.atomic
def end(absence, *, by):
    """The person is back before the last day, or does not leave: they count as present at once."""
    absence = _locked(absence)
    if not declarer(by, absence):
        raise Forbidden(f"Seule {declarer.label} met fin à cette absence.")
    if not absence.is_ahead:
        raise Refused(Problem("ended", "Cette absence est déjà finie."))
    absence.ended_on, absence.ended_by = clock.today(), by
    if not absence.has_begun:
        absence.put_away_at = clock.now()  # nothing went on meanwhile
    absence.save(update_fields=["ended_on", "ended_by", "put_away_at"])
    whose = "son absence" if by == absence.person else f"l’absence {words.of(absence.person)}"
    act = "a mis fin à" if absence.has_begun else "a annulé"
    audit_log.write(absence, by=by, act="end", sentence=f"{by} {act} {whose}, {absence.days}.")
    affiliations.forget(by)
    return absence


@transaction.atomic
def put_away(absence, *, by):
    """The reminder of what went on meanwhile leaves the home of who is back; twice is once."""
    absence = _locked(absence)
    if not oneself(by, absence):
        raise Forbidden(f"Seule {oneself.label} range ce rappel.")
    if absence.is_ahead:
        raise Refused(
            Problem(
                "running", "Votre absence n’est pas finie\u00a0: dites votre retour, ou annulez-la."
            )
        )
    if absence.put_away_at is None:
        absence.put_away_at = clock.now()
        absence.save(update_fields=["put_away_at"])
    affiliations.forget(by)
    return absence


def _locked(absence):
    rows = Absence.objects.select_for_update(of=("self",)).select_related("person")
    return rows.get(pk=absence.pk)
