"""Registry of the acts told to followers: an act that no topic declares is never told."""

from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import CharField, Model, Q, Value
from django.db.models.functions import Cast

from portal.access import ALL, visible_condition
from portal.workflow.audit_log import Entry

TOPICS = {}
# What is read of a line of the journal.
Line = namedtuple("Line", ("pk", "aggregate_type", "aggregate_id", "thing_type", "act", "at"))


@dataclass(frozen=True)
class Named:
    """How a line names the thing that changed: columns of its model, and `address(root, place)` of its page."""

    title: str
    place: str
    address: Callable


@dataclass(frozen=True, eq=False)
class Branch:
    """A kind of aggregate whose journal tells of a thing: the thing itself, or what hangs from it by `root`.

    `acts`: {act: its words, as « une pièce est versée|{n} pièces sont versées »}; `inner`: the same of
    the things that live in the aggregate, {model name: {act: words}}. Only what the reader sees is read.
    Decisions before they are published, ballots, private notes have no words here: the words are ours,
    never the sentence nor the reason of the journal.
    """

    model: type[Model]
    acts: dict
    root: str = ""
    inner: dict = field(default_factory=dict)
    named: Named | None = None

    def lines(self, user, roots):
        """Rows (`Line`) that have words, by somebody else, of these roots (keys or their query).

        Of what is `named`, those that `user` does not see are left out when the names are read (`names_of`).
        """
        where = {f"{self.root}__in" if self.root else "pk__in": roots}
        seen = self.seen_by(user)
        return self._lines(user.pk, self._rows(seen).filter(**where).order_by().values("pk"))

    def lines_of(self, user, key):
        """The same of the thing of this key, which `user` sees."""
        if not self.root:
            return self._lines(user.pk, [key])
        rows = self._rows(self.seen_by(user)).filter(**{self.root: key})
        return self._lines(user.pk, rows.order_by().values("pk"))

    def seen_by(self, user):
        """The condition of the rows whose lines are read."""
        return ALL if self.named else visible_condition(self.model, user)

    def _rows(self, seen):
        return self.model._base_manager if self.named else self.model.objects.meeting(seen)

    def _lines(self, person, keys):
        rows = Entry.objects.filter(aggregate_type=self.label, aggregate_id__in=keys)
        rows = rows.filter(self._told_acts()).exclude(actor=person).order_by()
        return rows.values_list(*Line._fields)

    @property
    def label(self):
        return self.model._meta.label_lower

    def _told_acts(self):
        """Q of the acts that have words, each of its own kind of thing."""
        app, found = self.model._meta.app_label, Q(thing_type=self.label, act__in=list(self.acts))
        for name, acts in self.inner.items():
            found |= Q(thing_type=f"{app}.{name}", act__in=list(acts))
        return found

    def words_of(self, line):
        if line.thing_type == self.label:
            return self.acts[line.act]
        return self.inner[line.thing_type.rpartition(".")[2]][line.act]

    def names_of(self, user, keys):
        """Rows (label, key, root key, title, place) of those that `user` sees, without a query yet."""
        label = Value(self.label, output_field=CharField())
        title = Cast(self.named.title, CharField())
        columns = {"kind": label, "told": title, "where": Cast(self.named.place, CharField())}
        rows = self.model.objects.visible_to(user).filter(pk__in=keys).order_by()
        rows = rows.annotate(**columns).exclude(told="")
        return rows.values_list("kind", "pk", self.root or "pk", "told", "where")

    def roots_of(self, keys):
        """The same of what hangs from a thing without being named."""
        rows = self.model._base_manager.filter(pk__in=keys).order_by()
        empty = Value("", CharField())
        return rows.values_list(Value(self.label, CharField()), "pk", self.root, empty, empty)


@dataclass(eq=False)
class Topic:
    """Things that people follow: `follows(user)` are theirs, among those that they see."""

    model: type[Model]
    name: str  # « Dossier »
    follows: Callable
    branches: list = field(default_factory=list)


def register_changes(model, name, follows, acts):
    """Declare a kind of thing that has a feed, and what its own journal may tell."""
    TOPICS[model] = Topic(model, name, follows, [Branch(model, acts)])
    return TOPICS[model]


def register_branch(model, branch):
    """A later topic tells what hangs from an earlier thing."""
    TOPICS[model].branches.append(branch)
