"""Mail notices of the trophies."""

from labelling.public import CLUB, TEAM, club_organisms
from observatory.practices.notices import members_of
from observatory.trophies.models import TrophyVote
from portal.models import User
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders

GROUP = Group("Observatoire", 860)

LABELLED = "Vous recevez ce message parce que votre organisme est labellisé."
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


def may_be_accepted(candidate):
    return candidate.category.edition.state == "nominating"


def is_voting(edition):
    return edition.state == "voting"


INVITED = Notice(
    "trophy.invited",
    "Votre pratique est invitée aux trophées",
    about="observatory.TrophyCandidate",
    template="observatory/trophies/mail/invited.txt",
    to=authors,
    why=OURS,
    states=("invited",),
    still=may_be_accepted,
    audience="les membres de l’organisme",
    group=GROUP,
    reaches=(TEAM,),
    asks=True,
)
VOTE_OPEN = Notice(
    "trophy.vote_open",
    "Le vote des trophées est ouvert",
    to=club,
    why=LABELLED,
    still=is_voting,
    audience="les membres des organismes labellisés",
    group=GROUP,
    reaches=(CLUB,),
    asks=True,
)
VOTE_ENDS = Notice(
    "trophy.vote_ends",
    "Le vote des trophées se termine",
    to=silent,
    why=LABELLED,
    still=is_voting,
    audience="les membres labellisés qui n’ont pas voté",
    deadline=True,
    group=GROUP,
    reaches=(CLUB,),
)
RESULTS = Notice(
    "trophy.results",
    "Les trophées ont leurs résultats",
    to=club,
    why=LABELLED,
    audience="les membres des organismes labellisés",
    grouping="week",
    group=GROUP,
    reaches=(CLUB,),
)

register_placeholders(
    {
        "thing.category": "categorie",
        "thing.category.edition": "edition",
        "thing.category.edition.opens_on": "ouverture",
        "thing.closes_on": "cloture",
        "thing.practice": "pratique",
        "thing.voters": "votants",
    }
)
