"""One label decided before the portal, taken over by a screen: the same as one that an import brings."""

import threading
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from labelling.committee.models import CommitteeSession, Decision
from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.history_import.labels import actions
from labelling.steering.history_import.matching.actions import starting
from labelling.steering.history_import.models import TrackingImport
from labelling.title.labels import register
from labelling.title.labels.directory import figures
from labelling.title.labels.models import Attestation, Label
from portal.access.references import next_reference
from portal.core import clock
from portal.documents import StoredFile
from portal.models import Message, Role
from portal.scenario.files import document
from portal.ui import words
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories
from tests.labelling.history_import.conftest import NOON, confirm, plain

pytestmark = pytest.mark.django_db
DECIDED = date(2024, 12, 5)
DAYS = {"start_on": DECIDED, "end_on": date(2027, 12, 4)}
SAID = {
    "stated_by": "Odile Garance, directrice",
    "stated_on": date(2026, 11, 20),
    "statement": "Le comité nous a accordé le label, la lettre est jointe.",
}
FACTS = (
    DAYS
    | SAID
    | {
        "decided_on": DECIDED,
        "is_renewal": False,
        "with_recommendations": True,
        "dates_reason": "",
        "rules": "",
        "number": "lab-2024.7",
        "homes": 4200,
        "perimeter": "Tout le patrimoine",
    }
)
TYPED = {
    "start_on": "2024-12-05",
    "end_on": "2027-12-04",
    "number": "lab-2024.7",
    "stated_by": SAID["stated_by"],
    "stated_on": "2026-11-20",
    "statement": SAID["statement"],
}


def proof():
    return document("Décision", "Lettre du comité")


def take_over(organism, by, **changes):
    return actions.take_over(organism, by=by, proof=proof(), **FACTS | changes)


def door(organism, decision="2024-12-05", kind="initial"):
    address = reverse("labelling:label_take_over")
    return f"{address}?organisme={organism.slug}&type={kind}&decision={decision}"


def typed(**changes):
    return TYPED | {"proof": proof(), "once": new_key()} | changes


def told(page):
    return plain(page.content)


def served(client, stored):
    answer = client.get(stored.get_absolute_url())
    answer.close()
    return answer.status_code


@pytest.fixture
def bare():
    return factories.make_organism(name="Orvance Habitat")


def test_br63_the_days_are_proposed_and_the_label_enters_with_its_decision_and_its_proof(
    signed_in, sonia, bare
):
    office = signed_in(sonia)
    page = office.get(door(bare))
    assert 'value="2024-12-05"' in page.text
    assert 'value="2027-12-04"' in page.text

    page = office.post(door(bare), typed(), follow=True)

    label = Label.objects.get()
    assert (label.organism, label.state, label.cycle) == (bare, "active", 1)
    assert (label.start_on, label.end_on) == (DECIDED, date(2027, 12, 4))
    assert label.taken_over_on == clock.today()
    assert (label.decision.decided_on, label.decision.item.session.held_on) == (DECIDED, DECIDED)
    assert (label.dossier.state, label.dossier.dossier_type) == ("granted", "initial")
    assert f"Le label {label.reference} est repris, du 5 décembre 2024" in told(page)
    assert "Repris d’avant le portail" in told(page)
    assert SAID["statement"] in told(page)
    assert "Règles d’alors avant le portail" in told(page)
    stored = StoredFile.objects.of(label.taken_from).get()
    assert served(office, stored) == 200


def test_it_is_what_an_import_of_the_same_facts_would_have_made(sonia, bare):
    """The same rows, but for the marks that say where they come from."""
    typed_label = take_over(bare, sonia, number="LAB-1", homes=None, perimeter="")
    line = {
        "sheet": "Organismes", "row": 4, "name": "Corvange Habitat", "siren": None, "family": "OPH",
        "region": "84", "status": "labelled", "committee_on": "2024-12-05",
        "label": {"start": "2024-12-05", "end": "2027-12-04", "attestation": "LAB-2"},
    }  # fmt: skip
    decision = {
        "sheet": "comités", "row": 9, "organism": "Corvange Habitat", "session": "2024-12-05",
        "decision": "granted", "with_recommendations": True,
    }  # fmt: skip
    confirm(sonia, {"organisms": [line], "decisions": [decision]})
    imported = Label.objects.exclude(pk=typed_label.pk).get()

    def facts(label):
        names = ("state", "cycle", "start_on", "end_on", "ended_on", "perimeter", "taken_over_on")
        decided = ("option", "decided_on", "notified_on", "rule_text", "counts")
        dossier = ("state", "dossier_type", "decided_on", "rules_id", "taken_over_on")
        given = label.attestations.get()
        return (
            [getattr(label, name) for name in names],
            [getattr(label.decision, name) for name in decided],
            [getattr(label.dossier, name) for name in dossier],
            (given.status, given.start_on, given.end_on, given.decided_on, given.issued_on),
            [line.act for line in audit_log.entries_of(label)],
        )

    assert facts(typed_label) == facts(imported)
    assert CommitteeSession.objects.count() == 1


