"""What changed since a moment: lines of the journals that have words here, by day and act, latest first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from portal import clock
from portal.feed.topics import TOPICS
from portal.feed.visits import with_last_visit

FLOOR = timedelta(days=30)  # how far the page of all news goes back for what was never visited
MOST = 1000  # lines of a branch, the latest


@dataclass(frozen=True)
class Line:
    """« 3 pièces sont versées »: an act of a day, however many times."""

    words: str
    many: int


@dataclass(frozen=True)
class Changes:
    """`days`: [(day, [Line])], the latest first."""

    since: object
    days: tuple
    count: int
    last_at: object = None

    def __bool__(self):
        return self.count > 0


@dataclass(frozen=True)
class News:
    """A followed thing and what changed there."""

    thing: object
    name: str
    changes: Changes


def changes(user, thing, since):
    """Changes of a thing since `since`, by others than `user`, who sees it. One query; none without `since`."""
    topic = TOPICS[type(thing)]
    if since is None:
        return Changes(None, (), 0)
    first, *others = (_since(branch, user, [thing.pk], since) for branch in topic.branches)
    rows = first.union(*others, all=True) if others else first
    by_label = {branch.label: branch for branch in topic.branches}
    found = [(entry, by_label[entry.aggregate_type]) for entry in rows]
    return told(found, since)


def _since(branch, user, roots, since):
    return branch.entries(user, roots).filter(at__gt=since).order_by()


def told(pairs, since):
    """Changes from (entry, branch) pairs, grouped by day and words."""
    pairs = sorted(pairs, key=lambda pair: (pair[0].at, pair[0].pk), reverse=True)
    days = []
    for day, group in groupby(pairs, key=lambda pair: _day(pair[0])):
        many = defaultdict(int)
        for entry, branch in group:
            many[branch.words_of(entry)] += 1
        days.append((day, [Line(said(words, n), n) for words, n in many.items()]))
    return Changes(since, tuple(days), len(pairs), pairs[0][0].at if pairs else None)


def _day(entry):
    return entry.at.astimezone(clock.PARIS).date()


def said(words, n):
    """« une pièce est versée », « 3 pièces sont versées », « le dossier est modifié, 3 fois »."""
    one, _, many = words.partition("|")
    if n == 1:
        return one
    return many.format(n=n) if many else f"{one}, {n} fois"


def news(user):
    """[News] of all that `user` follows, the latest first; as many queries whatever they follow."""
    found = []
    for topic in TOPICS.values():
        found += _of_topic(topic, user)
    return sorted(found, key=lambda one: one.changes.last_at, reverse=True)


def _of_topic(topic, user):
    floor = clock.now() - FLOOR
    followed = topic.follows(user)
    pairs = defaultdict(list)
    for branch in topic.branches:
        rows = _since(branch, user, followed.order_by().values("pk"), floor)
        rows = list(rows.order_by("-at", "-pk")[:MOST])
        roots = branch.roots_of({entry.aggregate_id for entry in rows}) if rows else {}
        for entry in rows:
            pairs[roots.get(entry.aggregate_id)].append((entry, branch))
    things = with_last_visit(followed, user).filter(pk__in=list(pairs)) if pairs else ()
    for thing in things:
        since = max(filter(None, (thing.last_visit, floor)))
        new = told([pair for pair in pairs[thing.pk] if pair[0].at > since], thing.last_visit)
        if new:
            yield News(thing, topic.name, new)


def followed(user):
    """Every thing that `user` follows."""
    return [thing for topic in TOPICS.values() for thing in topic.follows(user)]
