"""Calendar dates of the committee: sessions in full for members, announced dates for others."""

from datetime import datetime, time

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from labelling.committee.models import AgendaItem, CommitteeSession, InterestDeclaration
from labelling.committee.rules import is_seated
from labelling.parties.framework.binding import current_rules
from labelling.parties.organisms.rules import chair, instructor
from portal import calendar
from portal.core import clock
from portal.models import Role
from portal.ui import words

S = CommitteeSession.State
ANNOUNCED = (S.CONVENED, S.PACK_SENT, S.OPEN)
SEAT, OFFICE = "parce que vous siégez au comité", "parce que vous préparez les séances"
PUBLIC = "parce que la date des séances est annoncée à tous"
WORDS = ("reference", "state", "starts_at", "place")
MARGIN = 60  # days between a session and what its date makes due
DUE = {
    S.DRAFT: "séance à convoquer",
    S.CONVENED: "dossiers de séance à envoyer",
    S.CLOSED: "relevé à établir",
    S.MINUTES_DRAFT: "relevé à approuver",
    S.MINUTES_APPROVED: "décisions à notifier",
}
TITLE = "Comité de labellisation"
calendar.register_kind("comite", "Comité", "vote", order=40)


def _why(user):
    return SEAT if is_seated(user) else OFFICE


def _session(user, row):
    is_cancelled = row.w2 in (S.CANCELLED, S.RECONVENED)
    return calendar.Moment(
        f"seance.{row.pk}",
        TITLE,
        "comite",
        _why(user),
        **_when(row),
        url=reverse("labelling:session_detail", args=[row.w1]),
        place=row.w4,
        detail=row.w1,
        revised_at=row.changed_at,
        revision=row.version,
        is_cancelled=is_cancelled,
    )


def _when(row):
    """A session that was taken over has no hour until somebody writes it."""
    if not row.w3:
        return {"day": row.day}
    hour = time.fromisoformat(row.w3[:8])
    return {"starts_at": datetime.combine(row.day, hour, tzinfo=clock.PARIS)}


def _announced(user, row):
    """Moment of an announced session: its date, without agenda, hour or place."""
    return calendar.Moment(
        f"seance.{row.pk}",
        TITLE,
        "comite",
        PUBLIC,
        day=row.day,
        revised_at=row.changed_at,
        revision=row.version,
        is_cancelled=row.w2 in (S.CANCELLED, S.RECONVENED),
    )


def _works_there(user):
    return is_seated(user) or instructor(user, None) or user.has_role(Role.SECRETARY)


@calendar.dates("session", tell=_session, day="held_on", words=WORDS)
def sessions(user):
    return CommitteeSession.objects.visible_to(user) if _works_there(user) else None


@calendar.dates("session.announced", tell=_announced, day="held_on", words=WORDS)
def announced(user):
    """A public fact: the agenda page of the site tells the same dates to strangers."""
    seen = CommitteeSession.objects.visible_to(user).values("pk")
    rows = CommitteeSession.objects.filter(convened_on__isnull=False).exclude(pk__in=seen)
    return rows.filter(Q(state__in=ANNOUNCED) | Q(state__in=(S.CANCELLED, S.RECONVENED)))


def _due(user, row):
    return _deadline(user, row, row.day, DUE[row.w2], "comite")


def _declare(user, row):
    day = current_rules().due("D09c", row.day)
    return _deadline(user, row, day, "vos liens d’intérêts à dire", "comite-liens")


def _deadline(user, row, day, said, code):
    return calendar.Moment(
        f"{code}.{row.w1}",
        f"Comité\u00a0: {said}",
        "echeance",
        _why(user),
        day=day,
        url=reverse("labelling:session_detail", args=[row.w1]),
        detail=f"{row.w1}, {words.day(row.day)}" if code != "comite" else row.w1,
        sober=f"Séance {row.w1}",
        revised_at=row.changed_at,
        revision=row.version,
    )


@calendar.dates("session.due", tell=_due, words=WORDS)
def due(user):
    """What the secretariat does next, watched by whoever instructs; the minutes, by the présidence."""
    rows = CommitteeSession.objects.visible_to(user).filter(state__in=DUE)
    if user.has_role(Role.SECRETARY) or instructor(user, None):
        return rows
    return rows.filter(state=S.MINUTES_DRAFT) if chair(user, None) else None


@calendar.dates("session.declare", tell=_declare, day="held_on", words=WORDS, margin=MARGIN)
def declarations(user):
    """BR-51: sessions to come on which a member has not declared everything."""
    if not is_seated(user):
        return None
    said = InterestDeclaration.objects.filter(item=OuterRef("pk"), user=user)
    waiting = AgendaItem.objects.filter(session=OuterRef("pk"), state=AgendaItem.State.NOT_OPEN)
    rows = CommitteeSession.objects.visible_to(user).filter(state__in=ANNOUNCED)
    return rows.filter(Exists(waiting.exclude(Exists(said))))