def test_the_public_reads_it_at_once_and_nobody_is_told(client, sonia, bare):
    assert "Orvance Habitat" not in told(client.get(reverse("labelling:directory")))

    label = take_over(bare, sonia)

    found = client.get(reverse("labelling:directory"))
    assert "Orvance Habitat" in plain(b"".join(found) if found.streaming else found.content)
    assert figures.tables()["ensemble"][0].labelled == 1
    page = told(client.get(reverse("labelling:directory_organism", args=[bare.slug])))
    assert "Attestation délivrée avant le portail" in page
    answer = register.verify("LAB-2024.7")
    assert (answer.status, answer.label) == ("active", label)
    assert SAID["statement"] not in page
    assert Message.objects.count() == 0


def test_the_tracking_table_the_timeline_and_the_list_show_it(signed_in, sonia, bare):
    label = take_over(bare, sonia)
    office = signed_in(sonia)

    assert "Orvance Habitat" in told(office.get(reverse("labelling:scheme_table")))
    assert label.reference in told(office.get(reverse("labelling:label_list")))
    line = told(office.get(reverse("labelling:organism_timeline", args=[bare.slug])))
    assert "Début du label" in line


def test_the_journal_says_who_wrote_it_and_in_whose_words(sonia, bare):
    label = take_over(bare, sonia)

    first = audit_log.entries_of(label.taken_from).get(act="begin")
    said = "Sonia Vasseur a saisi un label d’Orvance Habitat décidé avant le portail."
    assert first.sentence == said
    told_by = f"Odile Garance, directrice, le {words.day(SAID['stated_on'])}"
    assert first.reason == f"{told_by}\u00a0: {SAID['statement']}"
    [line] = audit_log.entries_of(label)
    assert line.act == "take_over"
    assert line.sentence == (
        f"Sonia Vasseur a repris le label {label.reference} d’avant le portail ({words.day(DECIDED)})."
    )
    assert audit_log.broken() == []


def test_it_is_taken_back_as_an_import_is(signed_in, client, sonia, bare):
    label = take_over(bare, sonia)
    office = signed_in(sonia)
    page = told(office.get(label.get_absolute_url()))
    assert "La reprise de ce label" in page
    one = office.get(label.taken_from.get_absolute_url())
    assert "Annuler la reprise" in told(one)
    assert "Inviter les personnes du fichier" not in told(one)
    stored = {model: model._base_manager.count() for model in (Label, LabelDossier, Decision)}

    label.taken_from.workflow.fire(label.taken_from, "take_back", by=sonia)

    assert [model.objects.count() for model in stored] == [0, 0, 0]
    assert {model: model._base_manager.count() for model in stored} == stored
    assert Organism.objects.filter(pk=bare.pk).exists()
    assert register.verify("LAB-2024.7") is None
    again = take_over(bare, sonia)  # under the same number
    assert register.verify("LAB-2024.7").label == again


