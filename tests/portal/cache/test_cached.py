"""Cache of public data: one version, one day, and nothing of a transaction."""

import os
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction

from labelling.labels.models import Label
from labelling.organisms.models import Organism
from portal.cache import public, versions
from portal.cache.public import cached
from portal.core import clock
from portal.models import User
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
    del public.READINGS[names]


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


def test_a_day_ends_it_and_so_do_five_minutes(names):
    for moment in (datetime(2026, 11, 24, 23, 59), datetime(2026, 11, 24, 23, 59, 30),
                   datetime(2026, 11, 25), datetime(2026, 11, 25, 0, 5)):  # fmt: skip
        with clock.at(moment):
            names()

    assert len(names.made) == 3


def test_what_another_hand_writes_in_sql_ends_it(names):
    make_organism("Valmeyre")
    before = names()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE labelling_organism SET name = 'Corvange'")

    assert (before, names()) == (["Valmeyre"], ["Corvange"])


def test_what_visitors_ask_does_not_grow_without_end(names, monkeypatch):
    caches["answers"].clear()
    monkeypatch.setattr(caches["answers"], "_max_entries", 3)
    for letter in "ABCDA":
        names(letter)

    assert names.made == [*"ABCDA"]
    assert len(caches["answers"]) <= 3


def test_what_is_kept_of_each_thing_pushes_out_nothing_of_all(names, monkeypatch):
    def named(letter):
        return letter.lower()

    of_a_thing = public.cached(named, is_of_a_thing=True)
    names()
    monkeypatch.setattr(caches["things"], "_max_entries", 3)
    told = [of_a_thing(letter) for letter in "ABCDEF"]
    names()
    del public.READINGS[named]

    assert (told, names.made, len(caches["things"]) <= 3) == ([*"abcdef"], [""], True)


def test_the_answer_of_a_former_version_leaves_its_place(names):
    names()
    size = len(caches["answers"])
    make_organism("Valmeyre")
    names()

    assert len(caches["answers"]) == size


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


def test_the_version_of_a_table_ends_what_reads_it_alone(transactional_db):
    made = []

    @cached(reads=(Organism,), seconds=None)
    def cities():
        made.append(None)
        return list(Organism.objects.values_list("city", flat=True))

    morning = datetime(2026, 11, 24, 9)  # midnight ends an answer too
    with clock.at(morning):
        organism = make_organism("Valmeyre")
        cities()
        versions.bump(Label)
    with clock.at(morning + timedelta(minutes=6)):
        cities()
        Organism.objects.filter(pk=organism.pk).update(city="Corvange")
        del public.READINGS[cities.__wrapped__]

        assert (cities(), len(made)) == (["Corvange"], 2)


@pytest.fixture
def figures(transactional_db):
    """A reading of what nothing watches, that says how many times it was made."""
    made = []

    def people():
        made.append(None)
        return User.objects.count()

    read = public.cached_for_a_minute(people)
    read.made = made
    versions.bump()
    public.forget()
    return read


def test_figures_may_be_a_minute_old_and_no_more(figures):
    with clock.at(datetime(2026, 11, 24, 12, 0, 5)):
        before = figures()
        make_user("Nadia")
        again = figures()
    with clock.at(datetime(2026, 11, 24, 12, 1)):
        after = figures()

    assert (again, after, len(figures.made)) == (before, before + 1, 2)


def test_figures_are_never_older_than_what_the_public_reads_nor_shared_by_a_transaction(figures):
    with clock.at(datetime(2026, 11, 24, 12)):
        before = figures()
        make_user("Nadia")
        make_organism("Valmeyre")
        after = figures()
        with transaction.atomic():
            make_user("Ali")
            inside = figures()
            transaction.set_rollback(True)

        assert (after, inside, figures()) == (before + 1, before + 2, before + 1)
