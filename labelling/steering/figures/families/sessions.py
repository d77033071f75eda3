"""Figures of the committee: sessions, quorum failures, attendance by seat, recusals."""

from labelling.committee.models import Attendance, CommitteeSession, InterestDeclaration
from labelling.steering.figures import events
from labelling.steering.figures.base import Family
from labelling.steering.figures.families.flows import POINT, within
from labelling.steering.figures.rules import committee
from portal.figures import Axis, Case, Measure

S = CommitteeSession.State
HELD = (S.CLOSED, S.MINUTES_DRAFT, S.MINUTES_APPROVED, S.ARCHIVED)
Status = Attendance.Status
family = Family("committee", source="les séances, l’émargement et le journal", readers=committee, unit="séances",
                model="labelling.committeesession", related=())  # fmt: skip
sitting = {"model": "labelling.attendance", "related": ("session", "seat")}


def _held(period):
    return CommitteeSession.objects.filter(**within(period, "held_on"), state__in=HELD)


def held(period):
    rows = _held(period).order_by("held_on", "pk").values_list("pk", "held_on")
    return [Case(pk, None, day) for pk, day in rows]


def without_quorum(period):
    return [
        Case(one.thing, None, one.day)
        for one in events.of_period(CommitteeSession, period, S.RECONVENED)
    ]


def attendance(period):
    """1 for a seat whose holder or substitute came; nobody comes to a written consultation.

    Sessions taken over tell no presence.
    """
    sessions = _held(period).filter(taken_over_on=None).exclude(mode=CommitteeSession.Mode.WRITTEN)
    rows = Attendance.objects.filter(session__in=sessions)
    told = rows.order_by("session__held_on", "pk").values_list(
        "pk", "session__held_on", "full_status", "substitute_status"
    )
    return [Case(pk, None, day, int(Status.PRESENT in came)) for pk, day, *came in told]


def seats(things):
    rows = Attendance.objects.filter(pk__in=things).order_by()
    return dict(rows.values_list("pk", "seat__label"))


def recusals(period):
    rows = InterestDeclaration.objects.filter(has_interest=True, lifted_by=None)
    rows = rows.filter(item__session__in=_held(period)).order_by("item__session__held_on", "pk")
    return [Case(pk, None, day) for pk, day in rows.values_list("pk", "item__session__held_on")]


family(
    "sessions", "Séances tenues", held, "Séances du comité closes, consultations écrites comprises.",
    "Séances dont la date est dans la période et qui sont closes.",
)  # fmt: skip
family(
    "without_quorum", "Séances sans quorum", without_quorum, "Séances reconvoquées faute de quorum.",
    "Passages d’une séance à l’état «\u00a0reconvoquée\u00a0» pendant la période.",
)  # fmt: skip
family(
    "attendance", "Présence au comité", attendance,
    "Part des sièges occupés par leur titulaire ou leur suppléant.",
    "Sièges présents divisés par les sièges émargés, dans les séances closes de la période, "
    "hors consultations écrites et reprises.",
    version=2, measure=Measure.SHARE, **sitting | {"unit": "%"}, axes=(Axis("siege", "Par siège", seats),),
)  # fmt: skip
family(
    "recusals", "Déports", recusals, "Retraits d’un membre du comité d’un point, déclarés ou constatés.",
    "Intérêts qui tiennent, sur les points des séances closes de la période.",
    unit="déports", model="labelling.interestdeclaration", related=("user", *(f"item__{path}" for path in POINT)),
    page=lambda one: one.item.get_absolute_url(),
)  # fmt: skip
