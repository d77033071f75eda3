"""Fixtures of both search engines, a few hundred invented practices and the demonstration's sixty."""

import json
import random
from datetime import date, timedelta

import pytest
from django.conf import settings

from labelling.parties.organisms import demonstration
from observatory import loading
from observatory.practices.models import GoodPractice
from observatory.search.database import DatabaseEngine
from observatory.search.documents import BODY
from observatory.search.elastic import cluster as reached
from observatory.search.elastic.engine import ElasticEngine
from observatory.search.entries import published_documents
from observatory.search.synonyms.loading import load_synonyms
from tests import factories, worlds
from tests.observatory.factories import WHOLE
from tests.observatory.search import fake_cluster

# One cluster is enough: it is asked the same whatever the database.
IS_CLUSTER_TRIED = settings.IS_POSTGRES or fake_cluster.REAL
ENGINES = ("database", "elasticsearch") if IS_CLUSTER_TRIED else ("database",)
FAMILIES, REGIONS = ("OPH", "ESH", "COOP"), ("11", "84", "93", "76")
NOUNS = (
    "gardien ascenseur propreté chauffage réclamation voisinage canicule encombrants satisfaction "
    "accueil quartier charges travaux sécurité énergie médiation participation formation"
).split()
THEMES = [f"T{n:02}" for n in range(1, 13)]


@pytest.fixture(scope="session")
def cluster():
    """The address of an index of these tests alone: of the double, or of the cluster that is told."""
    if fake_cluster.REAL:
        fake_cluster.end_as_if_interrupted()
        fake_cluster.sweep(fake_cluster.REAL)
        url = fake_cluster.own_index(fake_cluster.REAL)
        yield url
        fake_cluster.clean(url)
        return
    if fake_cluster.binary() is None:
        message = "noida-db n’est pas installé : Elasticsearch n’est pas essayé."
        pytest.fail(message) if fake_cluster.IS_CI else pytest.skip(message)
    with fake_cluster.Double() as url:
        yield fake_cluster.own_index(url)


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """The stand-in reads every sheet for every word: on a busy machine it may take more than a page would wait."""
    monkeypatch.setattr(reached, "TIME", reached.PATIENT)


@pytest.fixture(params=ENGINES)
def engine(request, db):
    """Each engine that can run here, its index empty or filled by whoever asked for practices before."""
    makers = {
        "database": DatabaseEngine,
        "elasticsearch": lambda: ElasticEngine(request.getfixturevalue("cluster")),
    }
    made = makers[request.param]()
    made.rebuild(published_documents())
    return made


@pytest.fixture(scope="module")
def sixty_of_module(django_db_setup, django_db_blocker):
    """{BP-nnn: pk} of the practices of the demonstration, of its organisms, with the first synonyms."""
    with worlds.undone_at_the_end(django_db_blocker):
        yield _sixty()


@pytest.fixture
def sixty(sixty_of_module, db):
    return sixty_of_module


def _sixty():
    rows = json.loads(loading.FILE.read_text(encoding="utf-8"))
    names = {row["organism"] for row in rows}
    for told in demonstration.rows():
        if told["nom"] in names:
            factories.make_organism(
                told["nom"],
                family=told["famille"],
                region=told["region"],
                departement=told["departement"],
                homes=int(told["logements"]),
            )
    loading.load_practices()
    load_synonyms()
    pks = dict(GoodPractice.objects.values_list("slug", "pk"))
    return {row["id"]: pks[row["slug"]] for row in rows}


@pytest.fixture
def field(db):
    """120 published practices drawn from a seed, among which some words and facets are known by heart."""
    drawn = random.Random(4)
    organisms = [
        factories.make_organism(family=FAMILIES[n % 3], region=REGIONS[n % 4], homes=2_000 * n)
        for n in range(12)
    ]
    GoodPractice.objects.bulk_create(_drawn(n, drawn, organisms[n % 12]) for n in range(120))
    return list(GoodPractice.objects.select_related("organism").order_by("pk"))


def _drawn(n, drawn, organism):
    words = drawn.sample(NOUNS, 5)
    facts = WHOLE | dict.fromkeys((*BODY[:1], "reproduction", "tenants_role"), "")
    facts |= {
        "title": f"Le {words[0]} et le {words[1]}",
        "summary": f"Le {words[2]} des locataires.",
        "description": f"Une équipe suit le {words[3]} puis le {words[4]}.",
        "results": "Les figures baissent.",
        "themes": drawn.sample(THEMES, 2),
        "tags": [words[0]],
        "year_started": 2018 + n % 7,
        "with_tenants": n % 3 == 0,
        "published_on": date(2025, 1, 1) + timedelta(days=drawn.randrange(400)),
        "review_due_on": date(2029, 1, 1),
        "reuse_count": drawn.randrange(30),
    }
    return GoodPractice(
        organism=organism,
        state="published",
        reference=f"QH-P-2025-{n:04}",
        slug=f"pratique-{n:04}",
        **facts,
    )
