"""Database of another version of the portal: refused with a sentence, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from portal.schema import versions

ROOT = Path(__file__).resolve().parents[3]
SENTENCE = (
    "La base vient d’une autre version du portail\u00a0: elle a reçu des migrations que ce code n’a pas "
    "(home.0005_blocks). Lancez «\u00a0make demo-reset\u00a0», puis «\u00a0make demo\u00a0»."
)


@pytest.fixture
def of_before(db):
    MigrationRecorder(connection).record_applied("home", "0005_blocks")


def test_the_database_of_this_version_is_not_refused(db):
    assert versions.refusal(connection) == ""
    assert versions.database_is_of_this_version(databases=["default"]) == []


def test_migrate_refuses_the_database_of_another_version(of_before):
    with pytest.raises(SystemCheckError) as refused:
        call_command("migrate", skip_checks=False)

    assert SENTENCE in str(refused.value)


def test_a_database_of_the_tree_before_is_to_be_made_anew(of_before, settings):
    """No upgrade leads here from it: it has not the first migration of this one."""
    first = MigrationRecorder(connection).migration_qs
    first.filter(app="portal", name=versions.FIRST.partition(".")[2]).delete()
    settings.IS_LOCAL = False

    assert versions.refusal(connection) == (
        "La base vient d’un essai d’avant la première installation (home.0005_blocks)\u00a0: aucune mise à jour "
        "ne mène à celle-ci. Installez le portail dans une base neuve (docs/install.md)."
    )


def test_in_production_the_sentence_names_no_demonstration(of_before, settings):
    settings.IS_LOCAL = False

    assert "make demo" not in versions.refusal(connection)
    assert "Remettez le code de sa version" in versions.refusal(connection)


def test_the_web_server_stops_with_the_sentence_alone(tmp_path):
    env = os.environ | {
        "PORTAL_PROFILE": "test",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/base.sqlite3",
    }
    (tmp_path / "static").mkdir()
    prepare = (
        "import django; django.setup();"
        "from django.db import connection;"
        "from django.db.migrations.recorder import MigrationRecorder;"
        "MigrationRecorder(connection).record_applied('portal', '0001_tables');"
        "MigrationRecorder(connection).record_applied('home', '0005_blocks');"
        "import portal.wsgi"
    )
    process = [sys.executable, "-c", prepare]
    done = subprocess.run(process, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (versions.BOOT_ERROR, f"{SENTENCE}\n")


def test_the_migrations_of_all_apps_stay_light():
    """An operation on a column is one line, as a column of a new table is; beyond that, they are to be squashed."""
    files = [path for path in ROOT.glob("*/migrations/*.py") if path.name != "__init__.py"]
    told = {path.parent.parent.name for path in files}

    assert told == {"portal", "home", "labelling", "community", "observatory"}
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files) <= 6_000
