"""Replacement of a titulaire by the suppléant of the seat, for coming sessions (BR-49).

In the room, who is there decides: the designation fills the attendance sheet. In writing nobody is seen absent,
so the suppléant answers in place of the titulaire.
"""

from dataclasses import dataclass

from django.db import transaction

from labelling.committee import notices
from labelling.committee.models import (
    Attendance,
    CommitteeSeat,
    CommitteeSession,
    SeatHolder,
    sitting,
)
from labelling.committee.seats import mandates
from portal.notifications import outbox
from portal.ui import words
from portal.web.submissions.edit_conflicts import refuse_if_changed
from portal.workflow import Forbidden, Problem, Refused, audit_log

S = CommitteeSession.State
COMING = (S.DRAFT, S.CONVENED, S.PACK_SENT)
TOLD = (S.CONVENED, S.PACK_SENT)  # a session in preparation is not told to members yet
NOT_YOURS = "Seuls le titulaire du siège, le référent et le secrétariat désignent qui remplace."
FULL, SUBSTITUTE = SeatHolder.Rank.FULL, SeatHolder.Rank.SUBSTITUTE


@dataclass
class Replacements:
    """The sessions, by primary key, at which the suppléant sits."""

    sessions: list


def holder(seat, rank):
    """Who holds it today in this rank, or None."""
    rows = seat.holders.filter(sitting(), rank=rank).select_related("user")
    return rows.order_by("-since_on").first()


def may_replace(user, seat):
    full = holder(seat, FULL)
    return mandates.may_edit(user, None) or bool(full and full.user_id == user.pk)


def coming(seat, user):
    """The sessions to come that call the seat and that `user` sees, the first to meet first."""
    rows = CommitteeSession.objects.visible_to(user).filter(state__in=COMING)
    called = Attendance.objects.filter(seat=seat.pk).values("session")
    return rows.filter(pk__in=called).order_by("held_on", "pk")


def current(seat, sessions):
    replaced = Attendance.objects.filter(seat=seat.pk, session__in=sessions, is_replaced=True)
    return Replacements(sorted(replaced.values_list("session", flat=True)))


def announced(seat, user):
    """The coming sessions, seen by `user`, at which the suppléant is to sit."""
    sessions = coming(seat, user).filter(attendances__seat=seat, attendances__is_replaced=True)
    return list(sessions.distinct())


def problem(seat):
    """Why nobody can be replaced, or None."""
    if holder(seat, FULL) is None:
        return Problem(
            "no_titular",
            "Ce siège n’a pas de titulaire aujourd’hui\u00a0: personne n’est à remplacer.",
        )
    if holder(seat, SUBSTITUTE) is None:
        return Problem(
            "no_substitute", "Ce siège n’a pas de suppléant aujourd’hui\u00a0: nommez-le d’abord."
        )
    return None


def effects(seat):
    """What choosing does, in sentences; nothing where nobody can be replaced."""
    if problem(seat):
        return []
    full, substitute = holder(seat, FULL).user, holder(seat, SUBSTITUTE).user
    return [
        f"{substitute}, suppléant, siège en remplacement {words.of(full)} aux séances cochées, et en est prévenu.",
        "La feuille de présence est remplie ainsi\u00a0; si le titulaire vient, c’est lui qui vote.",
        "En consultation écrite, le suppléant vote à sa place.",
        "Aux séances décochées, le titulaire siège de nouveau.",
    ]


@transaction.atomic
def replace(seat, sessions, *, by, seen=None):
    """The suppléant sits at these coming `sessions`, the titulaire at the others that `by` sees; all in the journal.

    `seen` is the stamp of what the page showed.
    """
    if not may_replace(by, seat):
        raise Forbidden(Problem("forbidden", NOT_YOURS))
    offered = list(coming(seat, by).select_for_update(of=("self",), no_key=True))
    seat = CommitteeSeat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    if found := problem(seat):
        raise Refused(found)
    wanted = {one.pk for one in sessions}
    if not wanted <= {one.pk for one in offered}:
        text = "Une séance choisie n’est plus à venir\u00a0: rouvrez cette page."
        raise Refused(Problem("session_over", text))
    refuse_if_changed(current(seat, offered), ("sessions",), seen)
    for session in offered:
        _set(seat, session, is_replaced=session.pk in wanted, by=by)
    return seat


def _set(seat, session, *, is_replaced, by):
    row = Attendance.objects.filter(seat=seat, session=session, is_replaced=not is_replaced).first()
    if row is None:
        return
    Attendance.objects.filter(pk=row.pk).update(is_replaced=is_replaced)
    full, substitute = holder(seat, FULL).user, holder(seat, SUBSTITUTE).user
    said = (
        f"a noté que {substitute}, suppléant, remplace {full} à la séance du"
        if is_replaced
        else f"a noté que {full}, titulaire, siège de nouveau à la séance du"
    )
    mandates.tell(seat, by, "replace", f"{said} {words.day(session.held_on)}")
    sentence = f"{by} {said} {words.day(session.held_on)}, siège {seat}."
    entry = audit_log.write(session, by=by, act="replace", sentence=sentence)
    if session.state in TOLD:
        notice = notices.REPLACING if is_replaced else notices.REPLACED_NO_MORE
        outbox.write_once(notice, row, key=f"{row.pk}:{entry.seq}", topic="labelling/committee")
