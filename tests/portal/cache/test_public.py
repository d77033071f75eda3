"""What a process remembers of the public facts: one generation, one day, and nothing of a transaction."""

from datetime import datetime

import pytest
from django.db import transaction

from labelling.organisms.models import Organism
from portal.cache import public, versions
from portal.cache.public import remembered
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

    read = remembered(names)
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


def test_what_a_transaction_reads_first_is_not_kept(names):
    """It may be older than the generation says."""
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


def test_nothing_is_kept_when_the_generation_cannot_be_read(names, settings):
    settings.VAR = "/dev/null/nowhere"
    names()
    names()

    assert len(names.made) == 2


def test_what_visitors_ask_does_not_grow_without_end(names, monkeypatch):
    monkeypatch.setattr(public, "MOST", 3)
    for letter in "ABCDA":
        names(letter)

    assert names.made == [*"ABCDA"]
    (shelf,) = public._shelves.values()
    assert len(shelf) == 2


@pytest.fixture
def figures(transactional_db):
    """A reading of what nothing watches, that says how many times it was made."""
    made = []

    def people():
        made.append(None)
        return User.objects.count()

    read = public.lately(people)
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
