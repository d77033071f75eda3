"""Kinds of things of which one of an office takes care; `register_assignable` fills them."""

from dataclasses import dataclass

from portal.access import Rule

ASSIGNABLES = {}


@dataclass(frozen=True)
class Assignable:
    """A kind of thing: its word in the addresses, the roles whose office it is, who of them may act on it."""

    model: type
    word: str
    roles: tuple
    by: Rule

    @property
    def label(self):
        return self.model._meta.label_lower


def labels_of(role):
    """The models of what this role takes care of, by their labels."""
    return [one.label for one in ASSIGNABLES.values() if role in one.roles]
