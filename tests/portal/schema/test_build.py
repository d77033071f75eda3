"""Empty database built from the models: the same as by running every migration."""

import contextlib
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

LEAST = {"schema": 2_500, "rows": 1_000, "migrations": 200}
ROOT = Path(__file__).resolve().parents[3]


@contextlib.contextmanager
def empty_database(name, folder):
    """Yields the address of a database without any table, of the engine that is being tested."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        tested = connection.settings_dict
        yield f"postgres://{tested['USER']}@/{name}?host={tested['HOST']}"
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def described_after(folder, url, *command):
    """What `tests.portal.schema.description` tells of this database once the command has run on it."""
    env = os.environ | {
        "PORTAL_PROFILE": "test",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_VAR": str(folder),
        "DATABASE_URL": url,
    }
    process = [sys.executable, "-m", "tests.portal.schema.description", *command]
    done = subprocess.run(process, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.django_db
def test_building_from_the_models_gives_what_every_migration_gives(tmp_path):
    told = {}
    for command in ("build_database", "migrate"):
        with empty_database(f"compared_{command}", tmp_path) as url:
            told[command] = described_after(tmp_path / command, url, command)
    for kind in ("schema", "rows", "migrations"):
        built, migrated = (
            Counter(told[command][kind]) for command in ("build_database", "migrate")
        )
        only = {"built": sorted(built - migrated), "migrated": sorted(migrated - built)}
        assert only == {"built": [], "migrated": []}, kind
        assert built.total() > LEAST[kind]


@pytest.mark.django_db
def test_a_database_that_holds_tables_is_refused():
    with pytest.raises(CommandError, match="La base n’est pas vide"):
        call_command("build_database")


@pytest.mark.django_db
def test_the_database_of_the_tests_is_recorded_as_migrated():
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
