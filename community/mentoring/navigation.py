"""Mentoring in the club: its tab, and the first step of a new member, meeting their mentor."""

from community.mentoring.models import Mentoring
from community.spaces import tabs
from community.spaces.members.steps import Step, register_step
from labelling.public import memberships

MET = ("running", "ended")


def met(user, space):
    """Whether the member's organism has met its mentor."""
    if space.kind != "club":
        return None
    rows = Mentoring.objects.filter(mentee__in=memberships(user)).exclude(state="declined")
    latest = rows.select_related("mentor").order_by("pk").last()
    if latest is None:
        return None
    label = f"Rencontrer {latest.mentor.name}, qui vous accompagne"
    return Step(label, latest.state in MET, latest.get_absolute_url())


tabs.register_tab(
    tabs.Tab("Mentorat", "community:mentorings", lambda user, space: space.kind == "club", order=75)
)
register_step(met, order=50)
