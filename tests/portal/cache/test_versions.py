"""Cache version of a table: what depends on it outlives writes to other tables."""

import pytest
from django.db import connection, transaction

from labelling.organisms.models import Membership, Organism
from labelling.public import organisms_by_person
from observatory.practices.models import GoodPractice
from observatory.search.models import PracticeEntry
from portal.cache import versions
from tests.factories import make_member, make_organism
from tests.observatory.factories import make_practice


def of_both():
    return versions.current(GoodPractice, PracticeEntry)


@pytest.mark.django_db(transaction=True)
def test_a_write_ends_what_is_cached_of_its_table_alone():
    organism = make_organism()
    practice = make_practice(organism, "published")
    before, whole = of_both(), versions.current()
    Organism.objects.update(city="Corvange")
    other, all_of_it = of_both(), versions.current()
    GoodPractice.objects.filter(pk=practice.pk).update(state="withdrawn")

    assert (other, all_of_it == whole) == (before, False)
    assert of_both() not in (before, None)


@pytest.mark.django_db(transaction=True)
def test_a_write_to_what_no_visitor_reads_ends_no_public_page():
    organism = make_organism()
    before, public, acting = versions.current(Membership), versions.current(), organisms_by_person()
    alice = make_member(organism)
    joined = versions.current(Membership), versions.current(), organisms_by_person()
    alice.memberships.update(is_active=False)

    assert (acting, joined[1:]) == ({}, (public, {alice.pk: [organism.pk]}))
    assert len({before, joined[0], versions.current(Membership)}) == 3
    assert (versions.current(), organisms_by_person()) == (public, {})


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_has_written_has_a_version_of_its_own_until_its_rollback():
    practice = make_practice(make_organism(), "published")
    before, seen = of_both(), []
    for is_given_up in (True, False):
        with transaction.atomic():
            Organism.objects.update(city="Corvange")
            seen.append(of_both() == before)
            GoodPractice.objects.filter(pk=practice.pk).update(title="Autre")
            seen.append(of_both() == before)
            transaction.set_rollback(is_given_up)
        seen.append(of_both() == before)

    assert seen == [True, False, True, True, False, False]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_flush_ends_what_is_cached_of_each_table_that_it_names():
    before = of_both()
    with connection.cursor() as cursor:
        cursor.execute('TRUNCATE "observatory_bookmark", "observatory_practiceentry"')

    assert of_both() != before
