"""Fixtures of corrections."""

from datetime import date

import pytest

from tests.factories import make_dossier
from tests.labelling.dossiers.factories import make_chair

FORMER, RIGHT = "Tous les logements", "Tous les logements, sauf le foyer des Tilleuls"


@pytest.fixture
def carla(db):
    return make_chair()


@pytest.fixture
def decided(organism):
    return make_dossier(
        organism, state="granted", decided_on=date(2026, 11, 3), perimeter=FORMER,
        presentation="Un office.", homes_in_perimeter=91_000,
    )  # fmt: skip
