"""Permission rules of reuses."""

from labelling.public import instructor, member, memberships

author = member  # whoever acts for the organism that made the trial
moderator = instructor - author


def organisms_that_may(user, practice):
    """Keys of the organisms for which `user` may declare a reuse of `practice`: never its own."""
    if not user.is_authenticated:
        return []
    return [pk for pk in memberships(user) if pk != practice.organism_id]
