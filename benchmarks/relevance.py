"""Relevance report of the three searches on their graded queries, SQLite then PostgreSQL: `make relevance`.

The figures are those of docs/relevance.md, in the form of its table. A set that falls is told by the
tests that measure it, and ends the command with an error.
"""

import re
import subprocess
import sys
from pathlib import Path

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
TESTS = ("tests/observatory/search/test_relevance.py", "tests/portal/search/test_relevance.py")
CHOSEN = "(graded and database) or no_set"  # the database's engine, then the other two searches
SAID = re.compile(r"PERTINENCE (\S+) (\d+) (\S+) ")


def measured(database):
    """({set: (queries, figure)}, what pytest said, whether no set falls)."""
    command = [sys.executable, "-m", "pytest", *TESTS, "-k", CHOSEN, "-q", "-s", "--nomigrations"]
    if database == "postgresql":
        command[:0] = [sys.executable, str(ROOT / "tests" / "postgres.py")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = {name: (int(n), figure) for name, n, figure in SAID.findall(done.stdout)}
    return found, done.stdout + done.stderr, done.returncode == 0


def main():
    answers = {name: measured(name) for name in ("sqlite", "postgresql")}
    sqlite, postgresql = (found for found, _, _ in answers.values())
    print("| set | queries | SQLite | PostgreSQL |\n|---|---|---|---|")
    for name, (queries, figure) in sqlite.items():
        other = postgresql.get(name, (0, "?"))[1]
        print(f"| `{name}` | {queries} | {figure} | {other} |".replace(".", ","))
    for name, (_, said, is_kept) in answers.items():
        if "-v" in sys.argv or not is_kept:
            print(f"\n{name}\n{said}")
    sys.exit(0 if all(is_kept for *_, is_kept in answers.values()) else 1)


if __name__ == "__main__":
    try:
        main()
    except postgres.Missing as reason:
        sys.exit(str(reason))
