"""What differs of an organism known here: kept, or taken from the file where it may be, and given back."""

import pytest

from labelling.parties.organisms.models import Organism
from labelling.steering.history_import.lines import actions, listing
from labelling.steering.history_import.models import TrackingImport
from labelling.title.labels import register
from labelling.title.labels.models import Attestation
from portal.workflow import Refused, audit_log
from tests import factories
from tests.labelling.history_import.conftest import begin, confirm, plain
from tests.labelling.history_import.lines.test_comparing import HELD, LINE
from tests.labelling.history_import.test_sending import HERE

pytestmark = pytest.mark.django_db
FACTS = {"homes": 9_200, "name": "Corvange Métropole", "family": "ESH", "status": "audit"}
PORTAL = ("Corvange Habitat", "OPH", 9_000)
FILE = ("Corvange Métropole", "ESH", 9_200)


@pytest.fixture
def known(sonia):
    confirm(sonia, {"organisms": [LINE]})
    return Organism.objects.get()


@pytest.fixture
def one(known, sonia):
    return begin(sonia, {"organisms": [LINE | FACTS]})


def facts(organism):
    organism.refresh_from_db()
    return organism.name, organism.family, organism.homes


def fire(one, act, by):
    current = TrackingImport.objects.get(pk=one.pk)
    return current.workflow.fire(current, act, by=by)


def decide(client, one, **said):
    return client.post(
        f"{HERE}{one.reference}/lignes/0/4/", {"verdict": "keep", "asks_taking": "1"} | said
    )


def test_without_a_choice_the_portal_keeps_what_it_knows(one, known, sonia):
    fire(one, "confirm", sonia)

    assert facts(known) == PORTAL


def test_fields_ticked_on_the_line_are_taken_told_in_the_journal_and_given_back(
    signed_in, one, known, sonia
):
    office = signed_in(sonia)
    page = plain(office.get(f"{HERE}{one.reference}/lignes/0/4/").content)
    assert decide(office, one, take=["homes", "name"]).status_code == 302
    fire(one, "confirm", sonia)
    taken = facts(known)
    line = audit_log.entries_of(known)[0]
    counted = plain(office.get(one.get_absolute_url()).content)
    warned = plain(office.get(f"{HERE}{one.reference}/annuler-la-reprise/").content)
    fire(one, "take_back", sonia)

    assert "Logements : 9200" in page
    assert "Faits pris du fichier 2" in counted
    assert "Les faits pris du fichier redeviennent ce qu’ils étaient" in warned
    assert taken == ("Corvange Métropole", "OPH", 9_200)
    assert line.sentence == f"{sonia} a pris du suivi {one.reference}\u00a0: nom, logements."
    assert line.data["facts"] == {
        "name": ["Corvange Habitat", "Corvange Métropole"],
        "homes": [9_000, 9_200],
    }
    assert facts(known) == PORTAL
    assert audit_log.entries_of(known)[0].sentence.startswith(
        f"{sonia} a annulé la reprise du suivi"
    )


def test_what_somebody_wrote_since_is_not_given_back(signed_in, one, known, sonia):
    decide(signed_in(sonia), one, take=["homes", "name"])
    fire(one, "confirm", sonia)
    Organism.objects.update(homes=10_000)

    fire(one, "take_back", sonia)

    assert facts(known) == ("Corvange Habitat", "OPH", 10_000)


def test_a_field_is_taken_for_all_lines_but_where_a_line_says_otherwise(signed_in, known, sonia):
    other = LINE | {"row": 5, "name": "Valmer", "siren": factories.siren(51_001)}
    confirm(sonia, {"organisms": [LINE, other]})
    one = begin(sonia, {"organisms": [LINE | FACTS, other | {"homes": 50}]})
    office = signed_in(sonia)
    answer = office.post(
        f"{HERE}{one.reference}/lignes/par-champ/", {"field": "homes", "verdict": "take"}
    )
    page = plain(office.get(f"{HERE}{one.reference}/lignes/").content)
    decide(office, one, take=["family"])
    fire(one, "confirm", sonia)

    assert answer.status_code == 302
    assert "Logements 2 2" in page
    assert facts(known) == ("Corvange Habitat", "ESH", 9_000)
    assert Organism.objects.get(name="Valmer").homes == 50


