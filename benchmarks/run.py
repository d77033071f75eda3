"""Benchmark of the portal's pages on a temporary PostgreSQL, told as the table of docs/costs.md.

A page's cost is the CPU of web workers and PostgreSQL for one request: in milliseconds, asked again and again, then
in turn with all the others; and divided by that of a trivial view measured seconds before (T), a ratio that hardly
depends on the machine. `--write` puts the table into docs/costs.md; `--help` tells the other options.
"""

import argparse
import contextlib
import itertools
import json
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.processes import cost, costs_in_turn, load
from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
COSTS = ROOT / "docs" / "costs.md"
BETWEEN = re.compile(r"(<!-- table -->\n).*?(<!-- end -->)", re.DOTALL)
LINE = "| {} | {} | {} | {} | {} | {} | {} | {} |"
HEAD = LINE.format("page", "ms", "in turn, ms", "T", "at most", "queries, cold / warm", "bytes", "")
KEPT = 3  # T, of a page kept for visitors
ROUNDS = 30  # of the pages in turn


def environment(url, var, **more):
    """Production, with values that open nothing."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"REDIS_URL", "PORTAL_CLOCK"}
    }
    return (
        kept
        | {
            "PORTAL_PROFILE": "production",
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1",
            "PORTAL_ADDRESS": "https://127.0.0.1",
            "MAIL_URL": "smtp://127.0.0.1:25",
            "TRUSTED_PROXIES": "1",
            "STATIC_ROOT": str(ROOT / "var" / "static"),
            "DATABASE_URL": url,
            "PORTAL_VAR": str(var),
        }
        | more
    )


def run(env, *command, **options):
    done = subprocess.run(
        [sys.executable, *map(str, command)], cwd=ROOT, env=env, text=True, check=False, **options
    )
    if done.returncode:
        sys.exit(f"La mesure s’arrête : {' '.join(map(str, command))} a échoué (erreur ci-dessus).")
    return done.stdout


def make_data(env, choice, organisms, folder):
    """A database in which `organisms` landlords have lived several years of the label."""
    demo = env | {"PORTAL_PROFILE": "demonstration", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    scenario = folder / f"scenario-{organisms}.json"
    size = ("--organisms", organisms, "--years", choice.years, "--seed", choice.seed)
    for command in (
        ["build_database"],
        ["load_rules"],
        ["ensure_site"],
        ["make_scenario", *size, "--output", scenario],
        ["load_scenario", scenario],
    ):
        run(demo, "manage.py", *command, stdout=subprocess.DEVNULL)
    run(demo, "-m", "benchmarks.public_site")
    if choice.practices:
        run(demo, "manage.py", "make_practices", "--count", choice.practices)
    if choice.dossiers or choice.labels:
        run(env, "-m", "benchmarks.multiply", choice.dossiers, choice.labels)
    if choice.questions:  # its people act for landlords that are nobody's yet
        run(demo, "-m", "benchmarks.communities", choice.questions, choice.people)
    if choice.dossiers or choice.labels:
        run(env, "-m", "benchmarks.scheme")


@contextlib.contextmanager
def gunicorn(env, application):
    """Two workers on a free port: yields (port, pid)."""
    with contextlib.closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    command = [
        "-m",
        "gunicorn",
        application,
        "--workers",
        "2",
        "--worker-class",
        "gthread",
        "--threads",
        "4",
    ]
    process = subprocess.Popen(
        [
            sys.executable,
            *command,
            "--bind",
            f"127.0.0.1:{port}",
            "--no-control-socket",
            "--log-level",
            "error",
        ],
        cwd=ROOT,
        env=env,
    )
    try:
        wait(process, port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait(process, port, seconds=60):
    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    sys.exit("La mesure s’arrête : gunicorn ne démarre pas.")


def costs(page, choice, unit, portal, database):
    """(milliseconds, T) of a page, once a repetition."""
    (unit_port, unit_pid), (port, pid) = unit, portal
    load(port, page["path"], page["cookie"], seconds=1)  # templates compiled, connections open
    for _ in range(choice.repeat):
        trivial = cost([unit_pid], unit_port, "/", seconds=max(1, choice.seconds / 2))
        spent = cost([pid, database], port, page["path"], page["cookie"], seconds=choice.seconds)
        yield spent, spent / trivial


def row(page):
    """The line of a page in the table, and what it is over."""
    if "absent" in page:
        return LINE.format(
            page["name"], "", "", "", "", "", "", f"non mesurée\u00a0: {page['absent']}"
        )
    over = []
    if page["is_kept"]:
        most = f"{KEPT} T, 1 requête"
        over += [f"{KEPT} T"] if page["median"] > KEPT else []
        over += ["requêtes"] if page["warm"] > 1 else []
    else:
        most = f"{page['most']} ms" + (f", {page['peer']} T" if page["peer"] else "")
        over += ["ms"] if max(page["ms"], page["in_turn"]) > page["most"] else []
        over += ["le pair"] if page["peer"] and page["median"] > page["peer"] else []
    verdict = f"dépasse\u00a0: {', '.join(over)}" if over else "tient"
    queries = f"{page['cold']} / {page['warm']}"
    told = (f"{page['ms']:.0f}", f"{page['in_turn']:.0f}", f"{page['median']:.0f}", most, queries)
    return LINE.format(page["name"], *told, page["size"], verdict)


def row_of_work(work):
    """What the worker does, in seconds of its CPU."""
    verdict = "tient" if work["seconds"] <= work["ceiling"] else "dépasse\u00a0: durée"
    spent, most = f"{work['seconds']:.1f} s", f"{work['ceiling']} s"
    return LINE.format(work["name"], spent, "", "", most, work["queries"], "", verdict)


def measure(choice, organisms, folder):
    """One size: its own server, data, table; (lines, what was learnt by page)."""
    with postgres.server() as (url, server):
        env = environment(url, folder / f"var-{organisms}")
        make_data(env, choice, organisms, folder)
        works = json.loads(run(env, "-m", "benchmarks.worker", stdout=subprocess.PIPE))
        lines = [row_of_work(work) for work in works if is_asked(choice, work["name"])]
        pages = json.loads(run(env, "-m", "benchmarks.prepare", stdout=subprocess.PIPE))
        pages = [page for page in pages if is_asked(choice, page["name"])]
        there = [page for page in pages if "absent" not in page]
        with (
            gunicorn(env, "benchmarks.trivial:application") as unit,
            gunicorn(env, "portal.wsgi") as portal,
        ):
            for page in there:
                found = list(costs(page, choice, unit, portal, server.pid))
                page["ms"] = statistics.median(spent for spent, _ratio in found)
                page["median"] = statistics.median(ratio for _spent, ratio in found)
            turns = costs_in_turn([portal[1], server.pid], portal[0], there, ROUNDS)
            for page in there:
                page["in_turn"] = turns[page["name"]]
    lines += [row(page) for page in pages]
    print(f"\n{organisms} organismes\n\n{HEAD}\n" + "\n".join(lines), flush=True)
    return lines, {page["name"]: page for page in there}


def compare(small, large):
    """What grew with the data: queries must not; a page that shows the data must change its size."""
    for name, before in small.items():
        if not (after := large.get(name)):
            continue
        if before["warm"] != after["warm"]:
            print(
                f"{name} : le nombre de requêtes change avec les données ({before['warm']} puis {after['warm']})."
            )
        print(
            f"{name} : coût × {after['median'] / before['median']:.2f}, {before['size']} puis {after['size']} octets."
        )


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--organisms", type=int, nargs="+", default=[50], help="une ou plusieurs tailles"
    )
    parser.add_argument("--years", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--dossiers",
        type=int,
        default=5_000,
        help="dossiers à avoir en tout (0 : ceux du scénario)",
    )
    parser.add_argument(
        "--labels", type=int, default=3_000, help="labels en vigueur (0 : selon les dossiers)"
    )
    parser.add_argument(
        "--questions",
        type=int,
        default=5_000,
        help="questions du club, dix messages chacune (0 : aucune)",
    )
    parser.add_argument("--people", type=int, default=500, help="personnes du club")
    parser.add_argument(
        "--practices", type=int, default=5_000, help="bonnes pratiques inventées (0 : aucune)"
    )
    parser.add_argument("--seconds", type=float, default=2, help="durée de chaque mesure")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument(
        "--only", default="", help="une partie du nom des pages à mesurer, ou plusieurs\u00a0: a|b"
    )
    parser.add_argument("--write", action="store_true", help="mettre le tableau dans docs/costs.md")
    return parser.parse_args()


def write(choice, lines):
    """Into docs/costs.md, of the last size."""
    said = (
        f"{choice.dossiers} dossiers, {choice.labels} labels in force, {choice.questions} questions"
    )
    table = "\n".join([f"{date.today():%Y-%m-%d}, {said}.", "", HEAD, "|---" * 8 + "|", *lines])
    text = COSTS.read_text(encoding="utf-8")
    COSTS.write_text(
        BETWEEN.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text), encoding="utf-8"
    )


def is_asked(choice, name):
    return any(part in name for part in choice.only.split("|"))


def main():
    choice = arguments()
    if sys.platform != "linux":
        sys.exit("La mesure lit /proc : lancez-la sur Linux.")
    with tempfile.TemporaryDirectory(prefix="portail-banc-") as folder:
        sizes = [measure(choice, organisms, Path(folder)) for organisms in choice.organisms]
    for (_, small), (_, large) in itertools.pairwise(sizes):
        compare(small, large)
    if choice.write:
        write(choice, sizes[-1][0])


if __name__ == "__main__":
    try:
        main()
    except postgres.Missing as reason:
        sys.exit(str(reason))
