"""Fixtures of what follows the opening of a vote: its people, session and point are made once a module."""

from types import SimpleNamespace

import pytest

from labelling.committee.agenda import actions
from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.parties.organisms.models import Organism
from portal.core import clock
from portal.models import Role, User
from tests import factories, worlds
from tests.labelling.committee import factories as committee_factories
from tests.labelling.committee.factories import HELD, LISTED


@pytest.fixture(scope="module")
def vote_of_module(django_db_setup, django_db_blocker):
    """{code: key} of the people of the committee and of the office; the vote is open."""
    with worlds.undone_at_the_end(django_db_blocker), clock.at(LISTED):
        organism = factories.make_organism("Valmeyre Habitat", slug="valmeyre-habitat")
        sonia = factories.make_user("Sonia", "Vasseur", roles=[Role.REFERENT])
        nora = factories.make_user("Nora", "Perrin", roles=[Role.SECRETARY])
        people = committee_factories.make_committee(5, substitutes=("S3", "S4"))
        session = committee_factories.make_session(sonia, days=77)
        dossier = committee_factories.in_review(organism)
        item = actions.add(session, AgendaItem.Kind.LABEL, dossier, by=sonia)
        committee_factories.open_session(session, people["PRES"], nora)
        with clock.at(HELD):
            committee_factories.fire(item, "open_vote", people["PRES"])
        yield {code: user.pk for code, user in people.items()} | {
            "sonia": sonia.pk,
            "nora": nora.pk,
        }


@pytest.fixture
def before(vote_of_module, db):
    with clock.at(HELD):
        yield


@pytest.fixture
def everybody(vote_of_module, before):
    """{code: person}, read anew."""
    found = User.objects.in_bulk(vote_of_module.values())
    return {code: found[key] for code, key in vote_of_module.items()}


@pytest.fixture
def people(everybody):
    return {code: user for code, user in everybody.items() if code not in ("sonia", "nora")}


@pytest.fixture
def sonia(everybody):
    return everybody["sonia"]


@pytest.fixture
def nora(everybody):
    return everybody["nora"]


@pytest.fixture
def organism(before):
    return Organism.objects.get(slug="valmeyre-habitat")


@pytest.fixture
def session(before):
    return CommitteeSession.objects.get()


@pytest.fixture
def item(before):
    return AgendaItem.objects.get()


@pytest.fixture
def voting(session, item):
    """The vote on the item is open, and it is 17 December 2026."""
    return SimpleNamespace(session=session, item=item)
