"""Final count of a test run: `python -m tests.report SCOPE REPORTS FAILED-PARTS`.

It is read in the JUnit reports of pytest, not promised: a part that failed without a failed test counts as one.
After `make test-all` it is kept with its commit in docs/test-all.txt: `python -m tests.report`, which `make check`
calls, fails when that is red and says when it is old.
"""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from tests.faults import count as faults

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "docs" / "test-all.txt"
OLD = 100  # commits
ENGINES = {
    ("postgres", "database"): "base PostgreSQL",
    ("sqlite", "database"): "base SQLite",
    ("postgres", "elasticsearch"): "Elasticsearch (doublure noida-db, pas un vrai serveur)",
}


def read(folder):
    """{name of a report: its test cases}."""
    return {
        path.stem: list(ElementTree.parse(path).iter("testcase")) for path in folder.glob("*.xml")
    }


def outcome(case):
    kinds = {child.tag for child in case}
    return (
        "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
    )


def count(reports, parts=()):
    """« N passed, N failed, N skipped » of all reports; `parts` failed."""
    found = [outcome(case) for cases in reports.values() for case in cases]
    failed = max(found.count("failed"), len(parts))
    return f"{found.count('passed')} passed, {failed} failed, {found.count('skipped')} skipped"


def parts_of(folder):
    """A line for each report: tests collected, played, passed, and how long it took."""
    for path in sorted(folder.glob("*.xml")):
        [suite] = ElementTree.parse(path).iter("testsuite")
        found = [outcome(case) for case in suite.iter("testcase")]
        told = path.with_suffix(".collected")
        collected = int(told.read_text(encoding="utf-8")) if told.exists() else 0
        minutes, seconds = divmod(round(float(suite.get("time", 0))), 60)
        yield (
            f"{path.stem}\u00a0: {collected} essais collectés (fautes non comptées), {len(found)} joués, "
            f"{found.count('passed')} réussis, {minutes} min {seconds:02} s"
        )


def engines(reports):
    """Which search engines were tried: one that was not is named so."""
    ran = dict.fromkeys(ENGINES, 0)
    for report, engine in ENGINES:
        for case in reports.get(report, ()):
            is_contract = "search.test_contract" in case.get("classname", "")
            if is_contract and f"[{engine}]" in case.get("name") and outcome(case) == "passed":
                ran[report, engine] += 1
    said = [
        f"{name} : {ran[key]} essais réussis" if ran[key] else f"{name} : NON EXÉCUTÉ"
        for key, name in ENGINES.items()
    ]
    return f"Moteurs de recherche de l’observatoire : {' ; '.join(said)}."


def git(*arguments):
    """What git says, or nothing where it cannot."""
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else ""


def warning(kept, commits_since):
    """A sentence when `make test-all` was last run too long ago, else nothing."""
    if not kept:
        return "Attention : make test-all n’a jamais été lancé (docs/test-all.txt manque)."
    commit = kept.split()[0]
    since = commits_since(commit)
    if not since:
        return f"Attention : le commit {commit} de docs/test-all.txt n’est pas dans ce dépôt."
    if int(since) > OLD:
        return f"Attention : make test-all a {since} commits de retard ; relancez-le."
    return ""


def is_red(kept):
    """Whether the last whole run that was kept had a failure."""
    return bool(kept) and " 0 failed" not in kept


def check():
    """Says what is wrong with the last whole run; the exit code of `make check`."""
    kept = KEPT.read_text(encoding="utf-8") if KEPT.exists() else ""
    if is_red(kept):
        sys.stdout.write(f"docs/test-all.txt est rouge\u00a0: {kept.partition(' ')[2]}")
        return 1
    if said := warning(kept, lambda one: git("rev-list", "--count", f"{one}..HEAD")):
        sys.stdout.write(f"{said}\n")
    return 0


def main(scope, folder, failed):
    parts = [part for part in failed.split(" ; ") if part]
    reports = read(Path(folder))
    said = count(reports, parts)
    caught = faults.tried(case for cases in reports.values() for case in cases)
    lines = ["", *parts_of(Path(folder)), engines(reports), faults.sentence(caught)]
    if parts:
        lines.append(f"À corriger : {' ; '.join(parts)}.")
    if scope == "all":
        KEPT.write_text(f"{git('rev-parse', 'HEAD')} {said}\n", encoding="utf-8")
    sys.stdout.write("\n".join([*filter(None, lines), said]) + "\n")
    return 1 if parts or faults.is_short(caught) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if sys.argv[1:] else check())
