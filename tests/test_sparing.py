"""Selection of tests for a second database."""

from pathlib import Path

import pytest
from django.db import connection

from tests import sparing

ROOT = Path(__file__).resolve().parents[1]


def test_without_its_key_the_database_is_closed(request):
    """Why such a test says the same on every database: this one cannot even ask."""
    assert not sparing.touches_database(request.node)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.cursor()


@pytest.mark.django_db
def test_a_mark_opens_it(request):
    assert sparing.touches_database(request.node)
    assert connection.introspection.table_names() != []


def test_a_fixture_opens_it_whatever_its_depth(request, organism):
    assert sparing.touches_database(request.node)
    assert organism.pk


def test_a_world_made_for_a_package_opens_it_too(request, site_like):
    assert sparing.touches_database(request.node)


@pytest.fixture
def site_like(django_db_blocker):
    """As the fixtures that hold the key themselves."""


@pytest.mark.django_db
def test_on_postgresql_nothing_else_is_kept(request):
    if connection.vendor == "postgresql":
        kept = request.session.items
        assert [item.nodeid for item in kept if not sparing.touches_database(item)] == []


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("tests/community/test_volume.py", False),  # tried on both
        ("tests/labelling/committee/test_races.py", False),  # bears the mark
        ("tests/conftest.py", False),
        ("tests/labelling/committee/test_votes.py", True),
    ],
)
def test_a_module_without_anything_for_it_is_not_imported(monkeypatch, place, expected):
    monkeypatch.setenv(sparing.SECOND, "1")
    assert sparing.is_left_out(ROOT / place) is expected
    monkeypatch.delenv(sparing.SECOND)
    assert not sparing.is_left_out(ROOT / place)


def test_each_room_tried_on_both_is_there():
    places = [place.partition("::")[0] for place in sparing.ON_BOTH]

    assert [place for place in places if not (ROOT / place).exists()] == []
