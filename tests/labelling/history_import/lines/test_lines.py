"""Lines of a tracking: each kind, each decision, who decides, what a list costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.parties.organisms.models import Organism
from labelling.steering.history_import.lines import listing
from labelling.steering.history_import.models import TrackingImport
from portal.models import Role
from tests import factories
from tests.labelling.history_import.conftest import begin, plain
from tests.labelling.history_import.test_sending import HERE

pytestmark = pytest.mark.django_db
LINE = {"sheet": "Suivi", "row": 2, "name": "Corvange Habitat", "siren": None, "family": "OPH", "region": "53",
        "homes": 1200, "status": "preparation"}  # fmt: skip
AUDIT = {"sheet": "Audits", "row": 5, "organism": "Corvange Habitat", "audit_type": "hqs", "start": "2025-03",
         "end": None, "auditor": None, "report_on": None}  # fmt: skip
ISSUE = {"sheet": "Audits", "row": 5, "column": "date", "letter": "C", "code": "DATE_IMPRECISE",
         "severity": "warning", "message": "Date imprécise (mars 2025) : à confirmer."}  # fmt: skip
CONTENT = {"organisms": [LINE], "audits": [AUDIT]}


@pytest.fixture
def one(sonia):
    return begin(sonia, CONTENT, reading={"issues": [ISSUE]})


@pytest.fixture
def office(signed_in, sonia):
    return signed_in(sonia)


def address(one, part):
    return f"{HERE}{one.reference}/lignes/{part}"


def kinds(one):
    return {line.place: line.kind for line in listing.review(TrackingImport.objects.get(pk=one.pk))}


def post(client, one, part, **said):
    return client.post(address(one, part), said)


def test_a_line_is_new_and_one_with_a_remark_waits(one):
    assert kinds(one) == {"Suivi, ligne 2": "new", "Audits, ligne 5": "doubtful"}


def test_a_remark_is_accepted_for_all_its_lines(office, one):
    answer = post(office, one, "par-remarque/", code="DATE_IMPRECISE", verdict="keep")

    assert answer.status_code == 302
    assert kinds(one)["Audits, ligne 5"] == "read"


def test_all_the_lines_of_a_remark_are_left_out(office, one):
    post(office, one, "par-remarque/", code="DATE_IMPRECISE", verdict="skip")

    assert kinds(one)["Audits, ligne 5"] == "skipped"


@pytest.mark.parametrize(
    ("code", "verdict"), [("AUCUNE", "keep"), ("DATE_IMPRECISE", "peut-être"), ("", "")]
)
def test_what_decides_nothing_is_refused_in_a_sentence(office, one, code, verdict):
    answer = post(office, one, "par-remarque/", code=code, verdict=verdict)

    assert answer.status_code == 409
    assert "Plus aucune ligne n’attend de décision" in plain(answer.content)


def test_a_line_left_out_takes_its_audits_with_it_and_comes_back(office, one):
    post(office, one, "0/2/", verdict="skip")
    post(office, one, "par-remarque/", code="DATE_IMPRECISE", verdict="keep")
    assert kinds(one) == {"Suivi, ligne 2": "skipped", "Audits, ligne 5": "read"}

    post(office, one, "0/2/", verdict="ask")
    assert kinds(one)["Suivi, ligne 2"] == "new"


def test_a_name_corrected_keeps_its_audits(office, one, sonia):
    post(office, one, "0/2/", verdict="keep", name="Corvange")
    post(office, one, "par-remarque/", code="DATE_IMPRECISE", verdict="keep")
    current = TrackingImport.objects.get()
    current.workflow.fire(current, "confirm", by=sonia)

    organism = Organism.objects.get()
    assert organism.name == "Corvange"
    assert organism.dossiers.get().missions.count() == 1


def test_an_audit_is_dated_on_its_page(office, one):
    answer = post(office, one, "1/5/", verdict="keep", start="2025-03-12")

    assert answer.status_code == 302
    current = TrackingImport.objects.get()
    assert current.choices["Audits!5"] == {"accepted": True, "fields": {"start": "2025-03-12"}}


def test_twins_are_told_apart_by_a_choice(office, sonia):
    known = factories.make_organism(
        "Corvange Habitat", slug="corvange", siren=factories.siren(12), region="53"
    )
    one = begin(sonia, CONTENT)
    assert kinds(one)["Suivi, ligne 2"] == "doubtful"

    page = plain(office.get(address(one, "0/2/")).content)
    post(office, one, "0/2/", verdict="keep", organism="corvange")

    assert "Un nouvel organisme" in page
    assert known.siren in page
    assert kinds(one)["Suivi, ligne 2"] in ("same", "changed")

    post(office, one, "0/2/", verdict="keep", organism="new")
    assert kinds(one)["Suivi, ligne 2"] == "new"


def test_what_changed_is_told_field_by_field(office, sonia):
    factories.make_organism(
        "Corvange Habitat", siren=factories.siren(12), region="53", family="OPH", homes=12
    )
    one = begin(sonia, {"organisms": [LINE | {"siren": factories.siren(12)}]})
    page = plain(office.get(address(one, "")).content)

    assert "Logements : 12 au portail, 1200 dans le fichier." in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"siren": "123456789"}, "sa clé de contrôle est fausse"),
        ({"homes": "beaucoup"}, "nombre entier"),
        (
            {"label_start": "2026-01-01", "label_end": "2025-01-01"},
            "La fin du label précède son début.",
        ),
        ({"verdict": "peut-être"}, "choix"),
    ],
)
def test_bad_input_is_told_and_kept(office, one, said, sentence):
    answer = post(office, one, "0/2/", **{"verdict": "keep"} | said)

    assert answer.status_code == 422
    assert sentence in plain(answer.content)
    assert TrackingImport.objects.get().choices == {}


def test_a_line_that_does_not_exist_is_missing(office, one):
    assert [office.get(address(one, part)).status_code for part in ("0/99/", "9/2/")] == [404, 404]


def test_the_deputy_reads_the_lines_and_decides_nothing(signed_in, one):
    deputy = signed_in(factories.make_user("Denis", roles=[Role.DEPUTY]))

    assert [deputy.get(address(one, part)).status_code for part in ("", "0/2/")] == [200, 200]
    assert post(deputy, one, "0/2/", verdict="skip").status_code == 403
    assert (
        post(deputy, one, "par-remarque/", code="DATE_IMPRECISE", verdict="keep").status_code == 403
    )
    assert TrackingImport.objects.get().choices == {}


def test_once_confirmed_no_line_is_decided(office, one, sonia):
    post(office, one, "par-remarque/", code="DATE_IMPRECISE", verdict="keep")
    current = TrackingImport.objects.get()
    current.workflow.fire(current, "confirm", by=sonia)

    assert post(office, one, "0/2/", verdict="skip").status_code == 409
    assert "Garder cette décision" not in plain(office.get(address(one, "0/2/")).content)


def test_the_list_costs_as_much_with_many_lines(office, sonia):
    rows = [LINE | {"row": row, "name": f"Organisme {row}"} for row in range(2, 200)]
    costs = []
    for many in (1, 198):
        one = begin(sonia, {"organisms": rows[:many]})
        office.get(address(one, ""))
        with CaptureQueriesContext(connection) as captured:
            office.get(address(one, ""))
        costs.append(len(captured))

    assert costs[0] == costs[1]
