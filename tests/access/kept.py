"""Functions whose query is kept by a process: what a law asks each, and what they answer."""

from datetime import date, datetime, timedelta
from importlib import import_module

from django.conf import settings

from labelling.organisms.models import Organism
from portal.access.standing import KEPT
from portal.core import clock
from portal.models import User

DAYS = (datetime(2026, 11, 24, 10), datetime(2026, 11, 25, 10))
PERIOD = (date(2026, 11, 1), date(2027, 1, 31))
OF_PERSON = {  # kept a standing: {function: what it is asked besides the person}
    "portal.calendar.dates.statement": PERIOD,
    "portal.changes.lines.statement": (),
    "portal.web.worklist.statement": (),
}


def registered():
    """{name: function} of the project's own; a test may decorate some."""
    import_module(settings.ROOT_URLCONF)  # every module of the pages
    found = {f"{one.__module__}.{one.__qualname__}": one for one in KEPT}
    return {name: one for name, one in sorted(found.items()) if not name.startswith("tests.")}


def as_kept(function, *args):
    return function(*args)


def as_written(function, *args):
    return function.__wrapped__(*args)


def answers(people, ask=as_kept, functions=None):
    """{« function, whose, day »: its rows} of some people (keys), as the function is asked by `ask`."""
    found = {}
    for day in DAYS:
        with clock.at(day):
            for name, function in (functions or registered()).items():
                for who, rows in _asked(name, function, people, ask):
                    told = sorted(repr(tuple(row)) for row in rows)
                    found[f"{name}, {who}, {clock.today()}"] = told
    return found


def _asked(name, function, people, ask):
    thing = Organism._base_manager.order_by("pk").first().pk
    since = clock.now() - timedelta(days=30)
    for person in people:
        # Another object, as in another request: nothing of it is read.
        user = User.objects.get(pk=person)
        yield person, ask(function, user, *OF_PERSON[name]).of(thing).since(since).rows()
