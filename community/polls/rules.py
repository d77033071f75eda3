"""Permission rules of surveys: who composes, who answers and for whom, who reads the results."""

from community.spaces.rules import animator, belongs
from labelling.public import instructor, own_member_organisms

composer = animator
answerer = belongs
measurer = instructor  # who says that a survey measures the satisfaction of organisms


def voices(user, space):
    """Primary keys of the organisms that `user` answers for in this space today, oldest first."""
    return sorted(own_member_organisms(user, space.region or None))


def reads_results(user, survey):
    """Members once published; its composers once closed."""
    if survey.state == survey.State.PUBLISHED:
        return True
    return survey.state == survey.State.CLOSED and composer(user, survey)


def reads_names(user, survey):
    """Answers one by one: named surveys, for its composers, once closed."""
    return survey.is_ended and survey.is_anonymous is False and composer(user, survey)
