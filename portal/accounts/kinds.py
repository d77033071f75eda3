"""Registry of invitation purposes: what accepting an invitation gives."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Purpose:
    """`accept(invitation, user)` gives the right; `describe(invitation)` ends « vous invite à … »."""

    name: str
    accept: Callable
    describe: Callable
    is_privileged: bool = False


PURPOSES = {}


def register_purpose(name, accept, describe, *, is_privileged=False):
    """`register_purpose("organism.member", join, sentence)`; privileged: 16 characters at once."""
    PURPOSES[name] = Purpose(name, accept, describe, is_privileged)
    return PURPOSES[name]


def purpose_of(invitation):
    """KeyError for a purpose that no app registers: a deployment mistake, not a visitor's."""
    return PURPOSES[invitation.purpose]


def describe(invitation):
    """« rejoindre Valmeyre Habitat comme contact »."""
    return purpose_of(invitation).describe(invitation)
