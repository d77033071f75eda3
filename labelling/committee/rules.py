"""Permission rules and visibilities of the committee: members, recusals, the chair (BR-52)."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q

from labelling.committee.attendance.interests import recused_people
from labelling.committee.files import in_packs
from labelling.committee.models import (
    HEARD,
    AgendaItem,
    Attendance,
    CommitteeSession,
    InterestDeclaration,
    SeatHolder,
    sitting,
)
from labelling.parties.accreditation.models import OFFICE, AuditorAccreditation
from labelling.parties.organisms.affiliations import is_president
from labelling.parties.organisms.rules import chair, held_seats
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import LabelDossier
from labelling.title.hearings.models import Hearing
from labelling.title.labels.models import Label
from labelling.title.licences.models import BrandLicence
from portal import documents
from portal.absences.models import away
from portal.access import NONE, Visibility, register_visibilities, rule
from portal.accounts.passwords import register_privileged
from portal.models import Role, User

HIDDEN = ("draft", "cancelled")  # a session that members were not called to, or no more
NEVER_VOTE = frozenset((Role.REFERENT, Role.DEPUTY, Role.SECRETARY, Role.DIRCOM, Role.TECH))

documents.register_holder(CommitteeSession)


@register_privileged
def is_seated(user):
    """BR-07: whoever holds a seat today signs in with a second factor."""
    return bool(held_seats(user))


@rule("un membre du comité")
def member(user, _thing):
    return is_seated(user)


@rule("une personne en retrait de ce point")
def recused(user, item):
    return user.pk in recused_people(item)


def _vice_waits(user, item):
    if not chair(user, item) or is_president(user) or user.pk in recused_people(item):
        return ""
    return "Le siège de la présidence est tenu, présent et sans retrait sur ce point\u00a0: la vice-présidence attend."


@rule("la présidence du comité, ou la vice-présidence en son absence", unless=_vice_waits)
def presiding(user, item):
    """BR-56: the vice-président while the président is away, or withdrew from the point; never who withdrew."""
    if not chair(user, item) or user.pk in recused_people(item):
        return False
    return is_president(user) or not presided().filter(pk=item.pk).exists()


def presided():
    """The points over which the président presides now.

    There: noted present in a session that is open, not replaced in writing, no absence declared, not withdrawn.
    """
    withdrew = InterestDeclaration.objects.filter(
        item=OuterRef(OuterRef(OuterRef("pk"))),
        user=OuterRef("user"),
        has_interest=True,
        lifted_by=None,
    )
    held = SeatHolder.objects.filter(
        sitting(), seat=OuterRef("seat"), rank=SeatHolder.Rank.FULL, user__is_active=True
    )
    held = held.exclude(Exists(withdrew) | Q(user__in=away()))
    written = Q(session__mode=CommitteeSession.Mode.WRITTEN)
    there = Q(written, is_replaced=False) | ~written & (
        ~Q(session__state=CommitteeSession.State.OPEN) | Q(full_status=Attendance.Status.PRESENT)
    )
    seats = Attendance.objects.filter(there, Exists(held), session=OuterRef("session"))
    return AgendaItem.objects.filter(
        Exists(seats.filter(seat__is_chair=True, seat__is_active=True))
    )


def recusals(user):
    """The interests of `user` that nobody lifted."""
    return InterestDeclaration.objects.filter(user=user, has_interest=True, lifted_by=None)


def declared():
    """The declarations of no interest, and those that the président lifted."""
    return InterestDeclaration.objects.filter(Q(has_interest=False) | Q(lifted_by__isnull=False))


def in_office(session):
    """The Q of the members who sit today and whose mandate had begun when the session was held.

    `session` is the path from the thing to the session ("" for itself).
    """
    holders = f"{session}attendances__seat__holders__"
    return (
        sitting(holders)
        & Q(**{f"{holders}since_on__lte": F(f"{session}held_on")})
        & ~Q(**{f"{session}state__in": HIDDEN})
    )


@dataclass(frozen=True)
class MemberVisibility(Visibility):
    """A member's visibility, less what they withdrew from: `recused` leads from an interest to the thing.

    `is_declared`: it opens once the member has said that nothing ties them to the point (BR-51).
    """

    recused: str = "item"
    is_declared: bool = True

    def condition(self, model, user):
        seen = super().condition(model, user)
        if seen is NONE:
            return seen
        rows = recusals(user).filter(**{f"{self.recused}__isnull": False})
        seen &= ~Q(pk__in=rows.values(self.recused))
        return (
            seen & Q(pk__in=declared().filter(user=user).values(self.recused))
            if self.is_declared
            else seen
        )

    def people(self, thing):
        rows = InterestDeclaration.objects.filter(has_interest=True, lifted_by=None)
        rows = rows.filter(**{self.recused: thing.pk})
        people = super().people(thing).exclude(pk__in=rows.values("user"))
        if not self.is_declared:
            return people
        return people.filter(pk__in=declared().filter(**{self.recused: thing.pk}).values("user"))


@dataclass(frozen=True)
class ChairVisibility(Visibility):
    """Whoever presides today, bound to no thing in particular."""

    def condition(self, model, user):
        return self._when() if chair(user, None) else NONE

    def people(self, thing):
        presiding = Q(mandates__seat__is_chair=True) | Q(mandates__seat__is_vice_chair=True)
        rows = User.objects.filter(presiding, sitting("mandates__"), mandates__rank="full")
        return rows.filter(is_active=True).distinct()


def members(why, items, recused, **options):
    """The members' visibility of points of an agenda, or of what hangs from them by the path `items`.

    A point off the agenda is still read, what hangs from it is not.
    """
    session = f"{items}session__"

    def where():
        gone = Q(**{f"{items}state": AgendaItem.State.REMOVED}) if items else Q()
        return in_office(session) & ~gone

    path = f"{session}attendances__seat__holders__user"
    label = "les membres du comité"
    return MemberVisibility(
        label, why, path=path, where=where, ties=held_seats, recused=recused, **options
    )


register_visibilities(
    CommitteeSession,
    Visibility(
        "les membres du comité",
        "parce qu’ils sont convoqués",
        path="attendances__seat__holders__user",
        where=lambda: in_office(""),
        ties=held_seats,
    ),
    Visibility(
        "la présidence du comité",
        "parce qu’elle convoque",
        path="attendances__seat__holders__user",
        where=lambda: (
            sitting("attendances__seat__holders__")
            & (Q(attendances__seat__is_chair=True) | Q(attendances__seat__is_vice_chair=True))
        ),
        ties=held_seats,
    ),
)
register_visibilities(
    AgendaItem, *OFFICE, members("sauf ceux qui sont en retrait", "", "item", is_declared=False)
)
register_visibilities(
    LabelDossier,
    members(
        "pour la séance qui l’examine, leurs liens déclarés, sauf retrait",
        "agenda_items__",
        "item__dossier",
    ),
)
register_visibilities(
    Label,
    ChairVisibility(
        "la présidence du comité",
        "parce qu’elle peut le suspendre en urgence",
        when=lambda: Q(state__in=("active", "extended", "suspended")),
    ),
    members(
        "pour la séance qui l’examine, leurs liens déclarés, sauf retrait",
        "agenda_items__",
        "item__label",
    ),
)
register_visibilities(
    Hearing,
    members(
        "pour la séance qui examine la mesure, leurs liens déclarés, sauf retrait",
        "label__agenda_items__",
        "item__label__hearings",
        when=lambda: Q(label__agenda_items__kind__in=HEARD),
    ),
)
register_visibilities(
    BrandLicence,
    ChairVisibility(
        "la présidence du comité",
        "parce qu’elle décide d’une révocation proposée",
        when=lambda: Q(hearing_until_on__isnull=False),
    ),
)
register_visibilities(
    AuditMission,
    members(
        "pour la séance qui examine le dossier, leurs liens déclarés, sauf retrait",
        "dossier__agenda_items__",
        "item__dossier__missions",
    ),
)
register_visibilities(
    AuditorAccreditation,
    members(
        "pour la séance qui l’examine, leurs liens déclarés, sauf retrait",
        "agenda_items__",
        "item__accreditation",
    ),
)
register_visibilities(
    documents.StoredFile,
    Visibility(
        "le secrétariat du comité",
        "parce qu’il prépare les dossiers de séance",
        role=Role.SECRETARY,
        when=in_packs,
    ),
)
