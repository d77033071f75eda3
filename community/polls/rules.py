"""Permission rules of surveys: who composes, who answers and for whom, who reads the results."""

from community.spaces.rules import animator, belongs
from labelling.public import own_member_organisms

composer = animator
answerer = belongs


def voices(user, space):
    """The keys of the organisms for which `user` speaks in this space today, the oldest first."""
    return sorted(own_member_organisms(user, space.region or None))


def reads_results(user, survey):
    """Members once they are published; who composed it, once it is closed."""
    if survey.state == survey.State.PUBLISHED:
        return True
    return survey.state == survey.State.CLOSED and composer(user, survey)


def reads_names(user, survey):
    """The answers one by one: of a named survey, for who composes, once it is closed."""
    return survey.is_ended and survey.is_anonymous is False and composer(user, survey)
