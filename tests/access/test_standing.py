"""The lists of a person depend on their standing alone: their query is kept as long as it stays."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.organisms.models import Membership, Organism
from portal.access.roles import give_role
from portal.access.standing import standing
from portal.calendar.dates import statement as dates_statement
from portal.changes.lines import statement as changes_statement
from portal.core import clock
from portal.models import PublicVersion, Role, User
from portal.web import worklist
from tests.access.people import EVERYBODY
from tests.factories import make_member, make_organism, make_user

pytestmark = pytest.mark.django_db
HOURS = (datetime(2026, 11, 24, 0, 10), datetime(2026, 11, 24, 23, 50))
PERIOD = (date(2026, 11, 1), date(2027, 1, 31))
LISTS = {
    "tasks": (worklist.statement, ()),
    "dates": (dates_statement, PERIOD),
    "changes": (changes_statement, ()),
}


def compiled(name, person):
    """The query of a list as it is written for this person, and what was asked to write it, but for a version."""
    compute, args = LISTS[name]
    user = User.objects.get(pk=person.pk)
    with CaptureQueriesContext(connection) as told:
        standing(user)
    with CaptureQueriesContext(connection) as queries:
        statement = compute.__wrapped__(user, *args)
    known = {one["sql"] for one in told}
    asked = [one["sql"] for one in queries if one["sql"] not in known]
    asked = [sql for sql in asked if PublicVersion._meta.db_table not in sql]
    params = repr(statement.params)  # what PostgreSQL is given has no equality
    return (statement.sql, params), asked


@pytest.mark.parametrize("name", LISTS)
def test_a_source_reads_nothing_while_it_says_its_rows(world, name):
    for who in ("alice", "paul"):  # once a process: that SQLite has JSON, the durations in force
        compiled(name, world.people[who])
    Organism.objects.filter(pk=0).update(name="")  # nothing public is cached in this transaction
    asked = {who: compiled(name, world.people[who])[1] for who in EVERYBODY}

    assert {who: found for who, found in asked.items() if found} == {}


@pytest.mark.parametrize("name", LISTS)
def test_a_source_does_not_depend_on_the_hour(world, name):
    found = {}
    for who in EVERYBODY:
        for hour in HOURS:
            with clock.at(hour):
                found.setdefault(who, []).append(compiled(name, world.people[who])[0])

    assert [who for who, (early, late) in found.items() if early != late] == []


def test_a_standing_changes_with_the_day_the_ties_and_the_roles():
    person = make_user("Sam", "Stand")
    seen = [standing(User.objects.get(pk=person.pk))]
    with clock.at(clock.now() + timedelta(days=1)):
        seen.append(standing(User.objects.get(pk=person.pk)))
    membership = Membership.objects.create(
        user=person, organism=make_organism("Un"), function="contact"
    )
    seen.append(standing(User.objects.get(pk=person.pk)))
    Membership.objects.filter(pk=membership.pk).update(function="signatory")
    seen.append(standing(User.objects.get(pk=person.pk)))
    give_role(person, Role.REFERENT)
    seen.append(standing(User.objects.get(pk=person.pk)))

    assert len(set(seen)) == len(seen)
    assert standing(User.objects.get(pk=person.pk)) == seen[-1]


def test_a_home_forgets_what_it_asked_for_when_a_membership_ends(client):
    organism = make_organism("Un")
    member = make_member(organism)
    before = worklist.statement(User.objects.get(pk=member.pk))
    Membership.objects.filter(user=member).update(is_active=False)
    after = worklist.statement(User.objects.get(pk=member.pk))

    assert organism.pk in before.params
    assert organism.pk not in after.params
