"""Lines of the tracking against the portal: new, changed field by field, same, doubtful, wrong."""

import pytest

from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.history_import.lines import comparing
from labelling.steering.history_import.lines.base import Tracking
from portal.workflow import Refused
from tests import factories
from tests.labelling.history_import.conftest import begin, confirm

pytestmark = pytest.mark.django_db
SIREN = factories.siren(51_000)
LINE = {
    "sheet": "Organismes",
    "row": 4,
    "name": "Corvange Habitat",
    "siren": SIREN,
    "family": "OPH",
    "region": "84",
    "homes": 9_000,
    "status": "preparation",
    "application_on": "2025-03-02",
}


def compared(*lines, choices=None, **sheets):
    return comparing.compare(Tracking({"organisms": list(lines)} | sheets, choices or {}))


def kinds(*lines, **options):
    return [one.kind for one in compared(*lines, **options)]


def test_a_line_that_nothing_in_the_portal_resembles_is_new():
    assert kinds(LINE) == ["new"]


def test_a_line_is_told_field_by_field_where_the_portal_says_otherwise(sonia):
    confirm(sonia, {"organisms": [LINE]})

    [one] = compared(LINE | {"name": "Corvange-Habitat", "homes": 9_200, "status": "audit"})

    assert (kinds(LINE), one.kind) == (["same"], "changed")
    assert [(word, before, after) for _, word, before, after in one.changes] == [
        ("nom", "Corvange Habitat", "Corvange-Habitat"),
        ("logements", 9_000, 9_200),
        ("statut", "preparation", "audit"),
    ]


def test_a_straight_apostrophe_says_nothing_otherwise(sonia):
    confirm(sonia, {"organisms": [LINE | {"name": "Coop’Arvorane"}]})

    assert kinds(LINE | {"name": "Coop'Arvorane"}) == ["same"]


def test_without_its_siren_a_namesake_of_the_place_is_doubtful_until_somebody_chooses(sonia):
    known = factories.make_organism("Corvange habitat", slug="corvange-habitat", region="84")
    line = LINE | {"siren": None}
    key = "Organismes!4"

    assert kinds(line) == ["doubtful"]
    assert kinds(line | {"region": "44"}) == ["new"]
    assert kinds(line, choices={key: {"organism": "new"}}) == ["new"]
    [chosen] = compared(line, choices={key: {"organism": known.slug}})
    assert (chosen.kind, chosen.organism) == ("changed", known)


def test_the_departement_tells_namesakes_apart_where_it_is_known(sonia):
    factories.make_organism("Corvange habitat", region="84", departement="69")

    assert kinds(LINE | {"siren": None, "departement": "38"}) == ["new"]
    assert kinds(LINE | {"siren": None, "departement": "69"}) == ["doubtful"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"name": ""}, "no_name"),
        ({"family": "SEM"}, "family"),
        ({"region": "99"}, "region"),
        ({"siren": "123456789"}, "siren"),
        ({"status": "perdu"}, "unknown_state"),
        ({"status": "labelled", "label": {"start": "2025-T2", "end": "2028-06-11"}}, "no_start"),
        ({"status": "labelled", "label": {"start": "2025-06-12", "end": None}}, "no_end"),
        ({"status": "labelled", "label": {"start": "2025-06-12", "end": "2024-06-11"}}, "ends_before"),
        ({"status": "labelled",
          "label": {"start": "2025-06-12", "end": "2028-06-11", "attestation": "12/2025"}}, "number"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_true_is_wrong(said, code):
    [one] = compared(LINE | said)

    assert (one.kind, [problem.code for problem in one.problems]) == ("wrong", [code])


LABEL = {"start": "2025-06-12", "end": "2028-06-11", "attestation": "qh-2025-0007"}
HELD = LINE | {"status": "labelled", "committee_on": "2025-06-12", "label": LABEL}


def test_br67_a_number_of_attestation_is_given_once(sonia):
    other = HELD | {"row": 5, "name": "Autre", "siren": None}
    assert kinds(HELD, other) == ["wrong", "wrong"]

    confirm(sonia, {"organisms": [HELD]})

    assert kinds(HELD, other | {"row": 4}) == ["wrong", "wrong"]
    assert (kinds(HELD), kinds(other)) == (["same"], ["wrong"])


def test_two_lines_of_one_siren_are_wrong_both():
    assert kinds(LINE, LINE | {"row": 5, "name": "Corvange"}) == ["wrong", "wrong"]


def test_a_line_about_an_organism_that_no_line_names_is_wrong():
    audit = {"sheet": "Audits", "row": 9, "organism": "Office du Val Perdu", "audit_type": "hqs"}

    assert kinds(LINE, audits=[audit]) == ["new", "wrong"]
    assert kinds(LINE, audits=[audit], choices={"Audits!9": {"skip": True}}) == ["new"]


def test_nothing_is_written_while_a_line_waits_for_a_decision(sonia):
    factories.make_organism("Corvange habitat", region="84")
    made = begin(sonia, {"organisms": [LINE | {"siren": None}, LINE | {"row": 5, "name": "Autre"}]})

    with pytest.raises(Refused) as refused:
        made.workflow.fire(made, "confirm", by=sonia)

    assert refused.value.codes == ["twins"]
    assert Organism.objects.count() == 1


def test_an_organism_that_the_portal_knows_gets_its_history_and_stays_as_it_is(sonia):
    known = factories.make_organism("Corvange", slug="corvange", siren=SIREN, homes=12)
    made = confirm(sonia, {"organisms": [LINE]})
    dossier = LabelDossier.objects.get()

    assert (dossier.organism, dossier.state, dossier.taken_from) == (known, "preparation", made)
    known.refresh_from_db()
    assert (known.name, known.homes, known.taken_over_on) == ("Corvange", 12, None)

    made.workflow.fire(made, "take_back", by=sonia)

    assert (Organism.objects.count(), LabelDossier.objects.count()) == (1, 0)


def test_an_organism_that_has_a_history_here_keeps_it(sonia, organism, dossier):
    line = LINE | {"name": organism.name, "siren": organism.siren, "status": "audit"}

    confirm(sonia, {"organisms": [line]})

    assert [one.pk for one in LabelDossier.objects.all()] == [dossier.pk]
