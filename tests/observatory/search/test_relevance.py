"""Relevance of the search on graded French queries: nDCG@10 of 0.85 at least on each engine."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from observatory.practices.models import GoodPractice
from observatory.search import scores as relevance
from observatory.search.database import DatabaseEngine
from observatory.search.entries import published_documents
from tests.observatory.search import failing_servers, fake_cluster
from tests.observatory.search.conftest import ENGINES
from tests.portal.search import grading

HERE = Path(__file__)
NAMES = ("", "_blind", "_confirm", "_last", "_spoken")
SETS = [HERE.with_name(f"relevance{name}.yaml") for name in NAMES]
LEAST = 0.85
SIZES = {"tuning": 46, "held_out": 23, "blind": 112, "confirm": 53, "last": 60, "spoken": 50}
MEASURED = "spoken"  # the words that people really use: told, and not aimed at


def test_the_measure_itself():
    assert relevance.quality(["a", "b"], {"a": 3, "b": 1}) == 1
    assert relevance.quality(["x", "a"], {"a": 3}) == pytest.approx(0.63, abs=0.01)
    assert relevance.quality([], {"a": 3}) == 0


@pytest.mark.parametrize(
    "engine",
    [
        pytest.param(one, marks=pytest.mark.slow if one == "elasticsearch" else ())
        for one in ENGINES
    ],
    indirect=True,
)
def test_graded_queries_are_well_answered(sixty, engine):
    """Those that it was tuned on, those held out of it; of the stand-in, one in three outside make test-all."""
    step = fake_cluster.step(engine)
    sets = {name: graded for file in SETS for name, graded in relevance.read(file).items()}
    means, poor = {}, {}
    for name, graded in sets.items():
        scores = relevance.measure(engine, graded[::step])
        low = [(one.query, one.value, one.found) for one in scores if one.value < LEAST]
        means[name] = grading.print_measure(name, [one.value for one in scores], low)
        poor[name] = [query for query, *_ in low]

    assert {name: len(graded) for name, graded in sets.items()} == SIZES
    assert [poor[name] for name, mean in means.items() if mean < LEAST and name != MEASURED] == []
    if engine.name == "database":  # a cluster ranks in its own way
        assert grading.sets_that_fell(means) == {}


def told(*arguments):
    out = StringIO()
    call_command("measure_relevance", *map(str, arguments), stdout=out)
    return out.getvalue().replace("\u00a0", " ").splitlines()


def test_anybody_measures_their_own_queries(sixty, tmp_path):
    """By slug, reference or number of the demonstration; what is short is told with what came first."""
    DatabaseEngine().rebuild(published_documents())
    sheet = GoodPractice.objects.get(pk=sixty["BP-037"])
    rows = [
        {"q": "ascenseur", "grades": {"BP-037": 3}},
        {"q": "ascenseurs", "grades": {sheet.slug: 3}},
        {"q": "canicule", "grades": {sheet.reference: 3}},
    ]
    file = tmp_path / "à-moi.json"
    file.write_text(json.dumps(rows), encoding="utf-8")

    first = GoodPractice.objects.get(pk=sixty["BP-057"]).slug
    lines = told(file, "--least", "0.6")
    assert lines[:2] == ["Moteur : la base de données.", "à-moi : 0,667 (3 requêtes)"]
    assert lines[2].startswith(f"  0,000  canicule  →  {first}")
    with pytest.raises(CommandError, match="0,850"):
        told(file)


WRONG = (
    ("- {q: [", "Ni YAML ni JSON lisible : ligne 1."),
    ("deux mots", "« mien » : une liste de requêtes est attendue."),
    ("a: []", "« a » : une liste de requêtes est attendue."),
    ("- {q: x}\n- 3", "« mien », requête 1 : « grades » (fiche et note) manque."),
    ("- {grades: {BP-001: 1}}", "« mien », requête 1 : « q » (le texte cherché) manque."),
    ("- {q: x, grades: {BP-999: 1}}", "« mien », requête 1 : aucune fiche publiée ne s’appelle « BP-999 »."),
    ("- {q: x, grades: {BP-001: 4}}", "« mien », requête 1 : la note de « BP-001 » n’est pas 0, 1, 2 ou 3."),
    ("- {q: x, grades: {BP-001: [3]}}", "« mien », requête 1 : la note de « BP-001 » n’est pas 0, 1, 2 ou 3."),
    ("- {q: x, grades: {BP-001: 0}}", "« mien », requête 1 : une fiche au moins doit être notée plus de 0."),
    (b"\xff\xfe\xe9", "Le fichier n’est pas écrit en UTF-8."),
    (b"\x00\x01", "Ni YAML ni JSON lisible : son contenu n’est pas du texte."),
)  # fmt: skip


def test_a_wrong_file_is_told_in_a_sentence(sixty, tmp_path):
    file, said = tmp_path / "mien.yaml", []
    for text, _ in WRONG:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        with pytest.raises(CommandError) as problem:
            told(file)
        said.append(str(problem.value).replace("\u00a0", " "))

    assert said == [sentence for _, sentence in WRONG]


def test_a_file_or_a_cluster_that_is_not_there_is_told(sixty, tmp_path, settings):
    with pytest.raises(CommandError, match="No such file"):
        told(tmp_path / "absent.yaml")
    with pytest.raises(CommandError, match="SEARCH_URL"):
        told(SETS[0], "--engine", "elasticsearch")
    settings.SEARCH_URL = failing_servers.refused()
    with pytest.raises(CommandError, match="Le moteur n’a pas répondu"):
        told(SETS[0])
