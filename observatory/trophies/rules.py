"""Permission rules of the trophies: who organises, who proposes, who votes."""

from labelling.public import instructor, labelled_organisms, member, memberships
from observatory.practices.rules import dircom
from portal.access import rule

organiser = instructor
publisher = instructor | dircom
proposer = member  # of the organism whose practice it is


@rule("un membre d’un organisme labellisé")
def voter(user, organism):
    return member(user, organism) and labelled_organisms().filter(pk=organism.pk).exists()


def voting_organisms(user):
    """Organisms labelled today that `user` votes for, by name."""
    if not user.is_authenticated:
        return labelled_organisms().none()
    return labelled_organisms().filter(pk__in=memberships(user)).order_by("name__french")
