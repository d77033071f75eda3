"""Autocompletion: tags, words, then titles."""

from collections import Counter

from observatory.search.planner import LONGEST
from observatory.search.ports import Suggestion
from portal.search.french import WORD, plain

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
