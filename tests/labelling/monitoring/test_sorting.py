"""Order of the organisms of the table: groups of equals, read a page at a time."""

from datetime import date

import pytest
from django.http import QueryDict

from labelling.steering.monitoring.listing import Asked
from labelling.steering.monitoring.sorting import sorted_by
from tests.factories import make_dossier, make_organism

NAMES = [(1, "Zéro"), (2, "Évreux"), (3, "Eaubonne"), (4, "Fécamp"), (5, "Alma")]
DAYS = [(3, date(2026, 2, 1)), (1, date(2026, 1, 1)), (3, date(2025, 1, 1)), (2, date(2026, 2, 1))]


@pytest.mark.parametrize(
    ("is_last_first", "expected"), [(False, [1, 3, 2, 5, 4]), (True, [3, 2, 1, 5, 4])]
)
def test_equals_are_by_name_and_what_is_empty_is_last_either_way(is_last_first, expected):
    found = sorted_by(NAMES, DAYS, is_last_first=is_last_first)

    assert (list(found), len(found)) == (expected, 5)


def test_a_page_is_a_part_of_the_whole():
    whole = sorted_by(NAMES, DAYS, is_last_first=False)

    parts = [(first, last) for first in range(6) for last in range(first, 7)]
    assert [whole[a:b] for a, b in parts] == [list(whole)[a:b] for a, b in parts]


def test_a_text_is_sorted_without_its_accents_and_an_empty_one_is_none():
    told = [(1, "Étienne"), (2, "Zoé"), (3, "Fabre"), (4, ""), (5, None)]

    assert list(sorted_by(NAMES, told, is_last_first=False)) == [1, 3, 2, 5, 4]


@pytest.mark.django_db
def test_pages_of_a_sorted_table_show_each_organism_once(sonia):
    for n in range(60):
        organism = make_organism(f"Office {n:02}")
        if n % 3:
            make_dossier(organism, state="submitted", submitted_on=date(2026, 1, 1 + n % 7))

    pages = [Asked(sonia, QueryDict(f"tri=-candidature&page={n}")).page() for n in (1, 2)]
    shown = [row["name"] for page in pages for row in page.object_list]

    assert [len(page.object_list) for page in pages] == [50, 10]
    assert sorted(shown) == [f"Office {n:02}" for n in range(60)]
    assert shown[40:] == [f"Office {n:02}" for n in range(0, 60, 3)]
