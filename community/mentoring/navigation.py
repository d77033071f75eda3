"""Mentoring in the club: its tab, and the first step of a new member, meeting their mentor."""

from django.db.models import Subquery
from django.urls import reverse

from community.mentoring.models import Mentoring
from community.spaces import tabs
from community.spaces.facts import facts, register_facts
from community.spaces.welcome import Step, register_step

MET = ("running", "ended")


@register_facts
def accompanied(person, space):
    """The latest mentoring in which an organism of this person is the mentee."""
    mine = {"mentee__memberships__user": person, "mentee__memberships__is_active": True}
    rows = Mentoring.objects.filter(**mine).exclude(state="declined").order_by("-pk")
    return {
        "mentor": Subquery(rows.values("mentor__name")[:1]),
        "mentoring": Subquery(rows.values("reference")[:1]),
        "mentoring_state": Subquery(rows.values("state")[:1]),
    }


def met(user, space):
    """Whether the member's organism has met its mentor."""
    if space.kind != "club":
        return None
    known = facts(user, space)
    if known["mentor"] is None:
        return None
    url = reverse("community:mentoring", args=[known["mentoring"]])
    label = f"Rencontrer {known['mentor']}, qui vous accompagne"
    return Step(label, known["mentoring_state"] in MET, url)


tabs.register_tab(
    tabs.Tab("Mentorat", "community:mentorings", lambda user, space: space.kind == "club", order=75)
)
register_step(met, order=50)
