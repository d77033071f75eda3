"""Commands of the runbook (docs/operations.md, « Alerts »): each is run on a site, or belongs to a whole system."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portal.ops import health
from tests import postgres
from tests.portal.cache.redis_server import Server, missing, wanted
from tests.portal.ops.certificates import written

ROOT = Path(__file__).resolve().parents[3]
GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
FIRST_WORDS = re.compile(r"`((?:[a-z_-]+|manage\.py)(?: [^`]+)?)`")
# What asks for a machine with systemd, root or the internet: its syntax alone is read here.
OF_A_SYSTEM = {"systemctl", "journalctl", "timedatectl", "certbot", "freshclam", "sudo"}
ENDS = {  # with a sentence instead of success: there is no antivirus, no rules to index by, no server of mail here
    "manage.py scan_files": 1,
    "manage.py build_search_index": 1,
    "openssl s_client -connect HOST:587 -starttls smtp": 1,
    'grep \'"level": "ERROR"\'': 1,
}
PROGRAMS = OF_A_SYSTEM | {
    "manage.py", "pg_isready", "redis-cli", "ls", "openssl", "df", "mount", "grep", "du"
}  # fmt: skip


def rows():
    """{label: the cell that says what to do} of the table."""
    part = GUIDE[GUIDE.index("## Alerts") :]
    lines = part[: part.index("\n## ", 5)].splitlines()
    cells = [line.strip("| ").split(" | ") for line in lines if line.startswith("| **")]
    return {re.match(r"\*\*(.+?)\*\*", row[0])[1]: row[-1] for row in cells}


def commands():
    found = [command for cell in rows().values() for command in FIRST_WORDS.findall(cell)]
    return list(dict.fromkeys(one for one in found if one.split()[0] in PROGRAMS))


def test_each_service_has_its_line_or_its_title():
    titles = re.findall(r"^\*\*« (.+?) »", GUIDE, re.M)
    lacking = {one.label for one in health.CHECKS} - set(rows()) - set(titles)

    assert lacking == set()


def test_the_runbook_names_no_program_that_nobody_tries():
    """A word in the font of code that begins a command: a program that is known here."""
    several = [command for cell in rows().values() for command in re.findall(r"`([^`]+)`", cell)]
    unknown = {one for one in several if " " in one and one.split()[0] not in PROGRAMS}

    assert unknown == {"--against FILE"}  # of the command before it
    assert len(commands()) > 15


@pytest.mark.parametrize("command", commands())
def test_the_shell_reads_it(command):
    done = subprocess.run(["/bin/bash", "-n", "-c", command], check=False, capture_output=True)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """What the commands find in their environment: a built portal, Redis, PostgreSQL, a certificate."""
    folder = tmp_path_factory.mktemp("site")
    wanted()
    try:
        postgres.binaries()
    except postgres.Missing as reason:
        missing(str(reason))
    redis = Server(folder, "--save", "", "--appendonly", "no")
    redis.start()
    written(folder / "site.pem", days=60)
    with postgres.server() as (url, _process):
        env = os.environ | {
            "PORTAL_PROFILE": "test", "DJANGO_SETTINGS_MODULE": "portal.settings",
            "PORTAL_VAR": str(folder), "DATABASE_URL": url, "REDIS_URL": redis.address,
            "PRIVATE_ROOT": str(folder / "private"), "MEDIA_ROOT": str(folder / "media"),
            "TLS_CERTIFICATE": str(folder / "site.pem"), "PGHOST": url.partition("host=")[2],
            "PGUSER": "postgres", "MAIL_URL": "eml",
        }  # fmt: skip
        build = [sys.executable, "manage.py", "build_database"]
        subprocess.run(build, cwd=ROOT, env=env, check=True, capture_output=True)
        yield env
    redis.stop()


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [one for one in commands() if one.split()[0] not in OF_A_SYSTEM]
)
def test_it_does_what_it_says_on_a_site_of_its_own(site, command):
    program = shlex.split(command)[0]
    assert program == "manage.py" or shutil.which(program)
    shown = command.replace("manage.py", f"{shlex.quote(sys.executable)} manage.py", 1)
    if program == "du":
        shown = shown.replace("/var", '"$PORTAL_VAR"')
    if program == "grep":
        shown += " /dev/null"
    done = subprocess.run(
        ["/bin/bash", "-c", shown],
        cwd=ROOT,
        env=site,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert (done.returncode, "Traceback" in done.stderr) == (ENDS.get(command, 0), False), (
        done.stderr[-500:]
    )


@pytest.mark.slow
def test_the_other_commands_of_the_backups_say_what_they_lack(site):
    """« backup » without a key, « check_files » of a whole site, « clean_files » of one without a stray file."""
    ends = {}
    for words in ("backup", "check_files --json", "clean_files", "verify_journal --files"):
        asked = [sys.executable, "manage.py", *words.split()]
        done = subprocess.run(
            asked, cwd=ROOT, env=site, check=False, capture_output=True, text=True
        )
        ends[words] = (done.returncode, "Traceback" in done.stderr)

    assert ends == {
        "backup": (1, False), "check_files --json": (0, False), "clean_files": (0, False),
        "verify_journal --files": (0, False),
    }  # fmt: skip
