"""Index of the members' search: words of each thing, written in the transaction of its save."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import batched

from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save

from portal.search.french import fold, roots
from portal.search.models import SearchTerm
from portal.search.parsing import REFERENCE, TERM

AT_ONCE = 500
INDEXED = {}
_is_paused = ContextVar("the index of the members' search is paused", default=False)


@dataclass(frozen=True)
class Words:
    """Where the words of a kind of thing are.

    `fields` are read of each row, among them `texts`, whose words count, the title first; `more(row)`
    gives words told in Python (the label of a state). `follows` gives the related models whose words
    are among the texts, by the path that leads to each.
    """

    kind: str
    model: type[Model]
    fields: tuple[str, ...]
    texts: tuple[str, ...]
    more: Callable | None = None
    follows: Mapping[str, type[Model]] = field(default_factory=dict)

    def is_told_by(self, names):
        """Whether the words of a thing depend on one of these fields of its own."""
        return any(name.partition("__")[0] in names for name in self.fields)

    def text_of(self, row):
        """Indexed text of a row of `fields`."""
        found = (row[self.fields.index(name)] for name in self.texts)
        parts = [str(one) for one in found if one]
        return " ".join([*parts, self.more(row)] if self.more else parts)


def follow(words: Words) -> Words:
    """Register `words`: from now on, whoever saves or deletes such a thing writes its terms too."""
    INDEXED[words.kind] = words
    uid = f"portal.search.{words.kind}"
    post_save.connect(_Saved(words), words.model, weak=False, dispatch_uid=uid)
    post_delete.connect(_Deleted(words), words.model, weak=False, dispatch_uid=uid)
    for path, model in words.follows.items():
        post_save.connect(_Related(words, path), model, weak=False, dispatch_uid=f"{uid}.{path}")
    return words


def terms(said):
    """The roots and the references of a text, as they are kept and as they are asked for."""
    references = (fold(one) for one in REFERENCE.findall(said))
    return {one[:TERM] for one in (*roots(said), *references)}


@dataclass(frozen=True)
class _Saved:
    words: Words

    def __call__(self, instance, created=False, raw=False, update_fields=None, **_):
        is_other = update_fields and not self.words.is_told_by(update_fields)
        if follows(raw) and not is_other:
            _keep_one(self.words, instance.pk, is_new=created)


@dataclass(frozen=True)
class _Deleted:
    words: Words

    def __call__(self, instance, **_):
        forget(self.words.kind, [instance.pk])


@dataclass(frozen=True)
class _Related:
    """The words of what is related have changed perhaps: nothing depends on a row that is new."""

    words: Words
    path: str

    def __call__(self, instance, created=False, raw=False, update_fields=None, **_):
        names = {
            name.rpartition("__")[2]
            for name in self.words.texts
            if name.startswith(f"{self.path}__")
        }
        is_other = update_fields and names.isdisjoint(update_fields)
        if follows(raw) and not (created or is_other):
            keep(self.words, self.words.model._base_manager.filter(**{self.path: instance}))


@contextmanager
def paused():
    """While thousands of things are made: nothing is followed, all is indexed at the end."""
    token = _is_paused.set(True)
    try:
        yield
    finally:
        _is_paused.reset(token)
    rebuild()


def follows(raw):
    """Whether what is saved now is indexed: not a fixture, nor a pause."""
    return not (raw or _is_paused.get())


@transaction.atomic(savepoint=False)
def _keep_one(words, key, *, is_new):
    """Of what is new nothing is there yet, and nothing is asked."""
    saved = words.model._base_manager.filter(pk=key).values_list("pk", *words.fields)
    held = SearchTerm.objects.filter(kind=words.kind, key=key).values_list("key", "term")
    _write(words, saved, [] if is_new else held)


@transaction.atomic(savepoint=False)
def keep(words: Words, rows: QuerySet) -> None:
    """Write the terms of these rows; nothing for those that say what they said, nor during a pause."""
    if _is_paused.get():
        return
    found = list(rows.values_list("pk", *words.fields))
    held = SearchTerm.objects.filter(kind=words.kind, key__in=[key for key, *_ in found])
    _write(words, found, held.values_list("key", "term") if found else [])


def _write(words, found, held):
    """The terms of these rows of `fields`, whose keys come first, where they are not those held."""
    wanted = {key: terms(words.text_of(row)) for key, *row in found}
    there = defaultdict(set)
    for key, term in held:
        there[key].add(term)
    for key, said in wanted.items():
        if gone := there[key] - said:
            of_key = SearchTerm.objects.filter(kind=words.kind, key=key)
            of_key.filter(term__in=gone).delete()
    fresh = [
        SearchTerm(kind=words.kind, key=key, term=term)
        for key, said in wanted.items()
        for term in said - there[key]
    ]
    SearchTerm.objects.bulk_create(fresh, batch_size=AT_ONCE, ignore_conflicts=True)


def forget(kind: str, keys: Iterable[int]) -> None:
    """Delete the terms of deleted things."""
    SearchTerm.objects.filter(kind=kind, key__in=keys).delete()


def rebuild():
    """The terms of everything, for what was written by another hand; how many things are indexed.

    Nothing during a pause, whose end does it.
    """
    count = 0
    if _is_paused.get():
        return count
    for words in INDEXED.values():
        rows = words.model._base_manager
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        SearchTerm.objects.filter(kind=words.kind).exclude(key__in=rows.values("pk")).delete()
        for part in batched(keys, AT_ONCE):
            keep(words, rows.filter(pk__in=part))
        count += len(keys)
    return count


def kinds_of(wanted):
    """Kinds with at least one thing that may hold all these terms."""
    rows = SearchTerm.objects.filter(term__in=wanted).values_list("kind", "term").distinct()
    held = defaultdict(set)
    for kind, term in rows:
        held[kind].add(term)
    return {kind for kind, found in held.items() if len(found) == len(wanted)}
