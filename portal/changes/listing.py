"""Change lines: audit-log entries since a moment, grouped by day and act."""

from collections import Counter, defaultdict, namedtuple
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from portal.changes.actions import with_last_visit
from portal.changes.registry import TOPICS, Line
from portal.core import clock

FLOOR = timedelta(days=30)  # how far the page of all news goes back for what was never visited
MOST = 1000  # lines of a branch, the latest
NAMED = 5  # things named in a day for one act: beyond, they are counted


# What a line names: the key of the thing it hangs from, its title, its place in the page.
Name = namedtuple("Name", ("root", "title", "place"))


@dataclass(frozen=True)
class ChangeLine:
    """« 3 pièces sont versées »: an act of a day, however many times; `title` and `url` of what it is about."""

    words: str
    many: int
    title: str = ""
    url: str = ""


@dataclass(frozen=True)
class Changes:
    """`days`: [(day, [ChangeLine])], the latest first."""

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

    A query a branch, then one for the names of what the lines are about.
    """
    if since is None:
        return Changes(None, (), 0)
    found = [
        (Line(*row), branch)
        for branch in TOPICS[type(thing)].branches
        for row in branch.lines_of(user, thing.pk).filter(at__gt=since)
    ]
    names = _names(user, found)
    return group_changes(_seen(found, names), since, thing, names)


def _names(user, pairs, with_roots=False):
    """{(kind, key): Name} of what `user` sees among what the lines name: one query for all kinds.

    `with_roots`: what hangs from a thing without being named too.
    """
    wanted = defaultdict(set)
    for line, branch in pairs:
        if branch.named or (with_roots and branch.root):
            wanted[branch].add(line.aggregate_id)
    parts = [
        branch.names_of(user, keys) if branch.named else branch.roots_of(keys)
        for branch, keys in wanted.items()
    ]
    rows = parts[0].union(*parts[1:], all=True).order_by() if parts else ()
    return {(kind, key): Name(*name) for kind, key, *name in rows}


def _seen(pairs, names):
    """Without the lines of what the reader does not see."""
    return [
        (line, branch)
        for line, branch in pairs
        if not branch.named or (branch.label, line.aggregate_id) in names
    ]


def group_changes(pairs, since, root, names):
    """Changes of `root` from (line, branch) pairs, grouped by day, words and what they name."""
    pairs = sorted(pairs, key=lambda pair: (pair[0].at, pair[0].pk), reverse=True)
    days = tuple(
        (day, [_line(*group, root, names) for group in _groups(list(of_day)).items()])
        for day, of_day in groupby(pairs, key=lambda pair: _day(pair[0]))
    )
    return Changes(since, days, len(pairs), pairs[0][0].at if pairs else None)


def _groups(pairs):
    """{(words, branch, key of what is named, or None when there are too many): times}."""
    many = Counter((branch.words_of(line), branch, line.aggregate_id) for line, branch in pairs)
    things = Counter((words, branch) for words, branch, _key in many)
    groups = Counter()
    for (words, branch, key), n in many.items():
        is_named = branch.named and things[words, branch] <= NAMED
        groups[words, branch, key if is_named else None] += n
    return groups


def _line(group, n, root, names):
    words, branch, key = group
    if key is None:
        return ChangeLine(counted_words(words, n), n)
    name = names[branch.label, key]
    if words in branch.acts.values():  # « {n} enquêtes » are not one, closed twice
        words = words.partition("|")[0]
    return ChangeLine(
        counted_words(words, n), n, name.title, branch.named.address(root, name.place)
    )


def _day(line):
    return line.at.astimezone(clock.PARIS).date()


def counted_words(words, n):
    """« une pièce est versée », « 3 pièces sont versées », « le dossier est modifié, 3 fois »."""
    one, _, many = words.partition("|")
    if n == 1:
        return one
    return many.format(n=n) if many else f"{one}, {n} fois"


def news(user):
    """[News] of all that `user` follows, the latest first; as many queries whatever they follow.

    A query a branch for its lines, one for their roots and names, then one a kind of thing.
    """
    floor = clock.now() - FLOOR
    pairs = [pair for topic in TOPICS.values() for pair in _latest(user, topic, floor)]
    names = _names(user, pairs, with_roots=True)
    found = defaultdict(list)
    for line, branch in _seen(pairs, names):
        name = names.get((branch.label, line.aggregate_id))
        if name or not branch.root:
            found[branch, name.root if branch.root else line.aggregate_id].append((line, branch))
    told_of = [
        one for topic in TOPICS.values() for one in _of_topic(topic, user, found, floor, names)
    ]
    return sorted(told_of, key=lambda one: one.changes.last_at, reverse=True)


def _latest(user, topic, floor):
    """[(Line, branch)] of the things of a topic that a person follows."""
    followed = topic.follows(user).order_by().values("pk")
    for branch in topic.branches:
        rows = branch.lines(user, followed).filter(at__gt=floor).order_by("-at", "-pk")
        yield from ((Line(*row), branch) for row in rows[:MOST])


def _of_topic(topic, user, found, floor, names):
    pairs = defaultdict(list)
    for (branch, key), some in found.items():
        if branch in topic.branches:
            pairs[key].extend(some)
    if not pairs:
        return
    for thing in with_last_visit(topic.follows(user).filter(pk__in=pairs), user):
        since = max(filter(None, (thing.last_visit, floor)))
        seen = [pair for pair in pairs[thing.pk] if pair[0].at > since]
        if seen:
            yield News(thing, topic.name, group_changes(seen, thing.last_visit, thing, names))


def followed(user):
    """Every thing that `user` follows."""
    return [thing for topic in TOPICS.values() for thing in topic.follows(user)]
