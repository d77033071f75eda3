"""Changes of a seat: added, edited, put to sleep, woken; each in its journal, unless a session reads it."""

from dataclasses import replace

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse

from labelling.committee.attendance import seating
from labelling.committee.models import Attendance, CommitteeSeat, CommitteeSession
from labelling.committee.seats import invitations, mandates
from portal.core import clock
from portal.ui import words
from portal.web.submissions.edit_conflicts import refuse_if_changed
from portal.workflow import Problem, Refused

S = CommitteeSession.State
COMING = (S.DRAFT, S.CONVENED, S.PACK_SENT)
HELD = (S.OPEN, S.CLOSED)  # votes and minutes still read the seat
CALLED = (S.CONVENED, S.PACK_SENT, *HELD)  # its holders were told that they sit
WRITTEN = {"label": "nom", "college": "collège", "order": "ordre", "function": "fonction"}
APART = ("seat", "names", "since_on")  # of a row: not facts of its seat
STORED = ("label", "college", "order", "is_chair", "is_vice_chair")
Function = CommitteeSeat.Function


@transaction.atomic
def add_seat(by, *, code, label, college, **facts):
    """A new seat is called to the sessions that are not open yet."""
    mandates.check(by)
    seat = CommitteeSeat(code=code, label=label, college=college, **facts)
    _save(seat)
    function = seat.function.label
    said = "" if seat.function == Function.NONE else f", qui a la {function} du comité"
    mandates.tell(seat, by, "add_seat", f"a ajouté le siège{said}")
    _call()
    return seat


@transaction.atomic
def compose(rows, *, by):
    """(seats added, people named or invited) of all these rows, or of none: Refused with the seat that cannot be.

    Each row: the facts of a seat, `seat` if it is there already, and `names`, (rank, address) of who is to hold it.
    """
    mandates.check(by)
    if not rows:
        raise Refused(Problem("nothing", "Aucun siège n’est à ajouter, personne n’est à nommer."))
    added = named = 0
    for row in rows:
        facts = {name: value for name, value in row.items() if name not in APART}
        try:
            seat = row["seat"] or add_seat(by, **facts)
            for rank, email in row["names"]:
                invitations.name(by, email=email, seat=seat, rank=rank, since_on=row["since_on"])
        except Refused as refused:
            said = (
                replace(one, text=f"{row['label']}\u00a0: {one.text}") for one in refused.problems
            )
            raise Refused(*said) from refused
        added, named = added + (row["seat"] is None), named + len(row["names"])
    return added, named


@transaction.atomic
def edit(by, seat, *, seen=None, **facts):
    """Its name, college, order and function; the code stays. `seen` is the stamp of what the page showed."""
    mandates.check(by)
    sessions = _unfinished(seat)
    current = _locked(seat)
    refuse_if_changed(current, STORED, seen)
    before = {name: _field_text(current, name) for name in WRITTEN}
    for name, value in facts.items():
        setattr(current, name, value)
    after = {name: _field_text(current, name) for name in WRITTEN}
    changed = [
        f"{word}, de «\u00a0{before[name]}\u00a0» à «\u00a0{after[name]}\u00a0»"
        for name, word in WRITTEN.items()
        if before[name] != after[name]
    ]
    if changed:
        _refuse(_under_way(sessions, HELD))
        _save(current)
        mandates.tell(
            current, by, "edit_seat", f"a modifié le siège\u00a0: {'\u00a0; '.join(changed)}"
        )
    return current


@transaction.atomic
def sleep(by, seat):
    """No session calls it from now on; its mandates end at once, and stay in its history."""
    mandates.check(by)
    sessions = _unfinished(seat)
    current = _locked(seat)
    _refuse(_sleep_problem(current, sessions))
    current.is_active = False
    current.save(update_fields=["is_active"])
    leaving = list(mandates.running(current))
    for holder in leaving:
        mandates.end(holder, clock.today(), at=clock.now())
    invitations.withdraw_all(current)
    preparing = [session for session in sessions if session.state == S.DRAFT]
    Attendance.objects.filter(seat=current, session__in=preparing).delete()
    ended = f"\u00a0; prend fin le mandat {_named(leaving)}" if leaving else ""
    mandates.tell(current, by, "sleep_seat", f"a mis le siège en sommeil{ended}")
    return current


