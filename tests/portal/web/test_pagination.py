"""Page numbers of lists, whatever the address says."""

import pytest

from portal.web.pagination import Paginator
from tests.factories import make_organism


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (None, 1), ("", 1), ("abc", 1), ("1.5", 1), ("0", 1), ("-1", 1), ("-99", 1), ("9" * 5000, 1), ("2", 2),
        ("3", 3), ("4", 3), ("999", 3),
    ],
)  # fmt: skip
def test_what_is_no_page_is_the_first_and_what_is_beyond_the_end_the_last(asked, number):
    assert Paginator(range(5), 2).get_page(asked).number == number


def test_a_list_without_rows_has_one_page():
    assert [Paginator([], 2).get_page(asked).number for asked in ("0", "1", "7")] == [1, 1, 1]


@pytest.mark.parametrize("asked", ["0", "-1", "abc"])
def test_a_list_of_the_portal_opens_on_its_first_page(sonia, signed_in, asked):
    for rank in range(26):
        make_organism(f"Organisme {rank:02}")

    page = signed_in(sonia).get(f"/espace/organismes/?page={asked}").context["page"]

    assert (page.number, page.paginator.num_pages) == (1, 2)
