"""Notices of a session, with their recipients."""

from django.db.models import Exists, OuterRef, Q

from labelling.committee.models import (
    AgendaItem,
    InterestDeclaration,
    SeatHolder,
    sitting,
)
from labelling.committee.rules import presiding
from labelling.committee.seats import departures
from labelling.parties.organisms.people import recipients
from labelling.parties.organisms.people.recipients import COMMITTEE, PRESIDENCY
from labelling.path.dossiers.notices import GROUP as DOSSIERS
from portal.models import Role, User
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import Holders

GROUP = Group("Comité", 400)
TO_COMMITTEE = "les membres du comité"

SEATED = "Vous recevez ce message parce que vous siégez au comité de labellisation."
KEPT = "Vous recevez ce message parce que vous tenez le secrétariat du comité."
FOLLOWED = "Vous recevez ce message parce que vous suivez ce dossier pour votre organisme."


def members(session):
    """Who holds today a seat that the session calls."""
    path = "mandates__seat__in"
    seats = session.attendances.values("seat")
    return User.objects.filter(sitting("mandates__"), **{path: seats}, is_active=True).distinct()


def undeclared(session):
    """Those who have not declared on every point.

    A suppléant whose titulaire said on a point that nothing ties them to it has nothing to say there,
    unless they were called to sit in their place.
    """
    holders = SeatHolder.objects.filter(sitting(), seat__in=session.attendances.values("seat"))
    is_second = Q(rank=SeatHolder.Rank.SUBSTITUTE) & ~Q(
        seat__in=session.attendances.filter(is_replaced=True).values("seat")
    )
    waiting = AgendaItem.objects.filter(session=session.pk, state=AgendaItem.State.NOT_OPEN)
    said = InterestDeclaration.objects.filter(item=OuterRef("pk"))
    own = Exists(said.filter(user=OuterRef(OuterRef("user"))))
    titulaire = SeatHolder.objects.filter(
        sitting(), seat=OuterRef(OuterRef(OuterRef("seat"))), rank=SeatHolder.Rank.FULL
    )
    free = Q(has_interest=False) | Q(lifted_by__isnull=False)
    spoken_for = Exists(said.filter(free, user__in=titulaire.values("user")))
    called = holders.filter(~is_second, Exists(waiting.exclude(own)))
    seconds = holders.filter(is_second, Exists(waiting.exclude(own | spoken_for)))
    return User.objects.filter(Q(pk__in=called.values("user")) | Q(pk__in=seconds.values("user")))


def chairs(_session):
    office = Q(mandates__seat__is_chair=True) | Q(mandates__seat__is_vice_chair=True)
    return User.objects.filter(
        office, sitting("mandates__"), mandates__rank="full", is_active=True
    ).distinct()


def who_presides(item):
    """Whoever presides over this point now."""
    return [one for one in chairs(item.session) if presiding(one, item)]


secretaries = Holders((Role.SECRETARY,))


def substitute(attendance):
    """Who holds the seat today as suppléant."""
    held = {"mandates__seat": attendance.seat_id, "mandates__rank": SeatHolder.Rank.SUBSTITUTE}
    return User.objects.filter(sitting("mandates__"), **held, is_active=True).distinct()


def is_replaced(attendance):
    return attendance.is_replaced


def is_not_replaced(attendance):
    return not attendance.is_replaced


def has_addendum_to_approve(session):
    return session.addenda.filter(approved_on=None).exists()


