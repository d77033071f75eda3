"""Permission rules of offers to be called: members of an organism labelled today."""

from labelling.public import is_club_member, labelled_organisms, member, memberships
from portal.access import rule

own = member


@rule("un membre d’un organisme labellisé")
def labelled_member(user, organism):
    return member(user, organism) and labelled_organisms().filter(pk=organism.pk).exists()


def may_offer(user):
    return is_club_member(user)


def progresses(user):
    """Whoever acts for an organism sees the suggestions for its own weaknesses."""
    return user.is_authenticated and bool(memberships(user))
