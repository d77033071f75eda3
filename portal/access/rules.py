"""Permission rules with a French label: `rule(user, thing)`, combined with & | and −."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

type Person = AbstractBaseUser | AnonymousUser  # evaluated by who checks types alone


@dataclass(frozen=True)
class Rule:
    """Where somebody stands towards a thing: `rule(user, thing)`, combined with & | and −."""

    label: str
    test: Callable
    is_clock: bool = False  # the engine accepts it when nobody acts
    unless: Callable | None = (
        None  # (user, thing): why somebody who seems to stand there does not, or ""
    )

    def __call__(self, user, thing):
        return bool(user and user.is_authenticated and user.is_active and self.test(user, thing))

    def refusal(self, user: Person | None, thing: object) -> str:
        """The sentence that only this person is told, instead of the label's; or ""."""
        return self.unless(user, thing) if self.unless and user and user.is_authenticated else ""

    def __and__(self, other):
        return Rule(f"{self.label} et {other.label}", lambda u, t: self(u, t) and other(u, t))

    def __or__(self, other):
        label = f"{self.label} ou {other.label}"
        return Rule(label, lambda u, t: self(u, t) or other(u, t), self.is_clock or other.is_clock)

    def __sub__(self, other):
        """« le référent, hors l’auditeur du dossier »: a conflict of interest in one minus sign."""
        return Rule(
            f"{self.label}, hors {other.label}", lambda u, t: self(u, t) and not other(u, t)
        )


def rule(label: str, unless: Callable | None = None) -> Callable[[Callable], Rule]:
    return lambda test: Rule(label, test, unless=unless)


def role(name: str, label: str) -> Rule:
    """The rule of a stored role (those that no data can tell)."""
    return Rule(label, lambda user, _thing: user.has_role(name))


clock = Rule("le portail", lambda _user, _thing: False, is_clock=True)
nobody = Rule("personne", lambda _user, _thing: False)
