"""Change lines: audit-log entries since a moment, grouped by day and act."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from portal.changes.topics import TOPICS
from portal.changes.visits import with_last_visit
from portal.core import clock, union

FLOOR = timedelta(days=30)  # how far the page of all news goes back for what was never visited
MOST = 1000  # lines of a branch, the latest
NAMED = 5  # things named in a day for one act: beyond, they are counted


@dataclass(frozen=True)
class Line:
    """« 3 pièces sont versées »: an act of a day, however many times; `title` and `url` of what it is about."""

    words: str
    many: int
    title: str = ""
    url: str = ""


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
    """Changes of a thing since `since`, by others than `user`, who sees it; none without `since`.

    Two queries at most: the lines, then the names of what they are about.
    """
    topic = TOPICS[type(thing)]
    if since is None:
        return Changes(None, (), 0)
    first, *others = (_since(branch, user, [thing.pk], since) for branch in topic.branches)
    rows = first.union(*others, all=True) if others else first
    by_label = {branch.label: branch for branch in topic.branches}
    found = [(entry, by_label[entry.aggregate_type]) for entry in rows]
    names = _names(user, found)
    return group_changes(_seen(found, names), since, thing, names)


def _since(branch, user, roots, since):
    return branch.entries(user, roots).filter(at__gt=since).order_by()


def _names(user, pairs):
    """{(kind, key): (title, place)} of what `user` sees among what the lines name: one query for all kinds."""
    wanted = defaultdict(set)
    for entry, branch in pairs:
        if branch.named:
            wanted[branch].add(entry.aggregate_id)
    parts = [branch.names_of(user, keys) for branch, keys in wanted.items()]
    rows = parts[0].union(*parts[1:], all=True).order_by() if parts else ()
    return {(kind, key): (title, place) for kind, key, title, place in rows}


def _seen(pairs, names):
    """Without the lines of what the reader does not see."""
    return [
        (entry, branch)
        for entry, branch in pairs
        if not branch.named or (branch.label, entry.aggregate_id) in names
    ]


def group_changes(pairs, since, root, names):
    """Changes of `root` from (entry, branch) pairs, grouped by day, words and what they name."""
    pairs = sorted(pairs, key=lambda pair: (pair[0].at, pair[0].pk), reverse=True)
    days = tuple(
        (day, [_line(*group, root, names) for group in _groups(list(of_day)).items()])
        for day, of_day in groupby(pairs, key=lambda pair: _day(pair[0]))
    )
    return Changes(since, days, len(pairs), pairs[0][0].at if pairs else None)


def _groups(pairs):
    """{(words, branch, key of what is named, or None when there are too many): times}."""
    many = Counter((branch.words_of(entry), branch, entry.aggregate_id) for entry, branch in pairs)
    things = Counter((words, branch) for words, branch, _key in many)
    groups = Counter()
    for (words, branch, key), n in many.items():
        is_named = branch.named and things[words, branch] <= NAMED
        groups[words, branch, key if is_named else None] += n
    return groups


def _line(group, n, root, names):
    words, branch, key = group
    if key is None:
        return Line(counted_words(words, n), n)
    title, place = names[branch.label, key]
    if words in branch.acts.values():  # « {n} enquêtes » are not one, closed twice
        words = words.partition("|")[0]
    return Line(counted_words(words, n), n, title, branch.named.address(root, place))


def _day(entry):
    return entry.at.astimezone(clock.PARIS).date()


def counted_words(words, n):
    """« une pièce est versée », « 3 pièces sont versées », « le dossier est modifié, 3 fois »."""
    one, _, many = words.partition("|")
    if n == 1:
        return one
    return many.format(n=n) if many else f"{one}, {n} fois"


def news(user):
    """[News] of all that `user` follows, the latest first; as many queries whatever they follow.

    The lines of all branches, their roots and their names are one query each, then one a kind of thing.
    """
    floor = clock.now() - FLOOR
    topics = {topic: topic.follows(user) for topic in TOPICS.values()}
    found = _lines(user, topics, floor)
    names = _names(user, [pair for pairs in found.values() for pair in pairs])
    told_of = [
        one
        for topic, things in topics.items()
        for one in _of_topic(topic, with_last_visit(things, user), found, floor, names)
    ]
    return sorted(told_of, key=lambda one: one.changes.last_at, reverse=True)


def _lines(user, topics, floor):
    """{(topic, key of the thing): [(entry, branch)]} since `floor`."""
    of = {branch.label: (topic, branch) for topic in topics for branch in topic.branches}
    parts = [
        _since(branch, user, topics[topic].order_by().values("pk"), floor).order_by("-at", "-pk")
        for topic, branch in of.values()
    ]
    first, *others = (union.at_most(rows, MOST) for rows in parts)
    entries = list(first.union(*others, all=True).order_by())
    roots = _roots(of, entries)
    found = defaultdict(list)
    for entry in entries:
        topic, branch = of[entry.aggregate_type]
        key = entry.aggregate_id
        root = roots.get((entry.aggregate_type, key)) if branch.root else key
        found[topic, root].append((entry, branch))
    return found


def _roots(of, entries):
    """{(kind, key): key of the thing it hangs from}."""
    keys = defaultdict(set)
    for entry in entries:
        keys[entry.aggregate_type].add(entry.aggregate_id)
    parts = [of[kind][1].roots_of(some) for kind, some in keys.items() if of[kind][1].root]
    rows = parts[0].union(*parts[1:], all=True).order_by() if parts else ()
    return {(kind, key): root for kind, key, root in rows}


def _of_topic(topic, things, found, floor, names):
    keys = [key for of, key in found if of is topic]
    for thing in things.filter(pk__in=keys) if keys else ():
        pairs = found[topic, thing.pk]
        since = max(filter(None, (thing.last_visit, floor)))
        seen = [pair for pair in _seen(pairs, names) if pair[0].at > since]
        if seen:
            yield News(thing, topic.name, group_changes(seen, thing.last_visit, thing, names))


def followed(user):
    """Every thing that `user` follows."""
    return [thing for topic in TOPICS.values() for thing in topic.follows(user)]
