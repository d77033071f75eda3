"""Growth of the search page with the practices, measured on PostgreSQL then SQLite; `--help` tells the options.

A time is a whole page, made by the portal in this process. `chaud`: asked before. `après une
écriture`: a published practice has just been written.
"""

import argparse
import contextlib
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import search
from tests import postgres

SIZES = (100, 1_000, 5_000)
STATES = {
    "sans mot": "",
    "sans mot, page 3": "page=3",
    "les plus reprises": "tri=reprises",
    "quatre facettes": "theme=T01&theme=T07&famille=OPH&annee=2024",
    "mot courant": "q=gardien",
    "mot de presque toutes": "q=locataires",
    "mot rare": "q=canicule",
    "phrase": "q=panne+d’ascenseur+dans+le+hall",
    "mot mal écrit": "q=assenseur",
    "mot et facettes": "q=gardien&theme=T01&theme=T07&famille=OPH",
    "mot, page 3": "q=gardien&page=3",
    "mot, récentes": "q=gardien&tri=recent",
    "mot, reprises": "q=gardien&tri=reprises",
}
WARM, WRITTEN = "chaud", "après une écriture"
ENGINE = ("p50", "p95", "suggest", "similar")
LINE = "{:<22} {:<18} {:>8}  {} {:>6} {:>6}"
CELL = "{:>17}"


@dataclass(frozen=True)
class Cost:
    """Milliseconds: on the clock, of this process's CPU, inside the database as this process waits for it."""

    wall: float
    cpu: float
    base: float

    def __str__(self):
        return f"{self.wall:.1f}/{self.cpu:.1f}/{self.base:.1f}"


class Meter:
    """Adds up the time spent inside the database; what SQLite does while its rows are read is CPU."""

    def __init__(self):
        self.seconds, self.count = 0.0, 0

    def __call__(self, execute, *arguments):
        started = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.seconds += time.perf_counter() - started
            self.count += 1


class Visitor:
    """Asks for pages that no cache has kept."""

    def __init__(self):
        from django.test import Client  # noqa: PLC0415 -- after django.setup()

        self.client, self.asked = Client(headers={"host": "127.0.0.1"}), 0

    def ask(self, query):
        """(status, cost, statements) of one page."""
        from django.db import connection  # noqa: PLC0415 -- same

        self.asked += 1
        meter = Meter()
        with connection.execute_wrapper(meter):
            wall, cpu = time.perf_counter(), time.process_time()
            response = self.client.get(f"/observatoire/?{query}&hors={self.asked}")
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        cost = Cost(wall * 1000, cpu * 1000, meter.seconds * 1000)
        return response.status_code, cost, meter.count


def write():
    """What any change of a published practice does."""
    from observatory.practices.models import GoodPractice  # noqa: PLC0415 -- same

    practice = GoodPractice.objects.published().order_by("pk").last()
    practice.reuse_count += 1
    practice.save()


MOMENTS = {WARM: lambda: None, WRITTEN: write}


def measured(visitor, query, before, repeat):
    """The median costs and the most statements; None when there is no such page among so few sheets."""
    rows = []
    for turn in range(repeat + 2):
        before()
        status, cost, statements = visitor.ask(query)
        if status != 200:
            return None
        if turn > 1:
            rows.append((cost, statements))
    of = {
        name: statistics.median(getattr(c, name) for c, _ in rows)
        for name in ("wall", "cpu", "base")
    }
    return Cost(**of), max(n for _, n in rows)


def found(query):
    """How many sheets answer."""
    from django.http import QueryDict  # noqa: PLC0415 -- after django.setup()

    from observatory.search_page import engines as page_engines  # noqa: PLC0415 -- same
    from observatory.search_page import names, parsing  # noqa: PLC0415 -- same

    return page_engines.search(parsing.read(QueryDict(query), names.Labels()).question()).total


def fill(count, seed):
    """Sheets until there are `count`, with the statistics that a portal has a minute later."""
    from django.db import connection  # noqa: PLC0415 -- same

    from observatory.search import catalogue  # noqa: PLC0415 -- same

    search.grow(count, seed)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    catalogue.forget()
    return search.timed(catalogue.current)


