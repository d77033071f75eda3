"""Registry of invitation purposes: what accepting an invitation gives."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.access.models import User
from portal.accounts.sessions import factors_of


@dataclass(frozen=True)
class Purpose:
    """`accept(invitation, user)` gives the right; `describe(invitation)` ends « vous invite à … ».

    `second_factor`: from when one is asked, « dès votre première visite »; "" where none is.
    """

    name: str
    accept: Callable
    describe: Callable
    second_factor: str = ""


PURPOSES = {}


def register_purpose(name, accept, describe, *, second_factor=""):
    """`register_purpose("organism.member", join, sentence)`; with a second factor, 16 characters at once."""
    PURPOSES[name] = Purpose(name, accept, describe, second_factor)
    return PURPOSES[name]


def purpose_of(invitation):
    """KeyError for a purpose that no app registers: a deployment mistake, not a visitor's."""
    return PURPOSES[invitation.purpose]


def describe(invitation):
    """« rejoindre Valmeyre Habitat comme contact »."""
    return purpose_of(invitation).describe(invitation)


def in_words(invitation):
    """What its mail and its page say: to what, and from when a second factor that is not there yet."""
    holder = User.objects.filter(email=invitation.email).first()
    asked = purpose_of(invitation).second_factor
    has_one = holder is not None and factors_of(holder).exists()
    return {"what": describe(invitation), "second_factor": "" if has_one else asked}
