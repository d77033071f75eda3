"""Search relevance: nDCG@10 on a file of graded queries."""

import json
import math
from dataclasses import dataclass

import yaml

from observatory import loading
from observatory.practices.models import GoodPractice
from observatory.search.ports import Question

DEPTH = 10  # results that count
GRADES = (0, 1, 2, 3)
HEAVIEST = 2_000_000  # bytes of a file


class Unreadable(Exception):
    """Not a file of graded queries: the sentence says where."""


@dataclass(frozen=True)
class Graded:
    """A query and {slug: grade} of its answers; others are graded 0."""

    query: str
    grades: dict


@dataclass(frozen=True)
class Score:
    query: str
    value: float
    found: tuple[str, ...]  # slugs, the first answer first


def gain(grades):
    return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def quality(found, grades):
    """nDCG: 1 for the best order, 0 when no graded answer comes."""
    ideal = sorted(grades.values(), reverse=True)[:DEPTH]
    return gain(grades.get(one, 0) for one in found[:DEPTH]) / gain(ideal)


def measure(engine, graded):
    """The score of each query, as the results page answers it."""
    slugs = dict(GoodPractice.objects.values_list("pk", "slug"))
    scores = []
    for one in graded:
        hits = engine.search(Question(one.query, size=DEPTH)).hits
        found = tuple(slugs[hit.pk] for hit in hits)
        scores.append(Score(one.query, quality(found, one.grades), found))
    return scores


def mean(scores):
    return sum(score.value for score in scores) / len(scores)


def read(path):
    """{set: [Graded]}: a list of {q, grades}, or several lists by name; YAML or JSON."""
    try:
        if path.stat().st_size > HEAVIEST:
            raise Unreadable("Le fichier dépasse 2\u00a0Mo.")
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unreadable(f"{path}\u00a0: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Unreadable("Le fichier n’est pas écrit en UTF-8.") from error
    except yaml.YAMLError as error:
        raise Unreadable(f"Ni YAML ni JSON lisible\u00a0: {_place(error)}.") from error
    sets = said if isinstance(said, dict) else {path.stem: said}
    known = _known()
    return {str(name): _set(str(name), rows, known) for name, rows in sets.items()}


def _place(error):
    mark = getattr(error, "problem_mark", None)
    return f"ligne {mark.line + 1}" if mark else "son contenu n’est pas du texte"


def _set(name, rows, known):
    if not isinstance(rows, list) or not rows:
        raise Unreadable(f"«\u00a0{name}\u00a0»\u00a0: une liste de requêtes est attendue.")
    return [
        _graded(f"«\u00a0{name}\u00a0», requête {n}", row, known) for n, row in enumerate(rows, 1)
    ]


def _graded(where, row, known):
    query, grades = (row.get("q"), row.get("grades")) if isinstance(row, dict) else (None, None)
    if not isinstance(query, str) or not query.strip():
        raise Unreadable(f"{where}\u00a0: «\u00a0q\u00a0» (le texte cherché) manque.")
    if not isinstance(grades, dict) or not grades:
        raise Unreadable(f"{where}\u00a0: «\u00a0grades\u00a0» (fiche et note) manque.")
    kept = {}
    for told, grade in grades.items():
        if str(told) not in known:
            raise Unreadable(
                f"{where}\u00a0: aucune fiche publiée ne s’appelle «\u00a0{told}\u00a0»."
            )
        if type(grade) is not int or grade not in GRADES:
            raise Unreadable(
                f"{where}\u00a0: la note de «\u00a0{told}\u00a0» n’est pas 0, 1, 2 ou 3."
            )
        kept[known[str(told)]] = grade
    if not any(kept.values()):
        raise Unreadable(f"{where}\u00a0: une fiche au moins doit être notée plus de 0.")
    return Graded(query, kept)


def _known():
    """{name: slug}: a practice by its slug, its reference, or its number in the demonstration."""
    published = GoodPractice.objects.published()
    known = {}
    for slug, reference in published.values_list("slug", "reference"):
        known |= {slug: slug, reference: slug}
    rows = json.loads(loading.FILE.read_text(encoding="utf-8"))
    return known | {row["id"]: row["slug"] for row in rows if row["slug"] in known}