@transaction.atomic
def wake(by, seat):
    """It is called again, with the function that it had; nobody holds it yet."""
    mandates.check(by)
    current = _locked(seat)
    _refuse(wake_problem(current))
    current.is_active = True
    _save(current)
    mandates.tell(current, by, "wake_seat", "a réveillé le siège")
    _call()
    return current


def edit_problem(seat):
    return _under_way(_calling(seat), HELD)


def sleep_problem(seat):
    return _sleep_problem(seat, _calling(seat))


def wake_problem(seat):
    if seat.is_active:
        return Problem("awake", "Ce siège est déjà en activité.")
    return _taken(seat)


def _sleep_problem(seat, sessions):
    if not seat.is_active:
        return Problem("asleep", "Ce siège est déjà en sommeil.")
    if found := _under_way(sessions, CALLED):
        return found
    coming = mandates.running(seat).filter(since_on__gt=clock.today()).first()
    if coming is None:
        return None
    begins = f"Le mandat {words.of(coming.user)} commence le {words.day(coming.since_on)}"
    return Problem("mandate_to_come", f"{begins}\u00a0: attendez ce jour.")


def _under_way(sessions, states):
    """The problem of a seat that a session in one of these states calls, or None."""
    found = next((one for one in sessions if one.state in states), None)
    if found is None:
        return None
    said = f"La séance du {words.day(found.held_on)} appelle ce siège, et son état est"
    otherwise = "" if found.state in HELD else ", ou annulez-la"
    later = f"Attendez que son relevé soit écrit{otherwise}."
    text = f"{said} «\u00a0{found.get_state_display().lower()}\u00a0». {later}"
    return Problem(
        "session_under_way", text, mend=found.get_absolute_url(), mend_label="Voir la séance"
    )


def _taken(seat):
    """Whose code or function it already is, or None."""
    if CommitteeSeat.objects.filter(code=seat.code).exclude(pk=seat.pk).exists():
        return Problem("code_taken", f"Le code {seat.code} est déjà celui d’un siège.")
    held = {Function.CHAIR: Q(is_chair=True), Function.VICE_CHAIR: Q(is_vice_chair=True)}
    if seat.function not in held:
        return None
    others = CommitteeSeat.objects.filter(held[seat.function], is_active=True)
    other = others.exclude(pk=seat.pk).first()
    if other is None:
        return None
    said = (
        f"Le siège «\u00a0{other}\u00a0» (collège {other.college}) a déjà la {seat.function.label}"
    )
    return Problem(
        "function_taken",
        f"{said} du comité\u00a0: retirez-la-lui d’abord.",
        mend=reverse("labelling:committee_seat_edit", args=[other.code]),
        mend_label="Modifier ce siège",
    )


def _save(seat):
    """The database keeps one code and one function: whoever comes second is told whose it is."""
    try:
        with transaction.atomic():
            seat.save()
    except IntegrityError as error:
        if found := _taken(seat):
            raise Refused(found) from error
        raise


def _refuse(problem):
    if problem:
        raise Refused(problem)


def _calling(seat):
    """The sessions that call it and whose minutes are not written, the first to meet first."""
    rows = CommitteeSession.objects.filter(state__in=(S.DRAFT, *CALLED))
    called = Attendance.objects.filter(seat=seat.pk).values("session")
    return rows.filter(pk__in=called).order_by("held_on", "pk")


def _unfinished(seat):
    """The same, locked before the seat, as keys that attendances name: none of them opens in between."""
    return list(_calling(seat).select_for_update(no_key=True))


def _locked(seat):
    return CommitteeSeat.objects.select_for_update(no_key=True).get(pk=seat.pk)


def _call():
    for session in CommitteeSession.objects.filter(state__in=COMING):
        seating.prepare(session)


def _named(holders):
    return ", puis ".join(f"{words.of(one.user)}, {one.get_rank_display()}" for one in holders)


def _field_text(seat, name):
    return seat.function.label if name == "function" else str(getattr(seat, name))
