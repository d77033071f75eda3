"""PostgreSQL killed under writes: what was committed is there, what was not left nothing, the journal holds."""

import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from tests import postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.django_db]
KILLS, ACTS = 3, 200
WRITER = f"import django; django.setup(); from tests.portal.workflow import crash_writer; crash_writer.run({ACTS})"


def environment(url, folder):
    here = {"PORTAL_PROFILE": "test", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    return os.environ | here | {"PORTAL_VAR": str(folder), "DATABASE_URL": url}


def manage(env, *words):
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def start(folder, home, user):
    command = [
        folder / "postgres",
        "-D",
        home / "data",
        "-k",
        home,
        "-c",
        "listen_addresses=",
        "-c",
        "fsync=off",
    ]
    with (home / "log").open("ab") as log:
        return subprocess.Popen(
            command, stdout=log, stderr=log, cwd=home, start_new_session=True, **user
        )


def wait(url):
    for _ in range(200):
        try:
            return psycopg.connect(url.replace("/portail?", "/portail?connect_timeout=2&")).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise AssertionError("PostgreSQL does not recover")


def test_what_was_committed_survives_the_crash_and_nothing_is_half_written(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "SPEED", ("fsync=off",))
    folder, user = postgres.binaries(), postgres.borrowed_user()
    with postgres.server() as (url, first):
        home, env = postgres.Path(url.partition("host=")[2]), environment(url, tmp_path)
        assert manage(env, "build_database").returncode == 0
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER],
            env=env, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        said, server = [writer.stdout.readline()], first
        try:
            for _ in range(KILLS):
                said += [writer.stdout.readline() for _ in range(20)]
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()
                (home / "data" / "postmaster.pid").unlink(missing_ok=True)
                server = start(folder, home, user)
                wait(url)
            said += writer.communicate(timeout=120)[0].splitlines()
            verified = manage(env, "verify_journal")
            with psycopg.connect(url) as base:
                lines = [
                    row[0]
                    for row in base.execute("SELECT sentence FROM portal_entry WHERE act = 'essai'")
                ]
                mails = [row[0] for row in base.execute("SELECT event_key FROM portal_message")]
        finally:
            writer.kill()
            writer.wait()
            if server is not first:
                server.send_signal(signal.SIGQUIT)
                server.wait(timeout=20)

    told = {int(number) for number in said if number.strip()}
    numbers = [int(line.rstrip(".").split()[-1]) for line in lines]
    assert writer.returncode == 0
    assert told <= set(numbers) == set(range(ACTS))
    assert len(numbers) == ACTS
    assert {int(key.partition(":")[2]) for key in mails} == set(numbers)
    assert verified.returncode == 0, verified.stderr
