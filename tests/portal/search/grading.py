"""Graded queries of the members' and the site's search, and the figures that docs/relevance.md tells of every set."""

import re
from pathlib import Path

import yaml
from django.db import connection

from observatory.search.scores import quality

HERE = Path(__file__).parent
DOCUMENTED = HERE.parents[2] / "docs" / "relevance.md"
SLACK = 0.01  # that one set may lose
LINE = re.compile(r"^\| `([\w-]+)` \| (\d+) \| ([01],\d{3}) \| ([01],\d{3}) \|", re.M)


def rows(file):
    """{set: [{q, grades, who}]}."""
    return yaml.safe_load((HERE / file).read_text(encoding="utf-8"))


def score(found, grades):
    """nDCG at 10 of names in the order of the page; a grade is of the first name that begins as its key."""
    left, ranked = dict(grades), []
    for name in found:
        plain = name.replace("\u00a0", " ")
        key = next((key for key in left if plain.startswith(key)), plain)
        ranked.append(key)
        left.pop(key, None)
    return quality(ranked, grades)


def documented():
    """{set: figure on this database} of docs/relevance.md."""
    rank = 4 if connection.vendor == "postgresql" else 3
    lines = LINE.finditer(DOCUMENTED.read_text(encoding="utf-8"))
    return {line[1]: float(line[rank].replace(",", ".")) for line in lines}


def sets_that_fell(means):
    """{set: (mean, documented)} of those that fall by more than the slack, or of all of them together."""
    figures = documented()
    found = {
        name: (mean, figures[name]) for name, mean in means.items() if mean < figures[name] - SLACK
    }
    whole = sum(figures[name] for name in means)
    if not found and sum(means.values()) < whole - 0.001 * len(means):  # what rounding takes
        found = {"mean": (sum(means.values()) / len(means), whole / len(means))}
    return found


def print_measure(name, scores, poor=()):
    """The line that `make relevance` gathers, and the queries that are poorly answered."""
    mean = sum(scores) / len(scores)
    print(f"PERTINENCE {name} {len(scores)} {mean:.3f} {connection.vendor}")  # noqa: T201 -- read by the command
    for query, value, found in poor:
        print(f"  {value:.2f}  {query}  →  {', '.join(found[:3]) or 'aucun résultat'}")  # noqa: T201 -- same
    return mean
