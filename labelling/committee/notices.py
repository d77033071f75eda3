"""The mails of a session's life, with the people whom each one reaches."""

from django.db.models import Q

from labelling.committee import seating
from labelling.committee.models import AgendaItem, CommitteeSession, sitting
from labelling.organisms import reaching
from portal.models import Role, User
from portal.notifications.notices import Notice
from portal.notifications.recipients import Holders

SEATED = "Vous recevez ce message parce que vous siégez au comité de labellisation."
KEPT = "Vous recevez ce message parce que vous tenez le secrétariat du comité."
FOLLOWED = "Vous recevez ce message parce que vous suivez ce dossier pour votre organisme."


def members(session):
    """Who holds today a seat that the session calls."""
    path = "mandates__seat__in"
    seats = session.attendances.values("seat")
    return User.objects.filter(sitting("mandates__"), **{path: seats}, is_active=True).distinct()


def undeclared(session):
    """Those who have not declared on every point."""
    waiting = AgendaItem.State.NOT_OPEN
    items = list(session.items.filter(state=waiting).prefetch_related("interests"))
    said = [{row.user_id for row in item.interests.all()} for item in items]
    people = seating.read(session).people
    return [user for key, user in people.items() if any(key not in done for done in said)]


def chairs(_session):
    office = Q(mandates__seat__is_chair=True) | Q(mandates__seat__is_vice_chair=True)
    return User.objects.filter(
        office, sitting("mandates__"), mandates__rank="full", is_active=True
    ).distinct()


secretaries = Holders((Role.SECRETARY,))


def to_come(session):
    return session.state in (CommitteeSession.State.CONVENED, CommitteeSession.State.PACK_SENT)


CONVENED = Notice("session.convened", to=members, why=SEATED)
PACK_AVAILABLE = Notice("session.pack_available", to=members, why=SEATED, still=to_come)
DECLARATION_MISSING = Notice(
    "session.declaration_missing", to=undeclared, why=SEATED, still=to_come
)
CANCELLED = Notice("session.cancelled", to=members, why=SEATED)
RECONVENED = Notice("session.reconvened", to=members, why=SEATED)
MINUTES_TO_APPROVE = Notice("session.minutes_to_approve", to=chairs, why=SEATED)
ADDENDUM_TO_APPROVE = Notice(
    "session.addendum_to_approve",
    about="labelling.CommitteeSession",
    template="labelling/committee/mail/addendum_to_approve.txt",
    to=chairs,
    why=SEATED,
)
TO_NOTIFY = Notice(
    "session.to_notify",
    to=secretaries,
    why="Vous recevez ce message parce que vous tenez le secrétariat du comité.",
)
ANNULLED = Notice("session.decision_annulled", to=secretaries, why=KEPT)
DECIDED = Notice(
    "dossier.decided",
    about="labelling.LabelDossier",
    template="labelling/committee/mail/decided.txt",
    to=reaching.members(),
    why=FOLLOWED,
)
