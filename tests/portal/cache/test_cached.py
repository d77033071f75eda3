"""Answers about public data that a process keeps: one version, one day, and nothing of a transaction."""

import os
import subprocess
import sys
from datetime import datetime

import pytest
from django.conf import settings
from django.db import connection, transaction

from labelling.parties.organisms.models import Organism
from portal.cache import public, versions
from portal.cache.public import cached
from portal.core import clock
from tests.factories import make_organism, make_user


@pytest.fixture
def names(transactional_db):
    """A reading that says how many times it was made."""
    made = []

    def names(prefix=""):
        made.append(prefix)
        rows = Organism.objects.filter(name__startswith=prefix).order_by("name")
        return list(rows.values_list("name", flat=True))

    read = cached(names)
    read.made = made
    versions.bump()
    yield read
    public.READINGS.remove(names)


def test_a_reading_is_made_once_for_each_question(names):
    make_organism("Valmeyre")

    assert [names(), names(), names("V"), names("C"), names("C")] == [["Valmeyre"]] * 3 + [[]] * 2
    assert names.made == ["", "V", "C"]


def test_a_write_to_what_the_public_reads_ends_it_and_another_write_does_not(names):
    organism = make_organism("Valmeyre")
    before = names()
    make_user("Nadia")
    again = names()
    Organism.objects.filter(pk=organism.pk).update(name="Corvange")

    assert (before, again, names()) == (["Valmeyre"], ["Valmeyre"], ["Corvange"])
    assert len(names.made) == 2


def test_a_transaction_reads_what_it_has_written_and_leaves_nothing_of_it(names):
    make_organism("Valmeyre")
    before = names()
    with transaction.atomic():
        Organism.objects.update(name="Corvange")
        inside = names()
        transaction.set_rollback(True)

    assert (before, inside, names()) == (["Valmeyre"], ["Corvange"], ["Valmeyre"])


def test_what_a_transaction_reads_first_is_not_cached(names):
    """It may be older than the version says."""
    with transaction.atomic():
        names()
    names()
    names()

    assert len(names.made) == 2


def test_a_day_ends_it_and_no_hour_does(names):
    for moment in (
        datetime(2026, 11, 24, 0, 5),
        datetime(2026, 11, 24, 23, 59),
        datetime(2026, 11, 25),
    ):
        with clock.at(moment):
            names()

    assert len(names.made) == 2


def test_what_another_hand_writes_in_sql_ends_it(names):
    make_organism("Valmeyre")
    before = names()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE labelling_organism SET name = 'Corvange'")

    assert (before, names()) == (["Valmeyre"], ["Corvange"])


def test_the_answer_of_a_former_version_leaves_its_place(names):
    names()
    size = len(public._kept)
    make_organism("Valmeyre")
    names()

    assert len(public._kept) == size


@pytest.mark.postgres
def test_another_process_raises_the_version(names):
    """Whoever writes, in the worker or in another web process, ends what is cached here."""
    names()
    code = "import django; django.setup(); from portal.cache import versions; versions.bump()"
    tested = connection.settings_dict
    address = f"postgres://{tested['USER']}@/{tested['NAME']}?host={tested['HOST']}"
    env = os.environ | {"DATABASE_URL": address}
    subprocess.run([sys.executable, "-c", code], check=True, env=env, cwd=settings.BASE_DIR)
    names()

    assert len(names.made) == 2


@pytest.mark.postgres
def test_a_flush_ends_what_is_kept(names):
    make_organism("Valmeyre")
    names()
    with connection.cursor() as cursor:
        cursor.execute('TRUNCATE "labelling_label" CASCADE')
    names()

    assert len(names.made) == 2
