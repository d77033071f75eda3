"""Twelve organisms of the office's list, and who hands it back."""

import pytest

from tests.factories import make_organism


@pytest.fixture
def many(db):
    return [
        make_organism(f"Office {n:02}", slug=f"office-{n:02}", homes=1000 + n) for n in range(12)
    ]


@pytest.fixture
def sent(signed_in, sonia, many):
    return signed_in(sonia)
