"""Row-level visibility: `visible_to` for querysets, and the same definition told by « Qui voit ceci ? »."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Self

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, OuterRef, Q

from portal.access.rules import Person

ALL = object()  # sees every row
NONE = object()  # sees no row


@dataclass(frozen=True)
class Bound:
    """The rows whose `by` is one of `keys`: a condition that what hangs from them takes as its own."""

    by: str
    keys: tuple

    def as_q(self) -> Q:
        return Q(**{f"{self.by}__in": self.keys})

    def through(self, field: str) -> "Bound":
        return Bound(field if self.by == "pk" else f"{field}__{self.by}", self.keys)


@dataclass(frozen=True)
class Visibility:
    """One reason to see a thing: a role, a path of relations to a user, or everybody.

    `where()` gives more conditions on that same path, evaluated at each call, so that a
    right may depend on today's date. `when()` is a condition on the thing itself.
    `ties(user)` is what binds the person that way, read once a request: nobody without a tie
    costs a subquery. With `by`, a path of single relations to what the ties name (its keys),
    they say all that path and `where` say, without any subquery.
    """

    label: str
    reason: str
    path: str = ""
    role: str = ""
    public: bool = False
    where: Callable | None = None
    when: Callable | None = None
    ties: Callable | None = None
    by: str = ""

    def condition(self, model, user):
        if self.public:
            return self._when()
        if not user.is_authenticated or not user.is_active:
            return NONE
        if self.role:
            return self._when() if user.has_role(self.role) else NONE
        if self.ties is not None and not self.ties(user):
            return NONE
        return self._bound(user) if self.by else self._along(model, user)

    def _bound(self, user):
        bound = Bound(self.by, tuple(self.ties(user)))  # ty: ignore[not-callable] -- `by` goes with `ties`
        return bound.as_q() & self.when() if self.when else bound

    def _along(self, model, user):
        if self.where is None and self.path in {f.name for f in model._meta.concrete_fields}:
            bound = Bound(self.path, (user.pk,))  # a column of the thing itself: nothing to look up
            return bound.as_q() & self.when() if self.when else bound
        rows = model._base_manager.filter(self._where(), **{self.path: user.pk})
        return Q(pk__in=rows.values("pk"))

    def people(self, thing: models.Model) -> models.QuerySet:
        """The active users who see `thing` for this reason, where its condition holds (none for a public one)."""
        users = get_user_model().objects.filter(is_active=True)
        rows = type(thing)._base_manager.filter(pk=thing.pk)
        if self.public:
            return users.none()
        if self.role:
            return users.filter(groups__name=self.role)
        return users.filter(pk__in=rows.filter(self._where()).values(self.path))

    def lacks(self, user: Person, thing: models.Model) -> str:
        """Why it is no reason for `user` to see `thing`, which is in the state that it asks."""
        if self.role:
            return "cette fonction n’est pas la sienne"
        rows = type(thing)._base_manager.filter(pk=thing.pk)
        if self.path and rows.filter(**{self.path: user.pk}).exists():
            return "un lien existe, mais il ne compte pas aujourd’hui (fini, à venir, ou retiré)"
        return "rien ne l’y lie aujourd’hui"

    def _where(self):
        where = self.where() if self.where else Q()
        return where & self.when() if self.when else where

    def _when(self):
        return self.when() if self.when else ALL


@dataclass(frozen=True)
class Through:
    """What hangs from a thing is visible with it."""

    field: str

    def condition(self, model, user):
        parent = model._meta.get_field(self.field).related_model
        found = conditions(parent, user)
        if found is ALL or not found:
            return found or NONE
        if all(isinstance(one, Bound) for one in found):
            bounds = [one.through(self.field) for one in found]
            return bounds[0] if len(bounds) == 1 else _any(bounds)
        seen = parent._base_manager.filter(_any(found))
        return Q(**{f"{self.field}__in": seen.values("pk")})


def through(field: str) -> tuple[Through]:
    return (Through(field),)


granted_by_later_topics = defaultdict(list)


def register_visibilities(model: type[models.Model], *visibilities: Visibility | Through) -> None:
    """A later topic opens a thing of an earlier one (an auditor sees the dossier of the mission)."""
    granted_by_later_topics[model].extend(visibilities)


def visibilities_of(model: type[models.Model]) -> tuple:
    """The reasons to see a `model`; a model without any shows nothing (NotImplementedError)."""
    own = getattr(model, "visibilities", None)
    if own is None:
        raise NotImplementedError(f"{model.__name__} n’a pas de règle de visibilité (visibilities)")
    return (*own, *granted_by_later_topics[model])


def conditions(model: type[models.Model], user: Person) -> Any:
    """ALL, or what each visibility lets `user` see of `model`: [Q or Bound]; a role that sees all ends the search."""
    found = []
    for visibility in sorted(
        visibilities_of(model), key=lambda visibility: not getattr(visibility, "role", "")
    ):
        condition = visibility.condition(model, user)
        if condition is ALL:
            return ALL
        if condition is not NONE:
            found.append(condition)
    return found


def visible_condition(model: type[models.Model], user: Person) -> Any:
    """ALL, NONE, or the Q of the rows of `model` that `user` sees."""
    found = conditions(model, user)
    if found is ALL or not found:
        return found or NONE
    return _any(found)


def _any(found):
    return reduce(or_, (one.as_q() if isinstance(one, Bound) else one for one in found))


class QuerySet(models.QuerySet):
    """The base of every queryset of ours: nothing is seen unless a visibility says so."""

    def visible_to(self, user: Person) -> Self:
        """A queryset of its own; subqueries, never joins: what comes after may filter, count or join freely."""
        seen = visible_condition(self.model, user)  # ty: ignore[invalid-argument-type] -- it has one
        return self.meeting(seen)

    def meeting(self, seen: Any) -> Self:
        """The same, of a `visible_condition` already known."""
        if seen is ALL:
            return self.all()
        return self.none() if seen is NONE else self.filter(seen)


@dataclass(frozen=True)
class Seen:
    """A line of « Qui voit ceci ? »."""

    label: str
    reason: str
    visibility: Visibility
    thing: models.Model

    @property
    def people(self):
        """Asked for by few pages, hence at use; None where everybody does."""
        return None if self.visibility.public else self.visibility.people(self.thing)


def who_sees(thing: models.Model) -> list[Seen]:
    """« Qui voit ceci, et pourquoi ? », from the very definitions that filter the lists."""
    lines, idle = [], _idle(thing)
    for visibility in visibilities_of(type(thing)):
        if isinstance(visibility, Through):
            lines.extend(who_sees(getattr(thing, visibility.field)))
        elif visibility not in idle:
            lines.append(Seen(visibility.label, visibility.reason, visibility, thing))
    return lines


@dataclass(frozen=True)
class Answer:
    """What a reason to see a thing says of one person: "" where it is one, else why it is none."""

    label: str
    reason: str
    lack: str


def answers(user: Person, thing: models.Model) -> list[Answer]:
    """« Pourquoi cette personne voit-elle ceci, ou non ? », from the very definitions that filter the lists."""
    found, idle = [], _idle(thing)
    for visibility in visibilities_of(type(thing)):
        if isinstance(visibility, Through):
            found.extend(answers(user, getattr(thing, visibility.field)))
            continue
        lack = ""
        if visibility in idle:
            lack = "cela ne vaut pas au stade où en est la chose"
        elif not _is_met(visibility.condition(type(thing), user), thing):
            lack = visibility.lacks(user, thing)
        found.append(Answer(visibility.label, visibility.reason, lack))
    return found


def _is_met(condition, thing):
    if condition is ALL or condition is NONE:
        return condition is ALL
    asked = condition.as_q() if isinstance(condition, Bound) else condition
    return type(thing)._base_manager.filter(asked, pk=thing.pk).exists()


def _conditional(model):
    return [one for one in visibilities_of(model) if getattr(one, "when", None)]


def with_reasons(rows: models.QuerySet) -> models.QuerySet:
    """The same rows, each with what `who_sees` asks about it: a page has no query more."""
    same = rows.model._base_manager.filter(pk=OuterRef("pk"))
    met = enumerate(same.filter(one.when()) for one in _conditional(rows.model))
    return rows.annotate(**{f"meets_{rank}": Exists(one) for rank, one in met})


def _idle(thing):
    """The visibilities whose condition `thing`, as it stands, does not meet; one query at most."""
    asked = _conditional(type(thing))
    if not asked:
        return []
    met = [getattr(thing, f"meets_{rank}", None) for rank in range(len(asked))]
    if None in met:
        rows = with_reasons(type(thing)._base_manager.filter(pk=thing.pk))
        met = rows.values_list(*(f"meets_{rank}" for rank in range(len(asked)))).first() or met
    return [one for one, is_met in zip(asked, met, strict=True) if not is_met]


def sees(user: Person, thing: models.Model) -> bool:
    """Asked again at sending time (BR-96), at download, and for each linked object."""
    return QuerySet(type(thing)).visible_to(user).filter(pk=thing.pk).exists()
