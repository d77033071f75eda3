"""Assignments: a thing of an office taken by one of its people, left, taken over, given."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import IntegrityError, transaction

from portal.absences.models import Absence
from portal.access import affiliations
from portal.access.models import User
from portal.access.references import next_reference
from portal.assignments import notices
from portal.assignments.kinds import ASSIGNABLES
from portal.assignments.models import Assignment
from portal.assignments.registry import assignable_of, assignments_of, running
from portal.assignments.rules import declarer, oneself
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, audit_log, locked

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


ENDED = "Cette affaire est finie\u00a0: personne ne s’en charge plus."
YOURS = "Vous vous en chargez déjà."


def take(thing, *, by):
    """« Je m’en charge »: Refused where somebody has it, who is named; take_over says that one knows it."""
    with _opened(thing, by) as current:
        if taken := _running(current):
            raise Refused(_already(taken, by), thing=current)
        return _give(current, by, by=by, sentence=f"{by} s’en charge.")


def take_over(thing, *, by, known=None):
    """« Reprendre »: from the bearer of the assignment `known` (its key), whom a mail tells."""
    with _opened(thing, by) as current:
        taken = _running(current)
        if taken is None:
            return _give(current, by, by=by, sentence=f"{by} s’en charge.")
        if taken.person_id == by.pk or (known is not None and taken.pk != known):
            raise Refused(_already(taken, by), thing=current)
        sentence = f"{by} reprend ce dont {taken.person} se chargeait."
        return _give(current, by, by=by, sentence=sentence, before=taken)


def release(thing, *, by):
    """« Je ne m’en charge plus »: the bearer alone; the thing is everybody's again."""
    with _opened(thing, by) as current:
        taken = _running(current)
        if taken is None or taken.person_id != by.pk:
            raise Refused(Problem("not_yours", "Vous ne vous en chargez plus."), thing=current)
        _end(taken, by)
        _tell(taken, current, by=by, act="release", sentence=f"{by} ne s’en charge plus.")
        return taken


def assign(thing, person, *, by, is_told=True):
    """Give a thing to somebody of the office, oneself or another, whoever has it; who gains or loses it is told.

    Without `is_told`, whoever gives tells it by itself: several things given at once are one mail.
    """
    with _opened(thing, by) as current:
        known = assignable_of(current)
        if not known.by(person, current) or not _holds(person, known):
            text = f"{person} ne peut pas s’en charger\u00a0: {known.by.label} le peut."
            raise Refused(Problem("not_theirs", text), thing=current)
        taken = _running(current)
        if taken is not None and taken.person_id == person.pk:
            return taken
        sentence = f"{by} s’en charge." if by == person else f"{by} confie ceci {words.to(person)}."
        return _give(current, person, by=by, sentence=sentence, before=taken, is_told=is_told)


def give_back(given, *, by, before=None):
    """Undo what was just given: to the bearer of `before` again, else to nobody; None where it has changed."""
    with _opened(given.thing, by) as current:
        taken, known = _running(current), assignable_of(current)
        if taken is None or taken.pk != given.pk:
            return None
        sentence = f"{by} annule ce qui était confié {words.to(taken.person)}."
        if before is not None and known.by(before.person, current) and _holds(before.person, known):
            return _give(
                current, before.person, by=by, sentence=sentence, before=taken, is_told=False
            )
        _end(taken, by)
        _tell(taken, current, by=by, act="release", sentence=sentence)
        return taken


@transaction.atomic
def release_all(person):
    """Of who leaves an office, or whose account closes, what they cannot take care of any more."""
    for taken in running().filter(person=person).order_by("pk"):
        known = next((one for one in ASSIGNABLES.values() if one.label == taken.thing_type), None)
        if known is not None and person.is_active and _holds(person, known):
            continue
        if known is None or taken.thing is None:
            _end(taken, None)
            continue
        with locked(taken.thing) as current:
            _end(taken, None)
            sentence = f"{person} ne s’en charge plus\u00a0: sa fonction lui est retirée."
            _tell(taken, current, by=None, act="release", sentence=sentence)


@contextmanager
def _opened(thing, by):
    """The lock of the thing, in one transaction, where `by` may take care of it and it is not over."""
    known = assignable_of(thing)
    if known is None or not known.by(by, thing):
        label = known.by.label if known else "personne"
        raise Forbidden(f"Seul {label} peut s’en charger.", thing=thing)
    with locked(thing) as current:
        if current.is_final:
            raise Refused(Problem("ended", ENDED), thing=current)
        yield current


def _running(thing):
    return assignments_of(thing).select_related("person").first()


def _holds(person, known):
    """As the database has it: the roles that an object of a person has read may be of before."""
    return person.groups.filter(name__in=known.roles).exists()


def _already(taken, by):
    if taken.person_id == by.pk:
        return Problem("yours", YOURS)
    since = words.day(taken.taken_at)
    text = (
        f"{taken.person} s’en charge depuis le {since}\u00a0: relisez la page, et reprenez-la si "
        "c’est à vous de le faire."
    )
    return Problem("taken", text)


def _give(thing, person, *, by, sentence, before=None, is_told=True):
    if before is not None:
        _end(before, by)
    given = Assignment(
        thing_type=audit_log.kind(thing),
        thing_id=thing.pk,
        reference=thing.reference,
        person=person,
        given_by=by,
        taken_at=clock.now(),
    )
    given.thing = thing
    try:
        with transaction.atomic():
            given.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            Problem("taken", "Quelqu’un vient de s’en charger\u00a0: relisez la page.")
        ) from error
    entry = _tell(given, thing, by=by, act="take", sentence=sentence)
    if not is_told:
        return given
    if before is not None and before.person_id != by.pk:
        outbox.write(notices.TAKEN_OVER, before, entry, topic=notices.TOPIC)
    if person.pk != by.pk:
        outbox.write(notices.GIVEN, given, entry, topic=notices.TOPIC)
    return given


def _end(taken, by):
    taken.released_at, taken.released_by = clock.now(), by
    taken.save(update_fields=["released_at", "released_by"])


def _tell(assignment, thing, *, by, act, sentence):
    """A line of the thing's journal, that the office alone reads; the version of the thing stays."""
    assignment.thing = thing
    return audit_log.write(assignment, by=by, act=act, sentence=sentence)
