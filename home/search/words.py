"""Words as people mean them: without accents, case, elision nor ending; « l’Évaluation » is « évaluations »."""

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"\w+")
FEMININE = re.compile("(?<=[a-z]{3})ees?$")  # « labellisées » is « labellisés » to the stemmer
SHORTEST = 2
EMPTY = frozenset(
    "au aux avec ce ces cette dans de des du elle en est et eux il ils je la le les leur leurs lui ma "
    "mais me mes mon ne nos notre nous on ont ou par pas pour qu que qui sa se ses son sont sur ta te "
    "tes ton tu un une vos votre vous lorsqu jusqu puisqu quoiqu y".split()
)
_local = threading.local()  # a stemmer keeps the word in hand: one a thread


def fold(text):
    """Lower case, without accents; « œ » is « oe »."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def words(text):
    """[(start, end, root)] of the words that mean something, in their order."""
    return [
        (found.start(), found.end(), root)
        for found in WORD.finditer(text)
        if (root := root_of(found[0]))
    ]


def roots(text):
    """The distinct roots of a text, in the order of their first use."""
    return list(dict.fromkeys(root for _, _, root in words(text)))


@lru_cache(maxsize=20_000)
def root_of(word):
    """The root of one word; "" for what everybody writes and for a single letter."""
    plain = fold(word)
    if len(plain) < SHORTEST or plain in EMPTY:
        return ""
    plain = FEMININE.sub("e", plain)
    if not hasattr(_local, "stemmer"):
        _local.stemmer = snowballstemmer.stemmer("french")
    return _local.stemmer.stemWord(plain)


def written(text_roots):
    """As kept in a column: « ␣root␣root␣ », so that a whole root is looked for."""
    return f" {' '.join(text_roots)} "
