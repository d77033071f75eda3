"""Commands of README and of the guides, each run under the role of the database that the guide gives it."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.proof.guide import blocks
from tests import postgres

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]  # the second: of the run on PostgreSQL
ROOT = Path(__file__).resolve().parents[3]
GUIDES = ("README.md", "docs/install.md", "docs/operations.md")
OWNER, SERVING = "portail_proprietaire", "portail"
COMMAND = re.compile(
    r"(?P<owner>DATABASE_URL=\$OWNER )?(?:deploy/manage|manage\.py)"
    r"(?P<flag> --owner)? (?P<words>[a-z_]+(?: [^`\n&#|>\[]+)?)"
)
LEFT = {  # what is not run here, and why
    "backup_key": "it makes a pair of keys, without the database",
    "check_migrations --release": "of the team that hands a release over: it writes in the code",
    "collectstatic": "it asks nothing of the database",
    "createsuperuser": "it asks its questions to somebody",
    "make_threads": "of a demonstration alone",
    "measure_relevance": "it asks for graded queries",
    "open_demo": "of a demonstration alone",
    "rehearse": "of a rehearsal alone: tests/access/test_rehearsal.py plays it",
    "restore": "in an empty database: the drills of tests/portal/backup and make proof-install play it",
    "restore_drill": "it makes a database of its own: tests/portal/backup plays it",
    "run_worker": "it does not end: with --once below",
    "shell": "Python of one’s own, on the tables of the sessions",
    "start": "it asks its questions to somebody: with the addresses below",
}
ENDS = {  # documented ends that are not 0
    "load_kit": "once a Dircom has an account",
    "start --check": "1 where a service is down: no worker, no mail server here",
    "start --recover technical": "nobody holds the office yet",
    "start --recover referent --referent claire@exemple.fr": "nobody holds the office yet",
}
PLAY = """
import contextlib, io, json, sys, traceback
from django.core.management import execute_from_command_line
ends = {}
for said, words in json.load(sys.stdin):
    sys.stdin, errors = io.TextIOWrapper(io.BytesIO()), io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(errors):
        try:
            code = execute_from_command_line(["manage.py", *words]) or 0
        except SystemExit as end:
            code = end.code or 0
        except BaseException:
            traceback.print_exc()
            code = "Traceback"
    ends[said] = (code, errors.getvalue()[-800:])
print(json.dumps(ends), file=sys.__stdout__)
"""


def commands():
    """{words as the guides write them: role}, in their order."""
    found = {}
    for guide in GUIDES:
        for one in COMMAND.finditer((ROOT / guide).read_text(encoding="utf-8")):
            found[" ".join(one["words"].split())] = (
                OWNER if one["owner"] or one["flag"] else SERVING
            )
    return found


def is_left_out(said):
    name = said.partition(" ")[0]
    return said in LEFT or (
        name in LEFT and name not in {"start", "run_worker", "check_migrations"}
    )


def environment(folder, home, role):
    return {
        "PATH": f"{postgres.binaries()}:{os.environ['PATH']}",
        "PORTAL_PROFILE": "production",
        "PORTAL_VAR": str(folder),
        "PRIVATE_ROOT": str(folder / "private"),
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "SECRET_KEY": "kP3v-9xQz_7LmW2sRt8YbN4cJdF6gHhA5eUuVoXi0ZqTyBnMw1",
        "ALLOWED_HOSTS": "portail.example",
        "PORTAL_ADDRESS": "https://portail.example",
        "DATABASE_URL": f"postgres://{role}@/portail?host={home}",
        "MAIL_URL": "smtp://127.0.0.1:9",
        "ANTIVIRUS_URL": "tcp://127.0.0.1:9",
        "BACKUP_ROOT": str(folder / "backups"),
        "BACKUP_KEY": "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
        "TRUSTED_PROXIES": "1",
        "LANG": "C.UTF-8",
    }


def play(env, asked):
    done = subprocess.run(
        [sys.executable, "-c", PLAY],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "portal.settings"} | env,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return json.loads(done.stdout.splitlines()[-1])


def words_of(said, folder):
    """With what this machine has in place of the names that the guides leave to choose."""
    chosen = {
        "$SAUVEGARDES": str(folder),
        "/elsewhere": str(folder),
        "/mnt/ailleurs": str(folder / "ailleurs"),
        "FILE": str(folder / "copy.jsonl"),
        "$ADMIN": "theo@example.org",
        "$REFERENT": "claire@example.org",
        "NAME": "portal.0001_initial",
    }
    for name, value in chosen.items():
        said = said.replace(name, value)
    return shlex.split(said)


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """(folder, socket): a server with the roles and the database of the guide, by its own statements."""
    folder = tmp_path_factory.mktemp("machine")
    for name in ("private", "media", "static", "backups", "ailleurs"):
        (folder / name).mkdir()
    with postgres.server() as (url, _process):
        home = url.partition("host=")[2]
        psql = f"{postgres.binaries()}/psql -q -h {home} -U postgres"
        [made] = [
            one.text for one in blocks(ROOT / "docs/install.md") if "CREATE DATABASE" in one.text
        ]
        # Twice: what is done stays.
        script = f"set -eu\n$PSQL -d postgres -c 'DROP DATABASE portail'\n{made}\n{made}"
        subprocess.run(
            ["/bin/bash", "-c", script],
            env=os.environ | {"PSQL": psql, "REGLAGES": str(folder)},
            check=True,
            capture_output=True,
        )
        made = play(environment(folder, home, OWNER), [["migrate", ["migrate", "-v", "0"]]])
        assert made == {"migrate": [0, ""]}
        yield folder, home


def test_each_command_runs_under_the_role_that_the_guide_gives_it(machine):
    folder, home = machine
    found = commands()
    asked = {one: role for one, role in found.items() if not is_left_out(one)}
    ends = {}
    for role in (OWNER, SERVING):
        mine = [[one, words_of(one, folder)] for one, given in asked.items() if given == role]
        ends |= play(environment(folder, home, role), mine)
    wrong = {one: end for one, end in ends.items() if end[0] != (1 if one in ENDS else 0)}

    assert wrong == {}
    assert set(ENDS) <= set(ends)
    assert {one.partition(" ")[0] for one in LEFT} <= {one.partition(" ")[0] for one in found}
    assert {one for one, role in found.items() if role == OWNER} >= {"upgrade_database", "migrate"}


def test_the_role_that_serves_makes_no_table(machine):
    """The control: a command of the owner fails under it."""
    folder, home = machine
    env = environment(folder, home, SERVING)
    made = "from django.db import connection; connection.cursor().execute('CREATE TABLE x ()')"

    [(code, said)] = play(env, [["made", ["shell", "-v", "0", "-c", made]]]).values()
    assert (code, "permission denied for schema public" in said) == ("Traceback", True)


def test_the_worker_of_a_demonstration_makes_its_search_under_the_role_that_serves(machine):
    folder, home = machine
    env = environment(folder, home, SERVING) | {"PORTAL_PROFILE": "demonstration"}
    left = folder / "demonstration-left"
    left.write_text("search la recherche de pratiques\n", encoding="utf-8")
    [(code, said)] = play(env, [["once", ["run_worker", "--once"]]]).values()

    assert (code, left.exists(), "left out" in said) == (0, False, False)
