"""Uses of a practice shown on its page: reuses, questions, trophies, one's own bookmark."""

from observatory.collections import pages as collections
from observatory.questions import pages as questions
from observatory.reuse import pages as reuse
from observatory.spotlight.actions import chooser
from observatory.trophies import pages as trophies


def use_of(practice, user):
    """Without account, the same for everybody: the page is cached."""
    return (
        reuse.reuses_of(practice, user)
        | questions.questions_of(practice, user)
        | trophies.trophies_of(practice)
        | collections.bookmark_of(practice, user)
        | {"may_choose": chooser(user, None)}
    )
