"""Fixtures of appeals: a refused dossier, its notified decision, a committee of five."""

import pytest

from tests import factories
from tests.labelling.committee.factories import make_committee
from tests.labelling.complaints.appeals.factories import NOTIFIED
from tests.labelling.complaints.factories import refused


@pytest.fixture
def committee(db):
    return make_committee(5)


@pytest.fixture
def dossier(organism):
    return factories.make_dossier(organism, state="refused")


@pytest.fixture
def decision(dossier, alice):
    return refused(dossier, notified_on=NOTIFIED)
