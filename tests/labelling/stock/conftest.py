"""Fixtures: a dossier in preparation, and its signatory's client."""

import pytest

from tests import factories


@pytest.fixture
def dossier(organism, alice):
    return factories.make_dossier(organism, state="preparation")


@pytest.fixture
def member(signed_in, alice):
    return signed_in(alice)
