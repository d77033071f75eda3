"""Tasks of the committee on a member's home: declarations, open votes, minutes, sessions to convene, quorum."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from labelling.committee.agenda import actions
from labelling.committee.models import (
    AgendaItem,
    Attendance,
    Ballot,
    CommitteeSession,
    InterestDeclaration,
    SeatHolder,
)
from labelling.committee.rules import is_seated, member, presided
from labelling.committee.seats import departures
from labelling.committee.seats.models import sitting
from labelling.committee.sessions import guards
from labelling.parties.framework.deadlines import due_of, with_delay
from labelling.parties.framework.models import LabelRulesVersion
from labelling.parties.framework.subjects import with_listing
from labelling.parties.organisms.affiliations import is_president
from labelling.parties.organisms.rules import chair, instructor
from labelling.title.labels.models import Label
from portal.core import clock
from portal.models import Role
from portal.ui import words
from portal.web.worklist import DO, WAIT, WATCH, Task, source

MOST = 20
PRESENT = Attendance.Status.PRESENT
IN_WRITING = Q(session__mode=CommitteeSession.Mode.WRITTEN)
TO_APPROVE = {True: "relevé à approuver", False: "additif au relevé à approuver"}
S = CommitteeSession.State
TO_COME = (S.CONVENED, S.PACK_SENT)
OFFICE = {
    S.DRAFT: ("à convoquer", "Convoquer", "À convoquer avant le"),
    S.CONVENED: ("dossiers à envoyer", "Envoyer les dossiers", "À envoyer avant le"),
    S.CLOSED: ("relevé à établir", "Établir le relevé", "À établir avant le"),
    S.MINUTES_APPROVED: ("décisions à notifier", "Notifier", "À notifier avant le"),
}


HELD = {
    (S.PACK_SENT, "la présidence du comité"): ("à ouvrir", "Ouvrir la séance"),
    (S.PACK_SENT, "le secrétariat du comité"): ("présences à noter", "Noter les présences"),
    (S.OPEN, "la présidence du comité"): ("à clore", "Clore la séance"),
}


def _declare(_user, session):
    return Task(
        DO,
        f"{session} : dire vos liens d’intérêts",
        session.place,
        f"{session.get_absolute_url()}declarations/",
        "vous",
        due_of(session, session.held_on),
        button="Déclarer",
        date_label="À déclarer avant le",
    )


@source(tell=_declare)
def declarations(user):
    """BR-51: the sessions to come on which a member has not declared everything."""
    if not is_seated(user):
        return None
    said = InterestDeclaration.objects.filter(item=OuterRef("pk"), user=user)
    waiting = AgendaItem.objects.filter(session=OuterRef("pk"), state=AgendaItem.State.NOT_OPEN)
    rows = CommitteeSession.objects.visible_to(user).filter(Exists(waiting.exclude(Exists(said))))
    rules = LabelRulesVersion.objects.in_force(clock.today()).values("pk")[:1]
    return with_delay(rows.filter(state__in=(*TO_COME, S.OPEN)), "D09c", Subquery(rules))


def _vote(_user, item):
    return Task(
        DO,
        f"Vote ouvert : {item.title}",
        f"{item.session}, point {item.number}",
        item.get_absolute_url(),
        "vous",
        item.session.held_on,
        button="Voter",
        date_label="Séance du",
    )


@source(
    "session", "dossier__organism", "label__organism", "accreditation__auditor__user", tell=_vote
)
def open_votes(user):
    """The votes open now that the member may cast and has not, less the points from which they withdrew."""
    if not member(user, None):
        return None
    rows = AgendaItem.objects.visible_to(user).filter(state=AgendaItem.State.OPEN)
    return rows.filter(Exists(_here(user))).exclude(Exists(_replaced(user)) | Exists(_voted(user)))


def _voted(user):
    return Ballot.objects.filter(
        item=OuterRef("pk"), round=OuterRef("round"), user=user.pk, is_current=True
    )


def _here(user):
    """The attendances where one is noted present; a written consultation has no room (BR-48)."""
    own = SeatHolder.objects.filter(sitting(), seat=OuterRef("seat"), user=user.pk)
    full, substitute = (Exists(own.filter(rank=rank)) for rank in SeatHolder.Rank.values)
    return Attendance.objects.filter(
        Q(IN_WRITING, full, is_replaced=False)
        | Q(IN_WRITING, substitute)
        | Q(full, full_status=PRESENT)
        | Q(substitute, substitute_status=PRESENT),
        session=OuterRef("session"),
    )


def _replaced(user):
    """The attendances where one’s titulaire sits on the point: a suppléant is asked for no vote (BR-49)."""
    held = SeatHolder.objects.filter(sitting(), seat=OuterRef("seat"))
    withdrew = InterestDeclaration.objects.filter(
        item=OuterRef(OuterRef(OuterRef("pk"))),
        user=OuterRef("user"),
        has_interest=True,
        lifted_by=None,
    )
    full = held.filter(rank=SeatHolder.Rank.FULL).exclude(Exists(withdrew))
    rows = Attendance.objects.filter(
        Q(IN_WRITING, is_replaced=False) | Q(full_status=PRESENT),
        session=OuterRef("session"),
    )
    own = held.filter(rank=SeatHolder.Rank.SUBSTITUTE, user=user.pk)
    return rows.filter(Exists(own), Exists(full))


def _approve(_user, session):
    is_first = session.state == S.MINUTES_DRAFT
    return Task(
        DO,
        f"{session}\u00a0: {TO_APPROVE[is_first]}",
        session.reference,
        session.get_absolute_url()
        if is_first
        else reverse("labelling:session_minutes", args=[session.reference]),
        "vous",
        session.due_on if is_first else None,
        button="Relire le relevé",
        date_label="À approuver avant le",
        undated="" if is_first else "le règlement ne donne pas de délai à un additif",
    )


@source(tell=_approve, most=MOST)
def minutes_to_approve(user):
    if not chair(user, None):
        return None
    waiting = Q(addenda__isnull=False, addenda__approved_on=None)  # one a session at most
    rows = CommitteeSession.objects.visible_to(user).filter(Q(state=S.MINUTES_DRAFT) | waiting)
    return rows.order_by("due_on")


def _departed(_user, item):
    return Task(
        DO,
        f"{item.title}\u00a0: un vote est d’une personne qui ne siège plus",
        f"{item.session}, point {item.number}",
        item.get_absolute_url(),
        "vous",
        button="Décider",
    )


@source(
    "session",
    "dossier__organism",
    "label__organism",
    "accreditation__auditor__user",
    tell=_departed,
)
def departed_ballots(user):
    """BR-56: the votes on which whoever presides has to rule, since somebody who cast one sits no more."""
    if not chair(user, None):
        return None
    rows = AgendaItem.objects.visible_to(user).filter(departures.waiting())
    return rows if is_president(user) else rows.exclude(pk__in=presided().values("pk"))


def _office(user, session):
    """Task of the office: to do for whoever takes the next step, else to wait for."""
    what, button, date_label = OFFICE[session.state]
    where = DO if user.has_role(Role.SECRETARY) else WAIT
    return Task(
        where,
        f"{session} : {what}",
        session.reference,
        session.get_absolute_url(),
        "vous" if where == DO else session.hand,
        session.due_on,
        button=button if where == DO else "Ouvrir",
        date_label=date_label,
    )


@source(tell=_office, most=MOST)
def sessions(user):
    """What the secretariat does next; the référent watches. A late notification shows here (BR-60)."""
    if not any(user.has_role(role) for role in (Role.SECRETARY, Role.REFERENT, Role.DEPUTY)):
        return None
    rows = CommitteeSession.objects.visible_to(user).filter(state__in=OFFICE)
    return rows.order_by("due_on")


def _unlisted(_user, label):
    return Task(
        DO,
        f"Suspension {words.of(label.organism)} : aucune séance pour la confirmer",
        label.reference,
        reverse("labelling:session_create"),
        "vous",
        label.due_on,
        button="Préparer une séance",
        date_label="Tombe d’elle-même le",
    )


@source("organism", tell=_unlisted)
def safeguards_without_session(user):
    """BR-72: what the présidence suspended in urgency while no session is to come: the next one made lists it."""
    return actions.to_confirm(user) if instructor(user, None) else None


def _over(_user, label):
    what, told = f"Suspension {words.of(label.organism)}", "Arrivée à son terme le"
    url = label.get_absolute_url()
    if label.is_listed:
        return Task(WATCH, what, label.reference, url, label.hand, label.due_on, date_label=told)
    what = f"{what}\u00a0: la faire lever, ou retirer le label"
    return Task(DO, what, label.reference, url, "vous", label.due_on, "Inscrire au comité", told)


@source("organism", tell=_over)
def suspensions_over(user):
    """BR-73: at its end, a suspension is to be brought before the committee, until an agenda takes it."""
    if not instructor(user, None):
        return None
    over = {"state": Label.State.SUSPENDED, "safeguard_on": None, "due_on__lte": clock.today()}
    rows = Label.objects.visible_to(user).filter(**over)
    return with_listing(rows).order_by("due_on")


def _confirm(_user, item):
    return Task(
        WATCH,
        f"Suspension {words.of(item.label.organism)}, à confirmer en séance",
        f"{item.session}, point {item.number}",
        item.get_absolute_url(),
        item.hand,
        item.session.held_on,
        date_label="Séance le",
    )


@source("session", "label__organism", tell=_confirm)
def safeguards_to_confirm(user):
    """BR-72: the safeguards on the agenda of the next session."""
    if not instructor(user, None):
        return None
    rows = AgendaItem.objects.visible_to(user).filter(state=AgendaItem.State.NOT_OPEN)
    return rows.filter(kind=AgendaItem.Kind.SUSPENSION, label__safeguard_on__isnull=False)


def _to_come(user, session):
    hand, what, button = session.hand_for(user), "quorum à réunir", "Ouvrir"
    if hand == "vous":
        what, button = HELD[session.state, session.hand]
    return Task(
        DO if hand == "vous" else WATCH,
        f"{session}\u00a0: {what}",
        session.place,
        session.get_absolute_url(),
        hand,
        session.held_on,
        button,
        "Séance le",
    )


@source(tell=_to_come, most=MOST)
def sessions_to_come(user):
    """Sessions to come, whose quorum is watched until the day; whoever presides opens them, then closes them."""
    presides = chair(user, None)
    if not (presides or user.has_role(Role.SECRETARY) or user.has_role(Role.REFERENT)):
        return None
    states = {S.PACK_SENT, S.OPEN} if presides else {S.PACK_SENT}
    rows = CommitteeSession.objects.visible_to(user).filter(state__in=states)
    present = Attendance.objects.filter(guards.PRESENT, session=OuterRef("pk"))
    return rows.annotate(has_attendance=Exists(present)).order_by("held_on")
