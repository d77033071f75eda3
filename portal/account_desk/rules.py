"""Permission rules of the desk of accounts: one of two offices proposes, the other confirms."""

from portal.access import rule
from portal.account_desk.roles import holders


@rule("celui des deux, référent label ou administrateur technique, qui l’a proposé")
def proposer(user, change):
    return user.has_role(change.proposed_as)


@rule(
    "celui des deux, référent label ou administrateur technique, qui n’a rien proposé et que cela ne concerne pas"
)
def confirmer(user, change):
    """Nobody confirms what they have proposed, nor what is about themselves."""
    return user.has_role(change.confirmed_as) and user.pk not in _apart(change)


@rule("pour une fin au soir d’un jour")
def dated(_user, change):
    return change.is_dated


def confirmers(change):
    """The people whom `confirmer` lets act."""
    return holders(change.confirmed_as).exclude(pk__in=_apart(change))


def proposers(change):
    """The people of the office that proposed."""
    return holders(change.proposed_as)


def _apart(change):
    return [key for key in (change.proposed_by_id, change.person_id) if key]
