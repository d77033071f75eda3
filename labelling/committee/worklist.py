"""The committee in the three lists: declarations, open votes, minutes; sessions to convene, quorum to watch."""

from django.db.models import Exists, OuterRef, Q

from labelling.committee.models import AgendaItem, CommitteeSession, InterestDeclaration
from labelling.committee.rules import is_seated, member
from labelling.organisms.rules import chair
from portal.models import Role
from portal.web.worklist import DO, WAIT, WATCH, Task, provider

MOST = 20
TO_APPROVE = {True: "relevé à approuver", False: "additif au relevé à approuver"}
S = CommitteeSession.State
TO_COME = (S.CONVENED, S.PACK_SENT)
OFFICE = {
    S.DRAFT: ("à convoquer", "Convoquer", "À convoquer avant le"),
    S.CONVENED: ("dossiers à envoyer", "Envoyer les dossiers", "À envoyer avant le"),
    S.CLOSED: ("relevé à établir", "Établir le relevé", "À établir avant le"),
    S.MINUTES_APPROVED: ("décisions à notifier", "Notifier", "À notifier avant le"),
}


@provider
def declarations(user):
    """BR-51: the sessions to come on which a member has not declared everything."""
    if not is_seated(user):
        return []
    said = InterestDeclaration.objects.filter(item=OuterRef("pk"), user=user)
    waiting = AgendaItem.objects.filter(session=OuterRef("pk"), state=AgendaItem.State.NOT_OPEN)
    rows = CommitteeSession.objects.visible_to(user).filter(Exists(waiting.exclude(Exists(said))))
    rows = rows.filter(state__in=(*TO_COME, S.OPEN)).order_by("held_on")
    return [
        Task(
            DO,
            f"{session} : dire vos liens d’intérêts",
            session.place,
            f"{session.get_absolute_url()}declarations/",
            "vous",
            session.due_date("D09c"),
            button="Déclarer",
            date_label="À déclarer avant le",
        )
        for session in rows[:MOST]
    ]


@provider
def open_votes(user):
    """The votes open now, less the points from which the member withdrew."""
    if not member(user, None):
        return []
    rows = AgendaItem.objects.visible_to(user).filter(state=AgendaItem.State.OPEN)
    rows = rows.select_related("session", "dossier__organism", "label__organism")
    return [
        Task(
            DO,
            f"Vote ouvert : {item.title}",
            f"{item.session}, point {item.number}",
            item.get_absolute_url(),
            "les membres du comité",
            item.session.held_on,
            button="Voter",
            date_label="Séance du",
        )
        for item in rows.select_related("accreditation__auditor__user").order_by(
            "session__held_on"
        )[:MOST]
    ]


@provider
def minutes_to_approve(user):
    if not chair(user, None):
        return []
    waiting = Q(addenda__isnull=False, addenda__approved_on=None)  # one a session at most
    rows = CommitteeSession.objects.visible_to(user).filter(Q(state=S.MINUTES_DRAFT) | waiting)
    return [
        Task(
            DO,
            f"{session} : {TO_APPROVE[session.state == S.MINUTES_DRAFT]}",
            session.reference,
            session.get_absolute_url(),
            "la présidence du comité",
            session.due_on,
            button="Relire le relevé",
            date_label="À approuver avant le",
        )
        for session in rows.order_by("due_on")[:MOST]
    ]


@provider
def sessions(user):
    """What the secretariat does next; the référent watches. A late notification shows here (BR-60)."""
    is_secretary = user.has_role(Role.SECRETARY)
    if not (is_secretary or user.has_role(Role.REFERENT) or user.has_role(Role.DEPUTY)):
        return []
    rows = CommitteeSession.objects.visible_to(user).filter(state__in=OFFICE).order_by("due_on")
    return [_office_task(session, DO if is_secretary else WAIT) for session in rows[:MOST]]


def _office_task(session, where):
    what, button, date_label = OFFICE[session.state]
    return Task(
        where,
        f"{session} : {what}",
        session.reference,
        session.get_absolute_url(),
        session.hand,
        session.due_on,
        button=button if where == DO else "Ouvrir",  # whoever waits opens; another acts
        date_label=date_label,
    )


@provider
def sessions_to_come(user):
    """The quorum is to watch until the day: who said what about their interests is on the page."""
    if not (user.has_role(Role.SECRETARY) or user.has_role(Role.REFERENT)):
        return []
    rows = CommitteeSession.objects.visible_to(user).filter(state=S.PACK_SENT).order_by("held_on")
    return [
        Task(
            WATCH,
            f"{session} : quorum à réunir",
            session.place,
            session.get_absolute_url(),
            session.hand,
            session.held_on,
            date_label="Séance le",
        )
        for session in rows[:MOST]
    ]
