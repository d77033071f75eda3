"""French stemming: words without accents, case, elision nor ending; « l’Évaluation » is « évaluations »."""

import re
import threading
import unicodedata
from functools import lru_cache

STEPS = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"ph", "f"),
        (r"[sc]ch?(?=[eiy])|ss|ç|sç", "s"),
        (r"t(?=i(?:on|el|al))", "s"),
        (r"qu?|ck?|k", "k"),
        (r"g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"h|w", ""),
        (r"eau|au", "o"),
        (r"(?:ain|ein|in|yn|aim|im|ym)(?![aeiouyn])", "1"),
        (r"(?:an|en|am|em)(?![aeiouynm])", "2"),
        (r"(?:on|om)(?![aeiouynm])", "3"),
        (r"ai|ei|ay|ey|er$|ez$", "e"),
        (r"oeu|eu|oe", "e"),
        (r"y", "i"),
        (r"z", "s"),
        (r"(?:e?s|e?x|e?t|d|p|e|nt)+$", ""),
        (r"(.)\1+", r"\1"),
    )
)


def sound(word):
    """A key for a word without accents; two words that sound alike share it."""
    for pattern, new in STEPS:
        word = pattern.sub(new, word)
    return word


WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}[^\W\d_]?|(?<![^\W_])[^\W\d_]\d\d\.\d{1,2}(?![^\W_])|[^\W_]+"
)  # « Q.P.V. » is one word, and so is « T05.6 »
FEMININE = re.compile("(?<=[a-z]{3})ees?$")  # « labellisées » is « labellisés » to the stemmer
SHORTEST = 2
EMPTY = frozenset(
    "ai ainsi as au aucun aucune aujourd aussi autre autres aux avaient avait avec avez avoir avons "
    "ayant car ce ceci cela celle celles celui cependant ces cet cette ceux chez ci comme dans de des "
    "dont donc du elle elles en encore entre est et etaient etait etant ete etes etre eu eux hui ici il "
    "ils je jusqu la le les leur leurs lorsqu lui ma mais me meme memes mes moi mon ne ni nos notre nous "
    "on ont ou par parce pas pour pourtant puis puisqu qu quand que qui quoiqu sa se sera seront ses si "
    "soi soit sommes son sont sous suis sur ta te tel telle telles tels tes toi ton tres tu un une vers "
    "via vos votre vous y".split()
)
# Endings that the stemmer takes apart, though one word; acronyms that look like plurals.
WHOLE = {
    "baux": "bail",
    "yeux": "oeil",
    "gaz": "gaz",
    "delai": "delai",
    "delais": "delai",
    "essai": "essai",
    "essais": "essai",
    "communication": "communiqu",
    "communications": "communiqu",
    "moisi": "moisiss",
    "moisis": "moisiss",
    "moisie": "moisiss",
    "moisies": "moisiss",
    "sms": "sms",
    "gusp": "gusp",
    "apl": "apl",
    "als": "als",
    "sls": "sls",
    "rps": "rps",
}
# What the stemmer leaves apart and everybody takes for one family.
FAMILIES = {
    "energet": "energ",
    "entreten": "entretien",
    "moisissur": "moisiss",
    "partenair": "partenariat",
    "prestatair": "prestat",
    "securis": "securit",
    "securitair": "securit",
    "insatisfact": "insatisf",
    "insatisfait": "insatisf",
    "satisfact": "satisf",
    "satisfait": "satisf",
    "satisfair": "satisf",
}
DERIVED = re.compile(
    r"(?<=\w{5})(?:(?:(?<=n)n)?ag|eur)$"
)  # nettoyage, gardiennage, voisinage, demandeur
PLURAL = re.compile("(?<=[a-z]{3}[^s])s$")  # « loyers » and « loyer » are not one to the stemmer
THEY = re.compile("(?<=[a-z]{2})(?<!m)(?<![aeotv]i)ent$")  # « votent » is « voter »
NOT_THEY = frozenset(
    "absent accident adherent adjacent adolescent agent antecedent apparent ardent argent auvent cent "
    "coefficient coherent competent concurrent consequent content contingent continent couvent decent "
    "deficient client detergent different diligent dissident divergent effluent efficient eloquent emergent "
    "eminent equivalent evident excellent fervent fluorescent frequent imminent impertinent imprudent "
    "incident incoherent incompetent inconvenient indecent indifferent indigent indulgent ingredient "
    "inherent innocent insolent intelligent intermittent latent lent mecontent negligent occident orient "
    "parent permanent pertinent polyvalent precedent present president prudent recent recipient referent "
    "regent resident reticent serpent souvent subsequent talent torrent transparent turbulent urgent vent "
    "violent virulent".split()
)
PLURAL_X = re.compile("(?<=[eo]u)x$")  # « lieux », « jeux », « bijoux »
LIGATURES = {"œ": "oe", "æ": "ae"}
_local = threading.local()  # a stemmer keeps the word in hand: one a thread


def fold(text):
    """Lower case, without accents; « œ » is « oe »."""
    text = text.lower()
    for sign, letters in LIGATURES.items():
        text = text.replace(sign, letters)
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def plain(word):
    """One word folded, without what no index holds: the dots of an acronym, apostrophes, hyphens, lone surrogates."""
    return "".join(c for c in fold(word) if c.isalnum())


def sort_key(text):
    """The place of a text in a French list: its letters, then its accents, then its capitals."""
    text = text.replace("’", "'")
    return fold(text), unicodedata.normalize("NFD", text.lower()), text.swapcase()


def words(text):
    """[(start, end, root)] of the words that mean something, in their order."""
    return [
        (found.start(), found.end(), root)
        for found in WORD.finditer(text)
        if (root := root_of(found[0]))
    ]


def sequence(text):
    """The roots of a text in their order, each time they come."""
    return [root for found in WORD.findall(text) if (root := root_of(found))]


def roots(text):
    """The distinct roots of a text, in the order of their first use."""
    return list(dict.fromkeys(sequence(text)))


@lru_cache(maxsize=50_000)
def root_of(word):
    """The root of one word; "" for what everybody writes and for a single letter."""
    bare = plain(word)
    if len(bare) < SHORTEST or bare in EMPTY:
        return ""
    if bare in WHOLE:
        return WHOLE[bare]
    bare = FEMININE.sub("e", PLURAL.sub("", bare))
    if bare not in NOT_THEY:
        bare = THEY.sub("e", bare)
    if not hasattr(_local, "stemmer"):
        import snowballstemmer  # noqa: PLC0415 -- heavy: all its languages

        _local.stemmer = snowballstemmer.stemmer("french")
    return _family(_local.stemmer.stemWord(bare))


def _family(stem):
    """« nettoyage » is « nettoyer », « gardiennage » is « gardien », « médiateur » is « médiation »."""
    if stem in FAMILIES:
        return FAMILIES[stem]
    stem = PLURAL_X.sub("", DERIVED.sub("", stem))
    stem = stem[:-1] if stem.endswith("ifi") else stem  # « vérifier » is « vérifie »
    return f"{stem[:-1]}y" if stem.endswith("oi") and len(stem) > 4 else stem


def written(text_roots):
    """As kept in a column: « ␣root␣root␣ », so that a whole root is looked for."""
    return f" {' '.join(text_roots)} "
