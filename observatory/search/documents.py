"""Search document of a practice, drawn from its public page alone."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from labelling import public as labelling
from observatory.search.facets import YES
from observatory.search.ports import Document
from portal.search.french import EMPTY, WORD, plain, sequence

BODY = (
    "context",
    "objectives",
    "description",
    "steps",
    "results",
    "tenants_role",
    "partners",
    "success_factors",
    "difficulties",
    "points_of_vigilance",
    "reproduction",
    "human_means",
    "timeline",
)
ANALYSIS = "2"  # another number when the analysis changes: every entry then differs from its sheet
LONGEST = 12_000  # roots of a body
OFTEN = 3  # times: what a sheet is about, more than what it mentions
LETTERS = 40  # of a word that may mend another


def document(practice):
    """The search document of one published practice, for any engine."""
    return next(documents([practice]))


def documents(practices):
    """Those of several, with their organisms loaded: titles of themes are read once."""
    titles = {theme["code"]: theme["title"] for theme in labelling.criteria_by_theme()}
    return (_document(practice, titles) for practice in practices)


def _document(practice, titles):
    said = {
        "pk": practice.pk,
        "slug": practice.slug,
        "title": practice.title,
        "summary": practice.summary,
        "body": "\n".join(filter(None, (getattr(practice, name) for name in BODY))),
        "organism": practice.organism.name,
        "words": _words(practice, titles),
        "tags": ", ".join((*practice.tags, *practice.audience)),
        "published_on": practice.published_on,
        "reuse_count": practice.reuse_count,
        "facets": _facets(practice),
    }
    return Document(content_hash=content_hash(said), **said)


def content_hash(said):
    """SHA-256 of the whole content, cut to 40 hexadecimal digits."""
    text = json.dumps([ANALYSIS, said], default=str, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def _words(practice, titles):
    organism = practice.organism
    said = [titles[code] for code in practice.themes if code in titles]
    said += [*practice.criteria, *practice.themes, *practice.perimeters]
    said += [organism.region_name, organism.departement_name, organism.city]
    said += [organism.family, organism.get_family_display(), practice.get_maturity_display()]
    return ", ".join(str(one) for one in (*said, practice.year_started) if one)


def _facets(practice):
    organism, year = practice.organism, practice.year_started
    return {
        "theme": tuple(practice.themes),
        "critere": tuple(practice.criteria),
        "famille": (organism.family,),
        "region": (organism.region,),
        "taille": (labelling.size_code(organism),) if organism.homes else (),
        "perimetre": tuple(practice.perimeters),
        "maturite": (practice.maturity,) if practice.maturity else (),
        "annee": (str(year),) if year else (),
        "mot": tuple(practice.tags),
        "locataires": (YES,) if practice.with_tenants else (),
        "audit": (YES,) if practice.is_from_audit else (),
    }


@dataclass(frozen=True)
class Analysed:
    """Stemmed fields of a document, indexed by both engines, hence the same practices found."""

    fields: Mapping[str, str]  # roots in their order, a space between two
    words: Mapping[str, str]  # as written, by word without accent


def analysed(document):
    """Stemmed fields; « often » holds those that come back, « plain » the words of the title."""
    texts = {
        name: sequence(getattr(document, name))
        for name in ("title", "tags", "summary", "body", "words", "organism")
    }
    counts = Counter(texts["title"] + texts["summary"] + texts["body"])
    texts["body"] = texts["body"][:LONGEST]
    texts["often"] = [root for root, times in counts.items() if times >= OFTEN]
    texts["plain"] = [plain(word) for word in WORD.findall(document.title)]
    written = "\n".join((document.title, document.tags, document.summary, document.body))
    return Analysed({name: " ".join(said) for name, said in texts.items()}, vocabulary(written))


def vocabulary(text):
    """{word without accent: as first written}, for spelling corrections."""
    found = {}
    for word in WORD.findall(text):
        bare = plain(word)
        if 3 < len(bare) <= LETTERS and bare.isalpha() and bare not in EMPTY:
            found.setdefault(bare, word.lower())
    return found


def mark_of(content_hash):
    """An integer drawn from the hash, small enough for a sum over a million practices."""
    return int(content_hash[:10], 16)
