"""A page and its number in one query, whichever page and however many rows."""

import pytest

from labelling.organisms.models import Organism
from portal.web.paging import paged
from tests.factories import make_organism

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    for n in range(7):
        make_organism(f"Organisme {n}")
    return Organism.objects.order_by("name")


@pytest.mark.parametrize(
    ("number", "shown", "page"),
    [(None, "012", 1), ("1", "012", 1), ("2", "345", 2), ("3", "6", 3), ("x", "012", 1), ("0", "012", 1),
     ("99", "6", 3), ("²", "012", 1), ("9" * 40, "6", 3)],
)  # fmt: skip
def test_a_page_is_what_a_paginator_gives(rows, number, shown, page):
    found = paged(rows, number, 3)

    assert ("".join(one.name[-1] for one in found), found.number) == (shown, page)
    assert (found.paginator.count, found.paginator.num_pages) == (7, 3)


def test_it_costs_one_query(rows, django_assert_num_queries):
    for number in (None, "2", "3"):
        with django_assert_num_queries(1):
            page = paged(rows, number, 3)
            assert (len(page), page.has_other_pages()) == (1 if number == "3" else 3, True)


def test_without_a_row_there_is_one_empty_page(db):
    page = paged(Organism.objects.order_by("name"), "4", 3)

    assert (list(page), page.number, page.paginator.count) == ([], 1, 0)
