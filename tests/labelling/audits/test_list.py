"""List of missions: filters by state, type, auditor and text; their cost; their file."""

import pytest

from labelling.path.audits.missions import listing
from tests.factories import make_dossier, make_organism
from tests.labelling.accreditation.factories import make_auditor
from tests.labelling.audits.factories import make_mission
from tests.page_costs import queries
from tests.portal.exports.reading import rows_of

pytestmark = pytest.mark.django_db
LIST = "/espace/audits/"


@pytest.fixture
def missions():
    auditor = make_auditor("Zoé", "Keller")
    alpha = make_dossier(make_organism(name="Alpha"))
    beta = make_dossier(make_organism(name="Beta"))
    return [
        make_mission(alpha, "implementation", auditor=auditor, state="proposed"),
        make_mission(beta, "verification"),
    ]


def found(user, **query):
    return [one.dossier.organism.name for one in listing.read_list(user, query)]


def test_the_filters_narrow_and_join(sonia, missions):
    slug = missions[0].auditor.slug

    assert found(sonia, etat="to_assign") == ["Beta"]
    assert found(sonia, type="verification") == ["Beta"]
    assert found(sonia, auditeur=slug) == ["Alpha"]
    assert found(sonia, auditeur=slug, etat="to_assign") == []
    assert found(sonia, q="alph") == ["Alpha"]
    assert found(sonia, q=missions[1].reference) == ["Beta"]
    assert len(found(sonia, etat="nul", auditeur="personne")) == 2


def test_the_auditors_offered_are_those_of_the_missions_that_one_sees(sonia, bob, missions):
    assert [label for _, label in listing.filter_form(sonia, {}).fields["auditeur"].choices] == [
        "Tous",
        "Zoé Keller",
    ]
    assert listing.filter_form(bob, {}).fields["auditeur"].choices == [("", "Tous")]


def test_the_list_costs_the_same_with_one_and_thirty_rows(signed_in, sonia, missions):
    client = signed_in(sonia)
    address = f"{LIST}?q=a&type=implementation&auditeur={missions[0].auditor.slug}"
    one = queries(client, address), queries(client, LIST)
    for _ in range(30):
        make_mission(make_dossier(), auditor=make_auditor(), state="proposed")

    assert (queries(client, address), queries(client, LIST)) == one


def test_the_file_has_the_rows_of_the_filter(signed_in, sonia, missions):
    (row,) = rows_of(signed_in(sonia), f"{LIST}?etat=proposed")

    assert (row["Organisme"], row["Auditeur"], row["État"]) == (
        "Alpha",
        "Zoé Keller",
        "Proposée à l’auditeur",
    )
