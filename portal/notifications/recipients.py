"""Recipient rules (`Tied`, `Holders`), asked of one thing or of many at once."""

from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter

from django.contrib.auth import get_user_model
from django.db.models import Q

from portal.notifications.capacities import BY_ROLE

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
