"""List of accreditations: filters by state and text; its cost; its file and that of the register."""

import pytest

from labelling.parties.accreditation import listing
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.page_costs import queries
from tests.portal.exports.reading import rows_of

pytestmark = pytest.mark.django_db
LIST = "/espace/agrements/"


@pytest.fixture
def accreditations():
    return [
        make_accreditation(make_auditor("Zoé", "Keller", firm="Audit Nord"), state="submitted"),
        make_accreditation(make_auditor("Yann", "Le Goff", firm="Ouest Conseil"), state="active"),
    ]


def found(user, **query):
    return sorted(str(one.auditor) for one in listing.read_list(user, query))


def test_the_filters_narrow_and_join(sonia, accreditations):
    assert found(sonia, etat="a-instruire") == ["Zoé Keller"]
    assert found(sonia, etat="active") == ["Yann Le Goff"]
    assert found(sonia, q="goff") == ["Yann Le Goff"]
    assert found(sonia, q="nord", etat="active") == []
    assert len(found(sonia, etat="nul")) == 2


def test_the_files_cost_the_same_with_one_and_ten_rows(signed_in, sonia, accreditations):
    client = signed_in(sonia)
    addresses = [LIST, *(f"/espace/tableaux/csv{path}" for path in (LIST, f"{LIST}auditeurs/"))]
    one = [queries(client, address) for address in addresses]
    for _ in range(10):
        make_accreditation(state="submitted")

    assert [queries(client, address) for address in addresses] == one


def test_the_files_say_who_is_accredited(signed_in, sonia, accreditations):
    client = signed_in(sonia)

    (row,) = rows_of(client, f"{LIST}?etat=active")
    register = rows_of(client, f"{LIST}auditeurs/")

    assert (row["Auditeur"], row["Cabinet"], row["État"]) == (
        "Yann Le Goff",
        "Ouest Conseil",
        "Agréé",
    )
    assert [(one["Auditeur"], one["État de l’agrément"]) for one in register] == [
        ("Zoé Keller", accreditations[0].get_state_display()),
        ("Yann Le Goff", "Agréé"),
    ]
