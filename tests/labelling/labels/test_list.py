"""List of labels: filters by the state of today, family, region, year of end; their cost; their file."""

from datetime import date

import pytest

from labelling.title.labels import listing
from labelling.title.labels.models import Label
from portal.core import clock
from tests.factories import make_organism
from tests.labelling.labels.factories import make_label
from tests.page_costs import queries
from tests.portal.exports.reading import rows_of

pytestmark = pytest.mark.django_db
LIST = "/espace/labels/"
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(clock.parse("2026-11-24 12:00")):
        yield


def found(user, **query):
    return [one.organism.name for one in listing.read_list(user, query)]


def test_a_state_is_that_of_today_whatever_a_job_has_written():
    """Every state, before, during and after its dates: in SQL as in `status_on`."""
    spans = [(2027, 2029), (2024, 2028), (2021, 2025)]
    for state in Label.State.values:
        for first, last in spans:
            ended = date(2027, 2, 1) if state == "renounced" else None
            make_label(
                state=state, start_on=date(first, 1, 1), end_on=date(last, 1, 1), ended_on=ended
            )

    rows = Label.objects.annotate(today=listing.status(TODAY))

    assert [(one.today, one.state) for one in rows] == [
        (one.status_on(TODAY).value, one.state) for one in rows
    ]


def test_the_filters_narrow_and_join(sonia):
    make_label(make_organism(name="Alpha", family="OPH", region="53"), state="suspended")
    make_label(make_organism(name="Beta", family="ESH", region="53"))
    make_label(make_organism(name="Gamma", family="OPH", region="84"), end_on=date(2029, 5, 1))

    assert found(sonia, etat="suspended") == ["Alpha"]
    assert sorted(found(sonia, famille="OPH")) == ["Alpha", "Gamma"]
    assert found(sonia, famille="OPH", region="84") == ["Gamma"]
    assert found(sonia, fin="2029") == ["Gamma"]
    assert found(sonia, q="bet") == ["Beta"]
    assert len(found(sonia, etat="nulle", region="nulle", fin="x")) == 3


def test_a_filter_costs_the_same_with_one_and_thirty_rows(signed_in, sonia):
    address = f"{LIST}?q=a&etat=active&famille=OPH&region=53&fin=2027"
    client = signed_in(sonia)
    make_label(make_organism(family="OPH", region="53"))
    one = queries(client, address)
    for _ in range(30):
        make_label(make_organism(family="OPH", region="53"))

    assert queries(client, address) == one <= 9


def test_a_filter_that_finds_nothing_says_how_to_leave_it(signed_in, sonia):
    make_label()

    page = signed_in(sonia).get(f"{LIST}?q=personne").content.decode()

    assert ("Aucun label avec ces filtres" in page, "Retirer les filtres" in page) == (True, True)
    assert "Télécharger ce tableau" not in page


def test_the_file_says_the_state_of_today(signed_in, sonia):
    make_label(make_organism(name="Échu"), start_on=date(2021, 1, 1), end_on=date(2025, 1, 1))

    (row,) = rows_of(signed_in(sonia), f"{LIST}?etat=expired")

    assert (row["Organisme"], row["État"], row["Au"].date()) == ("Échu", "Échu", date(2025, 1, 1))
