"""Weight of the house: lines, names, folders and what the owners have limited, counted from the files under Git.

`make weight` prints them; `make check` refuses what is over a limit.
"""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
APPS = ("portal", "home", "labelling", "community", "observatory")
MEMORY = re.compile(r"^\s*@(?:functools\.)?(?:lru_cache|cache)\b", re.MULTILINE)
ALIAS = re.compile(r'^    "(\w+)": ', re.MULTILINE)
SQL = re.compile(
    r"\.cursor\(\)|\bRawSQL\(|\.get_compiler\(|\bobjects\.raw\(|\.extra\((?:where|select|tables)="
)
BESIDE = {  # what writes SQL beside the ORM, and why
    "observatory/search/full_text.py": "full text of both databases",
    "portal/access/affiliations.py": "what binds a person: docs/decisions/kernel/what-binds-a-person.md",
    "portal/backup/": "backup and restoration",
    "portal/cache/versions.py": "triggers of the cache version",
    "portal/core/postgresql/": "limits of time of a connection",
    "portal/ops/probes.py": "probes",
    "portal/schema/": "triggers and migrations",
    "portal/workflow/audit_log.py": "lock of the journal",
    "portal/workflow/evidence.py": "lock of the tables that a checkpoint seals",
}
CASES = re.compile(r"^(?:async )?def test_", re.MULTILINE)
WIDEST = 20  # files of a folder
LIMITS = {
    "decorators of memory": 40,
    "cache aliases": 3,
    "lines of caching": 350,
    "lines of portal/core": 700,
    "distinct names of modules": 400,
    "files of the widest folder": WIDEST,
    "« fmt: skip » in the apps": 250,
    "words of docs/architecture.md": 1800,
}


def tracked():
    asked = ["git", "ls-files"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    return [PurePosixPath(one) for one in listed.stdout.splitlines()]


def text(path):
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def modules(files):
    """Those of the apps, migrations left aside."""
    return [
        one
        for one in files
        if one.suffix == ".py" and one.parts[0] in APPS and "migrations" not in one.parts
    ]


def weights(files):
    """{part: (lines, characters)} of the apps, their tests, templates and documentation."""
    parts = {
        "apps": modules(files),
        "tests": [one for one in files if one.parts[0] == "tests" and one.suffix == ".py"],
        "templates": [one for one in files if one.parts[0] == "templates"],
        "docs": [one for one in files if one.parts[0] == "docs" and one.suffix == ".md"],
    }
    return {
        name: (sum(text(one).count("\n") for one in some), sum(len(text(one)) for one in some))
        for name, some in parts.items()
    }


def counts(files):
    """{what is limited: how many}."""
    ours = modules(files)
    written = {one: text(one) for one in ours}
    folders = Counter(one.parent for one in ours if one.parts[-3:-1] != ("management", "commands"))
    settings = written[PurePosixPath("portal/settings.py")]
    caches = settings.partition("CACHES = {")[2].partition("\n}")[0]
    return {
        "decorators of memory": sum(len(MEMORY.findall(one)) for one in written.values()),
        "cache aliases": len(ALIAS.findall(caches)),
        "lines of caching": _lines(written, "portal", "cache"),
        "lines of portal/core": _lines(written, "portal", "core"),
        "distinct names of modules": len({one.name for one in ours}),
        "files of the widest folder": max(folders.values()),
        "« fmt: skip » in the apps": sum(one.count("# fmt: skip") for one in written.values()),
        "words of docs/architecture.md": len(text("docs/architecture.md").split()),
    }


def _lines(written, *folder):
    return sum(
        one.count("\n") for path, one in written.items() if path.parts[: len(folder)] == folder
    )


def wide(files):
    """The folders of more files than they may hold."""
    ours = [one for one in modules(files) if one.parts[-3:-1] != ("management", "commands")]
    many = Counter(str(one.parent) for one in ours)
    return {folder: count for folder, count in many.items() if count > WIDEST}


def beside(files):
    """The modules that write SQL beside the ORM without a reason."""
    return [
        str(one)
        for one in modules(files)
        if SQL.search(text(one)) and not str(one).startswith(tuple(BESIDE))
    ]


def main():
    files = tracked()
    for name, (lines, characters) in weights(files).items():
        sys.stdout.write(f"{name:<34}{lines:>9,} lines {characters:>12,} characters\n")
    tests = sum(len(CASES.findall(text(one))) for one in files if one.parts[0] == "tests")
    sys.stdout.write(f"{'functions of tests':<34}{tests:>9,}\n")
    over = len(found := beside(files))
    sys.stdout.write("".join(f"  {one}: SQL beside the ORM, without a reason\n" for one in found))
    for name, count in counts(files).items():
        over += count > LIMITS[name]
        mark = "  over" if count > LIMITS[name] else ""
        sys.stdout.write(f"{name:<34}{count:>9,} of {LIMITS[name]:,}{mark}\n")
    for folder, count in sorted(wide(files).items()):
        sys.stdout.write(f"  {folder}: {count} files\n")
    return 1 if over and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
