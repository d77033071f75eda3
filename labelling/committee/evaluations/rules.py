"""Permission rules of the evaluation of auditors: who gives one, on which side, and who reads them."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from labelling.committee.evaluations.grids import current_grid
from labelling.committee.evaluations.models import AuditorEvaluation
from labelling.parties.accreditation.rules import is_auditor
from labelling.parties.organisms.rules import chair, instructor, member, memberships, secretary
from labelling.path.audits.models import AuditMission
from labelling.path.audits.rules import assigned
from portal.access import rule
from portal.core import clock
from portal.core.read_once import is_report, read_once

Side = AuditorEvaluation.Side
office = instructor - assigned
reader = instructor | secretary | chair
giver = member | office


@rule("l’auditeur")
def evaluated(user, _thing):
    return is_auditor(user)


opener = reader | evaluated


def side_of(user, mission):
    """The side on which `user` evaluates the auditor of a mission, or None."""
    if member(user, mission):
        return Side.ORGANISM
    return Side.OFFICE if office(user, mission) else None


def asked():
    """The Q of the missions whose auditor is to be evaluated: their report was validated here, not long ago."""
    return Q(validated_on__gte=_since(), taken_over_on=None, auditor__isnull=False)


def is_asked(mission):
    """The same of one mission, as it was read."""
    on, is_of_here = mission.validated_on, mission.taken_over_on is None
    return on is not None and on >= _since() and is_of_here and mission.auditor_id is not None


def _since():
    return clock.today() - timedelta(current_grid().days)


def has_given(mission, side):
    """Whether this side has evaluated the auditor of a mission; the forecast reads those of all missions once."""
    if is_report():
        return mission.pk in _given(side)
    return AuditorEvaluation.objects.filter(mission=mission, side=side).exists()


@read_once
def _given(side):
    return frozenset(AuditorEvaluation.objects.filter(side=side).values_list("mission", flat=True))


def without(side):
    """The Q of the missions that this side has not evaluated."""
    given = AuditorEvaluation.objects.filter(mission=OuterRef("pk"), side=side)
    return ~Exists(given)


def awaited_of_organism(user):
    """The missions whose auditor an organism of `user` has still to evaluate; None to who belongs to none."""
    mine = memberships(user)
    if not mine:
        return None
    rows = AuditMission.objects.visible_to(user).filter(asked(), without(Side.ORGANISM))
    return rows.filter(dossier__organism__in=list(mine))


def awaited_of_office(user):
    """The same of the office; nobody evaluates themselves."""
    if not instructor(user, None):
        return None
    rows = AuditMission.objects.visible_to(user).filter(asked(), without(Side.OFFICE))
    return rows.exclude(auditor__user=user)
