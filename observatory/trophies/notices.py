"""Mail notices of the trophies."""

from labelling.public import club_organisms
from observatory.practices.notices import members_of
from observatory.trophies.models import TrophyVote
from portal.models import User
from portal.notifications.notices import Notice

CLUB = "Vous recevez ce message parce que votre organisme est labellisé."
OURS = "Vous recevez ce message parce que cette pratique est celle de votre organisme."


def _members(organisms):
    mine = {"memberships__is_active": True, "memberships__organism__in": organisms}
    return User.objects.filter(is_active=True, **mine).distinct()


def club(_edition):
    return _members(club_organisms().values("pk"))


def silent(edition):
    """Members of the labelled organisms that have not voted at all."""
    voted = TrophyVote.objects.filter(category__edition=edition).values("organism")
    return _members(club_organisms().exclude(pk__in=voted).values("pk"))


def authors(candidate):
    return members_of(candidate.organism_id)


def is_voting(edition):
    return edition.state == "voting"


VOTE_OPEN = Notice("trophy.vote_open", to=club, why=CLUB, still=is_voting)
VOTE_ENDS = Notice("trophy.vote_ends", to=silent, why=CLUB, still=is_voting)
RESULTS = Notice("trophy.results", to=club, why=CLUB)
INVITED = Notice(
    "trophy.invited",
    about="observatory.TrophyCandidate",
    template="observatory/trophies/mail/invited.txt",
    to=authors,
    why=OURS,
    still=lambda candidate: candidate.state == "invited",
)
