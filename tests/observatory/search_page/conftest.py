"""Fixtures: unpublished practices beside a published one."""

import pytest

from tests.observatory.factories import make_practice

CANARY = "zanzibarine"
HIDDEN = (
    "draft",
    "submitted",
    "changes_requested",
    "validated",
    "archived",
    "rejected",
    "withdrawn",
)


@pytest.fixture
def hidden(organism):
    """One sheet a state that is not public; each says the canary in its title, summary, tag and text."""
    said = {"summary": f"La {CANARY} du hall.", "description": CANARY, "tags": [CANARY]}
    return [
        make_practice(organism, state, title=f"La {CANARY} {state}", **said) for state in HIDDEN
    ]


@pytest.fixture
def shown(organism):
    return make_practice(organism, "published", tags=["halls"])