DECIDED = Notice(
    "dossier.decided",
    "Le comité a décidé",
    about="labelling.LabelDossier",
    template="labelling/committee/mail/decided.txt",
    to=recipients.members(),
    why=FOLLOWED,
    audience="les membres de l’organisme",
    mandatory="la décision du comité vous est notifiée par ce message et ouvre le délai de recours",
    group=DOSSIERS,
)
CONVENED = Notice(
    "session.convened",
    "Vous êtes convoqué au comité",
    to=members,
    why=SEATED,
    audience=TO_COMMITTEE,
    mandatory="le règlement du comité veut une convocation de chaque membre",
    group=GROUP,
    reaches=(COMMITTEE,),
)
RECONVENED = Notice(
    "session.reconvened",
    "La séance du comité est convoquée de nouveau",
    to=members,
    why=SEATED,
    audience=TO_COMMITTEE,
    mandatory="le règlement du comité veut une convocation de chaque membre",
    group=GROUP,
    reaches=(COMMITTEE,),
)
CANCELLED = Notice(
    "session.cancelled",
    "La séance du comité est annulée",
    to=members,
    why=SEATED,
    audience=TO_COMMITTEE,
    mandatory="cette annulation retire une convocation",
    group=GROUP,
    reaches=(COMMITTEE,),
)
REPLACING = Notice(
    "session.replacing",
    "Vous siégez à la place de votre titulaire",
    about="labelling.Attendance",
    template="labelling/committee/mail/replacing.txt",
    to=substitute,
    why=SEATED,
    still=is_replaced,
    audience="le suppléant d’un siège",
    group=GROUP,
    reaches=(COMMITTEE,),
)
REPLACED_NO_MORE = Notice(
    "session.replaced_no_more",
    "Votre titulaire siège de nouveau",
    about="labelling.Attendance",
    template="labelling/committee/mail/replaced_no_more.txt",
    to=substitute,
    why=SEATED,
    still=is_not_replaced,
    audience="le suppléant d’un siège",
    group=GROUP,
    reaches=(COMMITTEE,),
)
PACK_AVAILABLE = Notice(
    "session.pack_available",
    "Les pièces de la séance sont prêtes",
    to=members,
    why=SEATED,
    states=("convened", "pack_sent"),
    audience=TO_COMMITTEE,
    group=GROUP,
    reaches=(COMMITTEE,),
)
DECLARATION_MISSING = Notice(
    "session.declaration_missing",
    "Votre déclaration d’intérêts manque",
    to=undeclared,
    why=SEATED,
    states=("convened", "pack_sent"),
    audience="les membres du comité qui n’ont pas déclaré",
    deadline=True,
    group=GROUP,
    reaches=(COMMITTEE,),
)
MINUTES_TO_APPROVE = Notice(
    "session.minutes_to_approve",
    "Un procès-verbal est à approuver",
    to=chairs,
    why=SEATED,
    states=("minutes_draft",),
    audience="la présidence du comité",
    group=GROUP,
    reaches=(PRESIDENCY,),
    asks=True,
)
ADDENDUM_TO_APPROVE = Notice(
    "session.addendum_to_approve",
    "Un rectificatif est à approuver",
    about="labelling.CommitteeSession",
    template="labelling/committee/mail/addendum_to_approve.txt",
    to=chairs,
    why=SEATED,
    still=has_addendum_to_approve,
    audience="la présidence du comité",
    group=GROUP,
    reaches=(PRESIDENCY,),
    asks=True,
)
DEPARTED = Notice(
    "session.departed",
    "Un vote est déposé par une personne qui ne siège plus",
    about="labelling.AgendaItem",
    template="labelling/committee/mail/departed.txt",
    to=who_presides,
    why=SEATED,
    still=departures.waiting_ballots,
    audience="la présidence du comité",
    group=GROUP,
    reaches=(PRESIDENCY,),
    asks=True,
)
TO_NOTIFY = Notice(
    "session.to_notify",
    "Des décisions sont à notifier",
    to=secretaries,
    why="Vous recevez ce message parce que vous tenez le secrétariat du comité.",
    states=("minutes_approved",),
    audience="le secrétariat du comité",
    group=GROUP,
    asks=True,
)
PRINT_FAILED = Notice(
    "session.print_failed",
    "Le PDF d’un relevé n’a pas pu être préparé",
    about="labelling.CommitteeSession",
    template="labelling/committee/mail/print_failed.txt",
    to=Holders((Role.SECRETARY, Role.REFERENT, Role.DEPUTY)),
    why="Vous recevez ce message parce que vous tenez le secrétariat du comité ou l’appuyez.",
    audience="le secrétariat du comité et le référent label",
    group=GROUP,
)
ANNULLED = Notice(
    "session.decision_annulled",
    "Une décision est annulée",
    to=secretaries,
    why=KEPT,
    audience="le secrétariat du comité",
    group=GROUP,
)

WITHDRAWN = Notice(
    "session.item_withdrawn",
    "Un point quitte l’ordre du jour",
    to=secretaries,
    why=KEPT,
    audience="le secrétariat du comité",
    group=GROUP,
)

register_placeholders(
    {
        "thing.held_on": "date_seance",
        "thing.number": "numero",
        "thing.outcome_reason": "motif",
        "thing.place": "lieu",
        "thing.seat": "siege",
        "thing.session": "seance",
        "thing.session.held_on": "jour_seance",
        "thing.starts_at": "heure",
        "thing.urgency_reason": "motif_urgence",
    }
)
