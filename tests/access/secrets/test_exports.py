"""Laws of exports: who gets a list gets its file, nobody else, and it holds nothing that they may not read."""

import pytest

from portal.exports.tables import TABLES
from tests.access import addresses, tables
from tests.access.asking import address
from tests.access.matrix import LINES
from tests.access.people import ANONYMOUS, UNLIKE
from tests.access.secrets import canaries

pytestmark = pytest.mark.django_db


def table_of(line):
    return getattr(addresses.ours()[line.name].callback, "table", None)


def lists():
    return [line for line in LINES if table_of(line) is not None]


def test_every_table_is_that_of_an_address():
    assert {table_of(line).code for line in lists()} == set(TABLES)


@pytest.mark.parametrize("who", [ANONYMOUS, *UNLIKE])
def test_the_file_of_a_list_is_for_who_sees_the_list(world, who, found):
    """The same answer as its page, and no canary of somebody else."""
    for line in lists():
        path = address(world, line)
        page = world.read(who, path)
        file = world.ask(who, f"/espace/tableaux/csv{path}")

        got, wanted = addresses.verdict(file), addresses.verdict(page)
        found.tell([] if got == wanted else [f"{line} {got}, not {wanted}"])
        found.tell(canaries.leaks(world, who, file))

    found.end()
    assert tables.changes(world.rows) == []


@pytest.mark.parametrize("who", UNLIKE)
def test_the_file_of_a_list_tells_nothing_that_its_page_and_pages_do_not(world, who, found):
    """In the three formats: what one holds, the others hold."""
    path = "/espace/dossiers/"
    read = [
        canaries.ours(world, canaries.words(world.ask(who, f"/espace/tableaux/{one}{path}").body))
        for one in ("csv", "xlsx", "ods")
    ]

    assert read[0] == read[1] == read[2]
