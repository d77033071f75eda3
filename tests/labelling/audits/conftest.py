"""Fixtures: the story of one audit, and of one HQS diagnosis."""

import pytest

from tests import factories
from tests.labelling.audits.factories import Story


@pytest.fixture
def story(organism):
    return Story(factories.make_dossier(organism, state="audit"))


@pytest.fixture
def hqs(organism):
    return Story(factories.make_dossier(organism, state="diagnosis"), "hqs")
