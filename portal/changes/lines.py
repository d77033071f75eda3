"""Change lines: audit-log entries since a moment, grouped by day and act."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from portal.changes.topics import TOPICS
from portal.changes.visits import with_last_visit
from portal.core import clock

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
    names = _names(user, [pair for rows in pairs.values() for pair in rows])
    things = with_last_visit(followed, user).filter(pk__in=list(pairs)) if pairs else ()
    for thing in things:
        since = max(filter(None, (thing.last_visit, floor)))
        seen = [pair for pair in _seen(pairs[thing.pk], names) if pair[0].at > since]
        if seen:
            yield News(thing, topic.name, group_changes(seen, thing.last_visit, thing, names))


def followed(user):
    """Every thing that `user` follows."""
    return [thing for topic in TOPICS.values() for thing in topic.follows(user)]
