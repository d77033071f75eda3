"""Population of a survey: who is asked and who has not answered, derived from the people who write in its space."""

from community.polls.models import Participation, Survey
from community.spaces.members.roles import writers
from labelling.public import member_organisms
from portal.models import User

PER_ORGANISM = ("club", "regional")  # the auditors speak for themselves


def members_of(organisms):
    """Primary keys of the active people who act for these organisms (keys)."""
    active = {"memberships__is_active": True, "memberships__organism__in": organisms}
    return User.objects.filter(is_active=True, **active).values_list("pk", flat=True)


def organisms_asked(survey):
    """Primary keys of the member organisms that have somebody to answer in the space."""
    members = member_organisms(survey.space.region or None)
    people = writers(survey.space)
    rows = User.objects.filter(pk__in=people, memberships__is_active=True)
    rows = rows.filter(memberships__organism__in=members)
    return set(rows.values_list("memberships__organism", flat=True)) & members


def size(survey):
    """How many are asked today: people or organisms."""
    if survey.per == Survey.Per.ORGANISM:
        return len(organisms_asked(survey))
    return len(writers(survey.space))


def asked(survey):
    """People who may answer today."""
    return User.objects.filter(is_active=True, pk__in=writers(survey.space))


def silent(survey):
    """People asked who have not answered, nor has their organism where organisms answer."""
    register = Participation.objects.filter(survey=survey)
    if survey.per == Survey.Per.PERSON:
        return asked(survey).exclude(pk__in=register.values("person"))
    left = organisms_asked(survey) - set(register.values_list("organism", flat=True))
    return asked(survey).filter(pk__in=members_of(left))


def is_silent(survey, person):
    """The same for one person, checked when the reminder leaves (BR-96)."""
    return silent(survey).filter(pk=person.pk).exists()
