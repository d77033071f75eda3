"""Capacities in which people receive notices: each stored role, everybody, and those that topics declare."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from functools import partial

from portal.access.people import Role


@dataclass(frozen=True)
class Capacity:
    """A heading of a person's choices: « Comme auditeur ». Who is several things reads the first `order` first."""

    key: str
    title: str
    _: KW_ONLY
    order: int
    holds: Callable  # user -> whether they are it today, from what binds them
    named: Callable | None = None  # user -> the title, with the name of what they belong to

    def title_for(self, user):
        return self.named(user) if self.named else self.title


def _holds(role, user):
    return user.has_role(role)


def _of_role(role, title, order):
    return Capacity(role.value, title, order=order, holds=partial(_holds, role))


BY_ROLE = {
    Role.REFERENT: _of_role(Role.REFERENT, "Comme référent label", 400),
    Role.DEPUTY: _of_role(Role.DEPUTY, "Comme suppléant du référent", 410),
    Role.SECRETARY: _of_role(Role.SECRETARY, "Au secrétariat du comité", 420),
    Role.DIRCOM: _of_role(Role.DIRCOM, "À la Dircom", 430),
    Role.TECH: _of_role(Role.TECH, "Comme administrateur technique", 440),
    Role.DPO: _of_role(Role.DPO, "Comme délégué à la protection des données", 450),
    Role.COMEX: _of_role(Role.COMEX, "Comme lecteur du COMEX", 460),
    Role.COMMISSION: _of_role(Role.COMMISSION, "Comme lecteur de la Commission nationale", 470),
}
OFFICE = (BY_ROLE[Role.REFERENT], BY_ROLE[Role.DEPUTY])
EVERYBODY = Capacity("account", "Pour vous-même", order=900, holds=lambda _user: True)
