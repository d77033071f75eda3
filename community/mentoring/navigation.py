"""Mentoring among the parts of the club; the first step that meets the mentor."""

from community.mentoring.models import Mentoring
from community.spaces import tabs
from community.spaces.welcome import Step, add_step
from labelling.public import memberships

MET = ("running", "ended")


def met(user, space):
    """Of a member of an accompanied organism."""
    if space.kind != "club":
        return None
    rows = Mentoring.objects.filter(mentee__in=memberships(user)).exclude(state="declined")
    pair = rows.select_related("mentor").first()
    if pair is None:
        return None
    return Step(
        f"Rencontrer {pair.mentor}, qui vous accompagne", pair.state in MET, pair.get_absolute_url()
    )


tabs.add(
    tabs.Tab("Mentorat", "community:mentorings", lambda user, space: space.kind == "club", order=75)
)
add_step(met, order=50)
