"""Who belongs to the club, for other apps: derived from the label, never stored."""

from community.polls.figures import survey_results
from community.spaces.standing import places
from labelling.public import club_organisms, is_club_member
from portal.models import User

__all__ = ("club_members", "club_organisms", "is_club_member", "places", "survey_results")


def club_members():
    """The active people who act for an organism labelled today."""
    organisms = club_organisms().values("pk")
    return User.objects.filter(
        is_active=True, memberships__is_active=True, memberships__organism__in=organisms
    ).distinct()
