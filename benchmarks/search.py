"""Benchmark of the search engines: time of a query and of a build, memory, growth; `--help` tells the options.

Without `--url` the database's engine is measured, on a throw-away SQLite; with it, a cluster's, in an
index of its own that is removed at the end. A time is a whole `search()`: plan, sheets, counts,
facets, the twenty sheets read again and marked.
"""

import argparse
import contextlib
import math
import os
import resource
import secrets
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import yaml

from tests.observatory.search import fake_cluster

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "tests" / "observatory" / "search" / "relevance.yaml"
FAMILIES, REGIONS = (
    ("OPH", "ESH", "COOP"),
    ("11", "24", "28", "32", "44", "53", "75", "76", "84", "93"),
)
LINE = "{:>8} {:>12} {:>9} {:>9} {:>9} {:>9} {:>11} {:>10}"
HEADS = ("fiches", "construction", "p50", "p95", "suggérer", "proches", "cluster p50", "mémoire")


def choices():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--url",
        default="",
        help="adresse d’un Elasticsearch 8, sans index  (« double » : celui des essais)",
    )
    parser.add_argument("--sheets", type=int, nargs="+", default=[100, 1_000, 5_000, 50_000])
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--repeat", type=int, default=3, help="passages sur toutes les questions")
    return parser.parse_args()


def start(folder, url, database=""):
    """Django on a database of its own, where sheets may be invented."""
    os.environ |= {
        "PORTAL_PROFILE": "test",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_VAR": str(folder),
        "DATABASE_URL": database or f"sqlite:///{folder}/bench.sqlite3",
        "SEARCH_URL": own_index(url) if url else "",
    }
    import django  # noqa: PLC0415 -- the environment must be set first
    from django.core.management import call_command  # noqa: PLC0415 -- after django.setup()

    django.setup()
    call_command("build_database", stdout=sys.stderr)
    call_command("load_rules", verbosity=0, stdout=sys.stderr)
    call_command("load_synonyms", stdout=sys.stderr)
    call_command("ensure_site", stdout=sys.stderr)
    _organisms()


def _organisms():
    """Invented landlords of each family, in each region, of all sizes."""
    from tests import factories  # noqa: PLC0415 -- after django.setup()

    for n in range(48):
        family, region = FAMILIES[n % 3], REGIONS[n % len(REGIONS)]
        factories.make_organism(family=family, region=region, homes=900 * (n + 1))


def own_index(url):
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/bench_{secrets.token_hex(4)}"))


def questions():
    """The graded queries, bare and narrowed, and what is asked without a word."""
    from observatory.search.ports import RECENT, REUSED, Question  # noqa: PLC0415 -- after django.setup()

    rows = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))["tuning"]
    narrowed = {"theme": ("T01", "T07"), "famille": ("OPH",)}
    made = [Question(row["q"]) for row in rows]
    made += [Question(row["q"], narrowed) for row in rows[::4]]
    made += [Question(chosen, sort=sort) for chosen in ("",) for sort in (RECENT, REUSED)]
    return [*made, Question("", narrowed), Question("gardien", page=5)]


def timed(call):
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def memory():
    """Megabytes of this process at its highest."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


class Requests:
    """Adds up what a cluster takes for one question."""

    def __init__(self):
        self.total = 0.0

    def follow(self):
        from observatory.search.elastic import cluster  # noqa: PLC0415 -- after django.setup()

        cluster.TIME = cluster.PATIENT  # a slow answer is measured, not given up
        ask = cluster._Timed.urlopen

        def urlopen(pool, *arguments, **named):
            started = time.perf_counter()
            answer = ask(pool, *arguments, **named)
            self.total += (time.perf_counter() - started) * 1000
            return answer

        cluster._Timed.urlopen = urlopen

    def taken(self):
        total, self.total = self.total, 0.0
        return total


def grow(count, seed):
    """Invented sheets until there are `count`."""
    from django.core.management import call_command  # noqa: PLC0415 -- after django.setup()

    from observatory.practices.models import GoodPractice  # noqa: PLC0415 -- after django.setup()

    missing = count - GoodPractice.objects.count()
    if missing > 0:
        call_command("make_practices", count=missing, seed=seed + count, stdout=sys.stderr)


def measure(choice, count, requests):
    from django.conf import settings  # noqa: PLC0415 -- after django.setup()

    from observatory.index_sync import building  # noqa: PLC0415 -- after django.setup()
    from observatory.search.database import DatabaseEngine  # noqa: PLC0415 -- after django.setup()
    from observatory.search.elastic.engine import ElasticEngine  # noqa: PLC0415 -- after django.setup()
    from observatory.search.entries import published_documents  # noqa: PLC0415 -- after django.setup()

    there = DatabaseEngine()
    if settings.SEARCH_URL:
        built = timed(building.build) / 1000
        there = ElasticEngine(settings.SEARCH_URL)
    else:
        built = timed(lambda: there.rebuild(published_documents())) / 1000
    return {"built": built} | timings(there, choice.repeat, requests)


def timings(engine, repeat, requests):
    """Of a whole question asked of an engine, of suggestions and likes; what the cluster took of it."""
    from observatory.practices.models import GoodPractice  # noqa: PLC0415 -- after django.setup()

    asked, times, shares = questions(), [], []
    for question in asked:
        engine.search(question)  # connections open, lists at hand
    requests.taken()
    for _ in range(repeat):
        for question in asked:
            times.append(timed(lambda one=question: engine.search(one)))
            shares.append(requests.taken())
    pk = GoodPractice.objects.published().values_list("pk", flat=True).last()
    return {
        "p50": statistics.median(times),
        "p95": statistics.quantiles(times, n=20)[-1],
        "suggest": statistics.median(timed(lambda: engine.suggest("gard")) for _ in range(9)),
        "similar": statistics.median(timed(lambda: engine.similar(pk)) for _ in range(9)),
        "cluster": statistics.median(shares),
        "memory": memory(),
    }


def show(count, found):
    print(
        LINE.format(
            count,
            f"{found['built']:.1f} s",
            *(f"{found[name]:.1f} ms" for name in ("p50", "p95", "suggest", "similar", "cluster")),
            f"{found['memory']:.0f} Mo",
        ),
        flush=True,
    )


def exponent(first, last, name):
    """Of the growth between two sizes: 0 when nothing grows, 1 when the time does with the sheets."""
    (small, few), (large, many) = first, last
    return math.log(many[name] / few[name]) / math.log(large / small)


def main():
    choice = choices()
    with contextlib.ExitStack() as until_done:
        folder = until_done.enter_context(tempfile.TemporaryDirectory(prefix="portail-bench-"))
        if choice.url == "double":
            choice.url = until_done.enter_context(fake_cluster.Double())
        start(Path(folder), choice.url)
        if choice.url:
            until_done.callback(fake_cluster.clean, os.environ["SEARCH_URL"])
        report(choice)


def report(choice):
    requests = Requests()
    requests.follow()
    print(f"Moteur : {'Elasticsearch' if choice.url else 'base de données (SQLite)'}")
    print(LINE.format(*HEADS))
    rows = []
    for count in sorted(choice.sheets):
        grow(count, choice.seed)
        rows.append((count, measure(choice, count, requests)))
        show(*rows[-1])
    if len(rows) > 1:
        said = ", ".join(f"{n} {exponent(rows[0], rows[-1], n):.2f}" for n in ("p50", "p95"))
        print(f"Exposant de croissance de {rows[0][0]} à {rows[-1][0]} fiches : {said}")


if __name__ == "__main__":
    main()
