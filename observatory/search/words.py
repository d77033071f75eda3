"""Vocabulary of the published practices, and spelling corrections from it."""

from collections import Counter
from functools import cache
from pathlib import Path

from django.db.models import Q

from observatory.search import full_text
from observatory.search.full_text import ANY
from observatory.search.models import SearchWord
from observatory.search.planner import LONGEST
from observatory.search.ports import Suggestion
from portal.search.french import WORD, fold, plain, root_of, sound

TYPED, TITLES, TAGS = 2, 40, 3
MOST = 8  # words of what is typed that are looked for
SAID = 4  # words: a longer text goes on as a title only


def words(typed):
    """The words typed, without accents; none when too short to complete."""
    said = [word for word in map(plain, WORD.findall(typed[:LONGEST])) if word]
    return said[-MOST:] if len("".join(said)) >= TYPED else []


def suggestions(said, tags, read, size):
    """`tags`: of public practices, most frequent first. `read`: {pk: practice} of the titles found."""
    latest = sorted(read, reverse=True)
    found = []
    if len(said) < SAID:
        found = [*_tags(tags, said), *_words([read[pk].title for pk in latest], said)]
    found = list({plain(word): word for word in reversed(found)}.values())[::-1]
    told = [Suggestion(word) for word in found[: max(TAGS, size - len(read))]]
    told += [Suggestion(read[pk].title, read[pk].slug) for pk in latest]
    return told[:size]


def _tags(tags, said):
    """Tags with a word that starts as the text."""
    typed, found = " ".join(said), []
    for tag in tags:
        bare = " ".join(plain(word) for word in WORD.findall(tag))
        if f" {bare}".find(f" {typed}") >= 0:
            found.append(tag)
    return found[:TAGS]


def _words(titles, said):
    """Words of these titles that start as the last one typed, most frequent first."""
    if len(said) > 1:
        return []
    counts = Counter(
        word.lower()
        for title in titles
        for word in WORD.findall(title)
        if plain(word).startswith(said[0]) and len(word) > len(said[0])
    )
    return [word for word, _ in counts.most_common(TAGS)]


CANDIDATES, NEAR = 80, 2
HEARD = 3  # letters of a sound: under it, too many words share one
SLACK = 0.5  # edits: a second word farther than that from the nearest is another word
FILE = Path(__file__).parents[1] / "data" / "known_words.txt"
SHORTEST = 4  # letters: of a shorter word, any other is near


class DatabaseLexicon:
    """Word statistics of the full text for one query; unpublished practices do not exist."""

    def __init__(self, catalogue):
        self.catalogue, self.total = catalogue, len(catalogue.practices)
        self.found = {}

    def holding(self, wordings, fields=ANY):
        """{roots: public practices that hold them side by side in one of these fields}."""
        return {
            roots: found
            for (_, roots), found in self._read([(fields, r) for r in wordings]).items()
        }

    def counts(self, wordings):
        return {roots: len(found) for roots, found in self.holding(wordings).items()}

    def held(self, concept):
        """Public practices that hold one of its wordings."""
        exact = self.holding([w.roots for w in concept.wordings if not w.is_loose])
        loose = (self.apart(w.roots) for w in concept.wordings if w.is_loose)
        return frozenset().union(*exact.values(), *loose)

    def apart(self, roots):
        """Public practices that hold all these roots, anywhere."""
        return frozenset.intersection(*self.holding([(root,) for root in roots]).values())

    def read_fields(self, concepts):
        """Preload what `in_field` needs, for the wordings that some practice holds."""
        wordings = {(c.fields, w.roots) for c in concepts for w in c.wordings if not w.is_loose}
        held = self.counts({roots for _, roots in wordings})
        self._read(
            [((name,), r) for fields, r in wordings if held[r] for name in _useful(fields, r)]
        )

    def in_field(self, name, roots):
        """Public practices whose field holds these roots side by side; after `read_fields`."""
        return self.found.get(((name,), roots), frozenset())

    def _read(self, keys):
        keys, kept = list(dict.fromkeys(keys)), self.catalogue.lists.copy()
        self.found |= {key: kept[key] for key in keys if key in kept}
        read = full_text.postings([key for key in keys if key not in self.found])
        fresh = {key: found & self.catalogue.practices for key, found in read.items()}
        self.catalogue.keep_lists(fresh)
        self.found |= fresh
        return {key: self.found[key] for key in keys}

    def near(self, word):
        """At most two corrections from public practices, likeliest first; none for a short word."""
        if len(word) < SHORTEST or not word.isalpha() or word in everyday():
            return []
        heard = sound(word)
        same = SearchWord.objects.filter(Q(sound=heard) | Q(word__startswith=word))
        found = {
            *full_text.alike(word, CANDIDATES),
            *same.values_list("word", flat=True)[:CANDIDATES],
        }
        ranked = sorted((far, one) for one in found if (far := distance(word, one, heard)) < 9)
        return self._published(ranked[:12])

    def _published(self, ranked):
        """Candidates found in a public practice and as near as the nearest, with their accents."""
        counts = self.counts({(root_of(word),) for _, word in ranked if root_of(word)})
        there = [(far, word) for far, word in ranked if counts.get((root_of(word),))]
        held = [word for far, word in there if far <= there[0][0] + SLACK][:NEAR]
        shown = dict(SearchWord.objects.filter(word__in=held).values_list("word", "shown"))
        return [shown[word] for word in held]


def _useful(fields, roots):
    """« often » holds single roots, in no order."""
    return fields if len(roots) == 1 else [name for name in fields if name != "often"]


@cache
def everyday():
    """Common words without accents that are correct even if no practice holds them."""
    return frozenset(fold(FILE.read_text(encoding="utf-8")).split())


def distance(word, other, heard):
    """Edit distance of two words, less when they sound the same; 9 when too far apart."""
    limit = 1 if len(word) < 7 else 2 if len(word) < 11 else 3
    if len(heard) >= HEARD and sound(other) == heard:  # « zzzz » and « deux » sound like nothing
        return 0.5 * edits(word, other, 6)
    if other.startswith(word):
        return 0.7 + len(other) / 100  # not written to the end
    if other[0] != word[0]:
        limit = min(limit, 1)
    far = edits(word, other, limit)
    return far if far <= limit else 9


def edits(a, b, limit):
    """Damerau-Levenshtein distance, given up beyond `limit`."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before, row = None, list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row = row, [i]
        for j, y in enumerate(b, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (x != y))
            if before and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = previous
    return row[-1]