def measure(choice):
    """{(state, moment): {size: (cost, statements)}}, {state: sheets found at the last size}, {size: engine}."""
    from observatory.search.database import DatabaseEngine  # noqa: PLC0415 -- same

    costs, totals, engines = {}, {}, {}
    for size in sorted(choice.sheets):
        started = fill(size, choice.seed)
        visitor = Visitor()
        for name, query in STATES.items():
            if choice.only not in name:
                continue
            totals[name] = found(query)
            for moment, before in MOMENTS.items():
                if told := measured(visitor, query, before, choice.repeat):
                    costs.setdefault((name, moment), {})[size] = told
        engines[size] = search.timings(DatabaseEngine(), 2, search.Requests())
        engines[size]["start"] = started
    return costs, totals, engines


def exponent(costs, name):
    """Slope of log(cost) over log(size), from the first size to the last; None when there is only one."""
    (small, (few, _)), (large, (many, _)) = min(costs.items()), max(costs.items())
    if small == large:
        return None
    return math.log(getattr(many, name) / getattr(few, name)) / math.log(large / small)


def report(choice, costs, totals, engines):
    sizes = sorted(choice.sheets)
    heads = " ".join(CELL.format(size) for size in sizes)
    print("Médianes en ms : durée / processeur du portail / attente de la base")
    print(LINE.format("recherche", "moment", "trouvées", heads, "durée", "proc."))
    for (name, moment), of in costs.items():
        cells = " ".join(CELL.format(str(of[size][0]) if size in of else "–") for size in sizes)
        slopes = [exponent(of, measure) for measure in ("wall", "cpu")]
        said = ["–" if slope is None else f"{slope:.2f}" for slope in slopes]
        print(LINE.format(name, moment, totals[name], cells, *said))
    if len(sizes) > 1:
        for moment in MOMENTS:
            print(f"Exposant le plus fort, {moment} : {_worst(costs, moment)}.")
    _engine(engines)
    most = max(n for of in costs.values() for _, n in of.values())
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"Requêtes d’une page, au plus : {most}. Charge de la machine : {load}.", flush=True)


def _worst(costs, moment):
    """Of the time and of the CPU, which a busy machine disturbs less."""
    said = []
    for word, measure in (("durée", "wall"), ("processeur", "cpu")):
        slopes = {name: exponent(of, measure) for (name, at), of in costs.items() if at == moment}
        known = {name: slope for name, slope in slopes.items() if slope is not None}
        name = max(known, key=known.get)
        said.append(f"{word} {known[name]:.2f} ({name})")
    return ", ".join(said)


def _engine(engines):
    """The engine alone, as `benchmarks.search` measures it, and what a process costs that starts."""
    print("Moteur seul (ms) et démarrage d’un processus")
    for size, of in engines.items():
        said = ", ".join(f"{name} {of[name]:.1f}" for name in ENGINE)
        print(f"{size:>8} : {said}, démarrage {of['start']:.0f}, mémoire {of['memory']:.0f} Mo")
    if len(engines) > 1:
        (small, few), (large, many) = min(engines.items()), max(engines.items())
        slopes = (
            f"{name} {search.exponent((small, few), (large, many), name):.2f}" for name in ENGINE
        )
        print(f"Exposants de {small} à {large} : {', '.join(slopes)}")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=int, nargs="+", default=SIZES)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--repeat", type=int, default=9, help="pages mesurées par recherche")
    parser.add_argument("--only", default="", help="une partie du nom des recherches à mesurer")
    parser.add_argument("--database", nargs="+", default=["postgresql", "sqlite"])
    parser.add_argument("--here", default="", help="adresse d’une base vide (usage interne)")
    return parser.parse_args()


def main():
    choice = arguments()
    if choice.here:
        with tempfile.TemporaryDirectory(prefix="portail-bench-") as folder:
            search.start(Path(folder), "", choice.here)
            report(choice, *measure(choice))
        return
    for database in choice.database:
        print(f"\n{'PostgreSQL' if database == 'postgresql' else 'SQLite'}", flush=True)
        with contextlib.ExitStack() as until_done:
            if database == "postgresql":
                url, _ = until_done.enter_context(postgres.server())
            else:
                made = tempfile.TemporaryDirectory(prefix="portail-bench-")
                url = f"sqlite:///{until_done.enter_context(made)}/bench.sqlite3"
            command = [sys.executable, "-m", "benchmarks.growth", *sys.argv[1:], "--here", url]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    try:
        main()
    except postgres.Missing as reason:
        sys.exit(str(reason))