def test_two_labels_of_one_session_are_taken_back_in_any_order(sonia, bare):
    first, second = take_over(bare, sonia), take_over(factories.make_organism(), sonia, number="")

    first.taken_from.workflow.fire(first.taken_from, "take_back", by=sonia)

    assert CommitteeSession.objects.get().items.get().dossier == second.dossier
    second.taken_from.workflow.fire(second.taken_from, "take_back", by=sonia)
    assert CommitteeSession.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "where", "said"),
    [
        ("end_on", "2024-12-04", "end_on", "La fin du label précède son début."),
        (
            "end_on",
            "2027-12-05",
            "dates_reason",
            "Les dates proposées vont du 5\u00a0décembre 2024",
        ),
        ("end_on", "2097-12-04", "end_on", "Vérifiez l’année"),
        ("start_on", "0204-12-05", "start_on", "Vérifiez l’année"),
        ("start_on", "", "start_on", "Champ requis."),
        ("end_on", "demain", "end_on", "Saisissez une date valide."),
        ("stated_on", "2026-11-25", "stated_on", "Choisissez une date passée."),
        ("statement", "Oui.", "statement", "Écrivez 20 caractères au moins"),
        ("number", "n° 7 ?", "number", "Ce numéro tient en lettres"),
        ("homes", "-3", "homes", "supérieure ou égale à 1"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_the_rest_is_kept(
    signed_in, sonia, bare, field, value, where, said
):
    page = signed_in(sonia).post(door(bare), typed(**{field: value}))

    assert (page.status_code, Label.objects.count()) == (422, 0)
    assert list(page.context["form"].errors) == [where]
    assert said in page.context["form"].errors[where][0]
    assert SAID["stated_by"] in page.text


def test_dates_of_one_s_own_are_kept_with_their_reason(signed_in, sonia, bare):
    other = typed(end_on="2027-06-30", dates_reason="La lettre du comité donne cette fin.")
    page = signed_in(sonia).post(door(bare), other, follow=True)

    assert Label.objects.get().end_on == date(2027, 6, 30)
    assert "La lettre du comité donne cette fin." in told(page)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"decision": "2026-11-25"}, "Choisissez une date passée."),
        ({"decision": "1924-12-05"}, "Vérifiez l’année"),
        ({"decision": ""}, "Champ requis."),
        ({"organisme": "nobody"}, "Sélectionnez un choix valide."),
        ({"organisme": ""}, "Choisissez l’organisme."),
        ({"type": "mention"}, "Sélectionnez un choix valide."),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_decision_that_cannot_be_is_asked_again(signed_in, sonia, bare, method, asked, said):
    query = {"organisme": bare.slug, "type": "initial", "decision": "2024-12-05"} | asked
    address = f"{reverse('labelling:label_take_over')}?" + "&".join(
        f"{name}={value}" for name, value in query.items()
    )
    page = getattr(signed_in(sonia), method)(address, typed() if method == "post" else None)

    assert (page.status_code, Label.objects.count()) == (422, 0)
    assert said in told(page)


def test_the_proof_is_asked(signed_in, sonia, bare):
    page = signed_in(sonia).post(door(bare), TYPED)

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["proof"])


@pytest.mark.parametrize(
    ("decided", "start", "end"),
    [
        (date(2023, 5, 2), date(2023, 5, 2), DECIDED),
        (date(2026, 5, 2), date(2026, 5, 2), date(2029, 5, 1)),
        (date(2025, 5, 2), date(2025, 5, 2), date(2026, 5, 1)),
    ],
)
def test_br64_a_label_that_overlaps_another_is_refused(sonia, bare, decided, start, end):
    known = take_over(bare, sonia)
    with pytest.raises(Refused) as refused:
        take_over(bare, sonia, number="", decided_on=decided, start_on=start, end_on=end)

    assert refused.value.codes == ["overlap"]
    assert known.reference in str(refused.value.problems[0])
    assert Label.objects.count() == 1


def test_br65_the_cycle_before_and_the_one_after_enter_too(signed_in, sonia, bare):
    take_over(bare, sonia)
    before = take_over(
        bare,
        sonia,
        number="",
        decided_on=date(2021, 11, 30),
        start_on=date(2021, 12, 5),
        end_on=date(2024, 12, 4),
        dates_reason="Suit le cycle précédent.",
    )
    with clock.at(clock.parse("2027-11-20 10:00")):
        office = signed_in(sonia)
        page = office.get(door(bare, "2027-11-15", "renewal"))
        assert 'value="2027-12-05"' in page.text
        after = take_over(
            bare,
            sonia,
            number="",
            is_renewal=True,
            decided_on=date(2027, 11, 15),
            start_on=date(2027, 12, 5),
            end_on=date(2030, 12, 4),
        )

    assert before.state == "superseded"
    assert (after.state, after.cycle, after.dossier.dossier_type) == ("pending", 3, "renewal")


def test_a_label_that_is_over_is_a_label_of_the_past(client, sonia, bare):
    days = {
        "decided_on": date(2020, 3, 2),
        "start_on": date(2020, 3, 2),
        "end_on": date(2023, 3, 1),
    }
    label = take_over(bare, sonia, **days)

    assert (label.state, label.ended_on) == ("expired", date(2023, 3, 1))
    assert register.directory_labels().count() == 0
    assert register.verify("LAB-2024.7").status == "expired"


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"state": "audit", "dossier_type": "initial"}, True),
        ({"state": "audit", "dossier_type": "renewal", "submitted_on": date(2024, 3, 1)}, True),
        ({"state": "audit", "dossier_type": "renewal", "submitted_on": date(2026, 3, 1)}, False),
        ({"state": "granted", "dossier_type": "initial", "decided_on": DECIDED}, True),
        ({"state": "refused", "dossier_type": "initial", "decided_on": date(2021, 1, 5)}, False),
    ],
)
def test_a_dossier_of_the_portal_that_decides_it_is_named(sonia, bare, facts, refused):
    one = factories.make_dossier(bare, **facts)

    found = actions.obstacles(bare, DECIDED, *DAYS.values())

    assert [problem.code for problem in found] == (["decided_here"] if refused else [])
    assert all(one.reference in problem.text for problem in found)


