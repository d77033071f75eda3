"""Recipient rules (`Tied`, `Holders`), asked of one thing or of many at once."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from functools import partial
from operator import attrgetter

from django.contrib.auth import get_user_model
from django.db.models import Q

from portal.access.models import Role


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


ALWAYS = Q()


@dataclass(frozen=True)
class Tied:
    """The active people whom `path`, from a person, ties to the `key` of a thing: `Notice(to=…)`.

    Two of the same path and condition are one question, whatever the things that ask it.
    """

    path: str
    key: str = "pk"  # of the thing; with dots, of what it hangs from
    where: Q = ALWAYS
    reaches: tuple = ()  # the capacities of these people

    def __call__(self, thing):
        return self.of(self.key_of(thing))

    def of(self, key):
        """The same of a key; nobody is tied to none."""
        return self._people(**{f"{self.path}__in": () if key is None else (key,)}).distinct()

    def key_of(self, thing):
        return attrgetter(self.key)(thing)

    @property
    def question(self):
        """What makes two of them one."""
        return self.path, self.where

    def of_many(self, keys):
        """{key: keys of people}, in one query."""
        found = defaultdict(set)
        rows = self._people(**{f"{self.path}__in": keys}).order_by()
        for key, person in rows.values_list(self.path, "pk"):
            found[key].add(person)
        return found

    def _people(self, **ties):
        return get_user_model().objects.filter(self.where, is_active=True, **ties)


@dataclass(frozen=True)
class Holders:
    """The active people who hold one of these roles, whatever the thing."""

    roles: tuple

    def __call__(self, _thing):
        people = get_user_model().objects.filter(groups__name__in=self.roles, is_active=True)
        return people.distinct()

    @property
    def reaches(self):
        """The capacities of these people."""
        return tuple(BY_ROLE[role] for role in self.roles)

    def key_of(self, _thing):
        return self.roles

    @property
    def question(self):
        return Holders

    def of_many(self, keys):
        """{roles: keys of people}, in one query."""
        names = {name for roles in keys for name in roles}
        rows = get_user_model().objects.filter(groups__name__in=names, is_active=True).order_by()
        found = defaultdict(set)
        for name, person in rows.values_list("groups__name", "pk"):
            found[name].add(person)
        return {roles: frozenset().union(*(found[name] for name in roles)) for roles in keys}


@dataclass(frozen=True)
class Each:
    """The people of several of these rules, each once."""

    rules: tuple

    def __call__(self, thing):
        return list(dict.fromkeys(person for rule in self.rules for person in rule(thing)))


def keys(to, thing):
    """Keys of the active people whom `to` (of a notice) names, each once."""
    if isinstance(to, Tied):
        return list(to.of(to.key_of(thing)).values_list("pk", flat=True))
    if isinstance(to, Holders):
        return list(to(thing).values_list("pk", flat=True))
    if isinstance(to, Each):
        return list(dict.fromkeys(key for rule in to.rules for key in keys(rule, thing)))
    return list(dict.fromkeys(person.pk for person in to(thing) if person and person.is_active))
