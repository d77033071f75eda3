"""Permission rules of questions."""

from labelling.public import instructor, member, memberships
from portal.access import rule

asker = member  # whoever acts for the organism that asks


@rule("un membre de l’organisme de la pratique")
def author(user, question):
    return question.practice.organism_id in memberships(user)


side = asker | author


def may_ask(user, practice):
    """A member of an organism other than the practice's."""
    return user.is_authenticated and any(pk != practice.organism_id for pk in memberships(user))


overseer = side | instructor
