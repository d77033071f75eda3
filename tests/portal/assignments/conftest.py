"""Fixtures: the label office with Sonia and Paul, days of May 2026, a browser for each person."""

import re
from contextlib import contextmanager
from datetime import datetime

import pytest

from portal.access import affiliations
from portal.assignments.actions import declare
from portal.core import clock
from portal.models import Role
from portal.workflow import Refused
from tests.factories import make_dossier, make_user
from tests.portal.account_desk.conftest import browser, post

ABSENCES = "/espace/absences/"
__all__ = ("ABSENCES", "at", "away", "browser", "codes", "day", "post", "words_of")


@pytest.fixture
def paul(db):
    """The deputy."""
    return make_user("Paul", "Suppléant", roles=[Role.DEPUTY])


@pytest.fixture
def submitted(organism):
    """A dossier that waits for the office."""
    return make_dossier(organism, state="submitted")


def day(number):
    return datetime(2026, 5, number).date()


def at(number, hour=10):
    """In the morning of a day of May 2026, a month that begins on a Friday."""
    return clock.at(datetime(2026, 5, number, hour, tzinfo=clock.PARIS))


@contextmanager
def away(person, first=4, last=15, by=None, today=5):
    """On a day of May, while the person is absent from `first` to `last`."""
    with at(today):
        made = declare(person, from_on=day(first), until_on=day(last), by=by or person)
        affiliations.forget(person)
        yield made


def codes(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.codes


def words_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split()).replace("\u00a0", " ")
