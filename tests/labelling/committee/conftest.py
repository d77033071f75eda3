"""Fixtures of the committee: Carla presides, Victor is vice-président, Nora keeps the secretariat."""

from types import SimpleNamespace

import pytest

from labelling.committee.agenda import actions
from labelling.committee.models import AgendaItem
from labelling.title.labels.models import Label
from portal.core import clock
from portal.models import Role
from tests import factories
from tests.labelling.committee import factories as committee_factories
from tests.labelling.committee.factories import HELD, LISTED


@pytest.fixture
def nora(db):
    """The secretariat of the committee."""
    return factories.make_user("Nora", "Perrin", roles=[Role.SECRETARY])


@pytest.fixture
def before(db):
    with clock.at(LISTED):
        yield


@pytest.fixture
def people(before):
    """Five seats; those of S3 and S4 have a suppléant."""
    return committee_factories.make_committee(5, substitutes=("S3", "S4"))


@pytest.fixture
def carla(people):
    """Holds the seat of the président."""
    return people["PRES"]


@pytest.fixture
def session(before, people, sonia):
    return committee_factories.make_session(sonia, days=77)


@pytest.fixture
def item(session, organism, sonia):
    """Valmeyre Habitat's dossier on the agenda."""
    return actions.add(
        session, AgendaItem.Kind.LABEL, committee_factories.in_review(organism), by=sonia
    )


@pytest.fixture
def room(session, item, carla, nora, people):
    """The session is open, everybody is there and has declared; the vote is not open yet."""
    committee_factories.open_session(session, carla, nora)
    with clock.at(HELD):
        yield SimpleNamespace(
            session=committee_factories.fresh(session), item=committee_factories.fresh(item)
        )


@pytest.fixture
def voting(room, carla):
    """The vote on the item is open."""
    committee_factories.fire(room.item, "open_vote", carla)
    room.item = committee_factories.fresh(room.item)
    return room


@pytest.fixture
def label(voting, carla):
    """Granted on 17 December 2026."""
    committee_factories.vote(voting.item, "grant")
    committee_factories.fire(voting.item, "close_vote", carla)
    committee_factories.fire(voting.item, "validate", carla)
    return Label.objects.get()
