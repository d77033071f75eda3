"""Public interface of the communities for other apps: who belongs to the club, and the public questions."""

from django.db.models import QuerySet

from community.polls.results.figures import survey_results
from community.questions.models import PublicQuestion, is_public
from community.spaces.members.roles import places
from labelling.public import club_organisms, is_club_member
from portal.cache import versions
from portal.models import User

versions.watch(PublicQuestion)
__all__ = (
    "club_members",
    "club_organisms",
    "is_club_member",
    "places",
    "public_questions",
    "survey_results",
)


def club_members() -> QuerySet:
    """Active people who act for an organism labelled today."""
    organisms = club_organisms().values("pk")
    return User.objects.filter(
        is_active=True, memberships__is_active=True, memberships__organism__in=organisms
    ).distinct()


def public_questions() -> QuerySet:
    """Questions published today, whoever asks."""
    return PublicQuestion.objects.filter(is_public()).order_by("title__french", "pk")
