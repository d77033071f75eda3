"""A dossier in preparation, and the client of its signatory."""

import pytest

from tests import factories


@pytest.fixture
def dossier(organism, alice):
    return factories.make_dossier(organism, state="preparation")


@pytest.fixture
def member(signed_in, alice):
    return signed_in(alice)
