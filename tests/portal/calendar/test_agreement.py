"""Calendar and lists: the same dates for the same people, at a constant cost."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from labelling.title.brand.versions import Published
from portal import calendar
from portal.access import affiliations
from portal.core import clock
from portal.core.read_once import reading_once
from portal.web import worklist
from portal.workflow import WORKFLOWS
from tests.access.people import EVERYBODY

pytestmark = pytest.mark.django_db
AROUND = timedelta(days=1500)


@pytest.fixture(scope="module", autouse=True)
def every_thing_has_a_date(world):
    """Whatever has a life is due some day, so that each list and each source has something to say.

    What is read meanwhile is kept for no other law: its dates are not those of the world.
    """
    read, world.pages = world.pages, {}
    with transaction.atomic():
        for model in WORKFLOWS:
            if issubclass(model, Published):  # published versions refuse any change
                continue
            day = clock.today() + timedelta(days=20)
            model._base_manager.filter(due_on=None).update(due_on=day)
        yield
        transaction.set_rollback(True)
    world.pages = read


def everything(user):
    today = clock.today()
    return calendar.moments(user, today - AROUND, today + AROUND)


def dated(user):
    return [task for tasks in worklist.lists(user).values() for task in tasks if task.due_on]


def is_told(task, found):
    """On its day, something that leads to the same thing (a point of a session leads to the session)."""
    near = (one.url for one in found if one.first_day == task.due_on and one.url)
    return any(task.url.startswith(url) or url.startswith(task.url) for url in near)


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_date_of_the_lists_is_in_the_calendar(world, who):
    user = world.people[who]
    found = everything(user)

    missing = [
        (task.title, task.due_on, task.url) for task in dated(user) if not is_told(task, found)
    ]
    assert missing == []


def test_the_lists_of_the_world_have_dates_to_compare(world):
    """The control: the test above compares something, of several topics."""
    topics = {task.url.split("/")[2] for who in EVERYBODY for task in dated(world.people[who])}

    assert {"dossiers", "audits", "comite", "licences"} <= topics, topics


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_moment_leads_where_its_reader_may_go(world, who):
    faults = []
    for one in everything(world.people[who]):
        if one.url and world.read(who, one.url).status_code != 200:
            faults.append((one.code, one.url))
        assert one.why.startswith("parce que "), one
        assert one.revised_at is None or one.revised_at.tzinfo
    assert faults == []


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_calendar_costs_a_fixed_number_of_queries(world, who):
    user = world.people[who]

    def cost(first, last):
        affiliations.forget(user)
        with reading_once(is_report=False), CaptureQueriesContext(connection) as queries:
            calendar.moments(user, first, last)
        return len(queries)

    today = clock.today()
    windows = [
        (today - AROUND, today + AROUND),
        (today.replace(year=2090), today.replace(year=2090)),
    ]
    for window in windows:  # what is asked once a process, by whoever comes first
        cost(*window)
    full, empty = (cost(*window) for window in windows)

    assert abs(full - empty) <= 3  # what a row found asks for once (the rules of a session)