def test_a_choice_for_all_is_undone(one, known, sonia):
    actions.settle_field(one, "homes", "take", by=sonia)
    actions.settle_field(TrackingImport.objects.get(pk=one.pk), "homes", "leave", by=sonia)
    fire(one, "confirm", sonia)

    assert facts(known) == PORTAL


@pytest.mark.parametrize(
    ("field", "verdict"), [("status", "take"), ("homes", "x"), ("slug", "take")]
)
def test_what_the_engine_says_is_never_taken(one, sonia, field, verdict):
    with pytest.raises(Refused):
        actions.settle_field(one, field, verdict, by=sonia)


def test_each_field_that_stays_says_why(signed_in, one, known, sonia):
    office = signed_in(sonia)
    Organism.objects.update(departement="69")
    other = begin(sonia, {"organisms": [LINE | {"region": "53", "departement": "29", "siren": None}]},
                  {"Organismes!4": {"organism": known.slug}})  # fmt: skip
    said = plain(office.get(f"{HERE}{one.reference}/lignes/").content)
    moved = plain(office.get(f"{HERE}{other.reference}/lignes/").content)

    assert "Reste comme au portail : ses dossiers et son label le disent." in said
    assert "La région suit" not in said
    assert "Reste comme au portail : la région suit le département du siège." in moved


def test_what_enters_with_the_past_of_an_organism_that_has_none_here_is_told(signed_in, sonia):
    factories.make_organism(
        "Corvange Habitat", siren=LINE["siren"], family="OPH", region="84", homes=9_000
    )
    one = begin(sonia, {"organisms": [LINE]})
    said = plain(signed_in(sonia).get(f"{HERE}{one.reference}/lignes/").content)

    told = "Statut : rien au portail, préparation dans le fichier."
    assert f"{told} Entre avec le passé de l’organisme, qui n’en a aucun au portail." in said


def test_a_forged_choice_of_a_field_that_stays_is_told_and_nothing_is_kept(signed_in, one, sonia):
    answer = decide(signed_in(sonia), one, take=["status"])

    assert answer.status_code == 422
    assert TrackingImport.objects.get(pk=one.pk).choices == {}


def test_the_departement_brings_its_region(signed_in, known, sonia):
    one = begin(sonia, {"organisms": [LINE | {"departement": "38"}]})
    decide(signed_in(sonia), one, take=["departement"])
    fire(one, "confirm", sonia)
    known.refresh_from_db()
    taken = (known.departement, known.region)
    fire(one, "take_back", sonia)
    known.refresh_from_db()

    assert (taken, known.departement) == (("38", "84"), "")


def test_br67_a_number_of_attestation_that_lacked_is_taken_and_taken_back(signed_in, sonia):
    bare = HELD | {"label": {name: HELD["label"][name] for name in ("start", "end")}}
    confirm(sonia, {"organisms": [bare]})
    one = begin(sonia, {"organisms": [HELD]})
    decide(signed_in(sonia), one, take=["attestation"])
    fire(one, "confirm", sonia)
    found = register.verify("QH-2025-0007").status
    fire(one, "take_back", sonia)

    assert found == "active"
    assert (Attestation.objects.count(), Attestation._base_manager.count()) == (0, 1)
    assert register.verify("QH-2025-0007") is None


def test_what_will_be_taken_is_counted_before_the_confirmation(signed_in, one, sonia):
    office = signed_in(sonia)
    decide(office, one, take=["homes", "name"])
    said = plain(office.get(f"{HERE}{one.reference}/reprendre-le-suivi/").content)

    assert "2 faits d’organismes connus sont pris du fichier" in said
    current = TrackingImport.objects.get(pk=one.pk)
    assert [line.kind for line in listing.review(current)] == ["changed"]