def test_a_refusal_is_said_above_the_form_and_keeps_what_was_typed(signed_in, sonia, bare):
    take_over(bare, sonia)
    page = signed_in(sonia).post(door(bare), typed(number="", end_on="2027-12-04"))

    assert (page.status_code, Label.objects.count()) == (422, 1)  # the day after is proposed
    page = signed_in(sonia).post(
        door(bare), typed(number="", dates_reason="La lettre donne ces dates.")
    )
    assert (page.status_code, Label.objects.count()) == (409, 1)
    assert "deux labels ne se recouvrent pas" in told(page)
    assert SAID["statement"] in page.text


def test_br67_a_number_is_never_given_twice_and_the_portal_goes_on_after_it(signed_in, sonia, bare):
    take_over(bare, sonia, number="qh-2024-0031")
    other = factories.make_organism()

    page = signed_in(sonia).post(door(other), typed(number="QH-2024-0031"))

    assert (page.status_code, Attestation.objects.count()) == (422, 1)
    assert "déjà celui d’un label d’Orvance Habitat" in told(page)
    assert next_reference("QH", 2024) == "QH-2024-0032"


def test_a_second_click_makes_one(signed_in, sonia, bare):
    client, once = signed_in(sonia), new_key()
    answers = [client.post(door(bare), typed(once=once)) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert Label.objects.count() == 1


def test_the_referent_alone_does_it_and_is_led_there(signed_in, sonia, bare, alice, dircom):
    denis = factories.make_user("Denis", roles=[Role.DEPUTY])
    office = signed_in(sonia)
    there = reverse("labelling:label_take_over")
    pages = (bare.get_absolute_url(), reverse("labelling:label_list"))
    assert [there in office.get(page).text for page in pages] == [True, True]
    assert reverse("labelling:organism_create") in office.get(there).text

    for person in (denis, alice, dircom):
        client = signed_in(person)
        assert client.get(there).status_code == 403
        assert client.post(door(bare), typed()).status_code == 403
        assert there not in client.get(reverse("labelling:label_list")).text
    with pytest.raises(Forbidden):
        take_over(bare, denis)
    label = take_over(bare, sonia)
    stored = StoredFile.objects.of(label.taken_from).get()
    assert signed_in(alice).get(stored.get_absolute_url()).status_code == 404
    assert served(signed_in(denis), stored) == 200


def test_what_an_import_taught_of_its_columns_is_not_forgotten(sonia, bare):
    known = {"titles": {"Sceau": "number"}}
    confirm(sonia, {"organisms": []}, matching=known)
    before = starting().to_json()

    take_over(bare, sonia)

    assert starting().to_json() == before
    assert TrackingImport.objects.count() == 2


def together(*acts):
    """What became of acts that start as one: « done », or the codes of their refusal."""
    start, said = threading.Barrier(len(acts)), []

    def run(act):
        try:
            with clock.at(NOON):
                start.wait()
                act()
            said.append("done")
        except Refused as refused:
            said.extend(refused.codes)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


PAST = {"decided_on": date(2019, 3, 2), "start_on": date(2019, 3, 2), "end_on": date(2022, 3, 1)}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_br64_two_at_once_make_one_and_the_other_is_told(sonia):
    organism = factories.make_dossier(state="refused", decided_on=date(2018, 1, 9)).organism

    said = together(
        *(
            lambda number=number: take_over(organism, sonia, **PAST, number=number)
            for number in "12"
        )
    )

    assert (said, Label.objects.count()) == (["done", "overlap"], 1)
    assert audit_log.broken() == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_br67_one_number_for_two_organisms_at_once_is_given_once(sonia):
    both = [factories.make_organism() for _ in range(2)]
    factories.make_dossier()  # the rules

    said = together(*(lambda one=one: take_over(one, sonia) for one in both))

    assert said[-1] == "done" or said[0] == "done"
    assert len(said) == 2
    assert (Label.objects.count(), Attestation.objects.count()) == (1, 1)


def test_control_who_has_only_looked_writes_a_label_over_another(sonia, bare):
    """Nothing in the database keeps two labels of the past apart: the organism's row does."""
    looked = actions.obstacles(bare, *PAST.values())
    take_over(bare, sonia, **PAST)

    content = actions._content(bare, FACTS | PAST | {"number": ""})
    choices = {actions.KEY: {"organism": bare.slug}}
    confirm(sonia, content, choices, digest="")

    assert looked == []
    assert Label.objects.filter(start_on=PAST["start_on"]).count() == 2
