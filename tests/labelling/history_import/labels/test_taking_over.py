"""One label decided before the portal, taken over by a screen: the same as one that an import brings."""

from datetime import date

import pytest
from django.urls import reverse

from labelling.committee.models import CommitteeSession, Decision
from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.history_import.matching.actions import starting
from labelling.steering.history_import.models import TrackingImport
from labelling.title.labels import register
from labelling.title.labels.directory import figures
from labelling.title.labels.models import Label
from portal.core import clock
from portal.documents import StoredFile
from portal.models import Message
from portal.ui import words
from portal.workflow import audit_log
from tests import factories
from tests.labelling.history_import.conftest import confirm, plain
from tests.labelling.history_import.labels.screen import (
    DECIDED,
    SAID,
    door,
    served,
    take_over,
    told,
    typed,
)

pytestmark = pytest.mark.django_db


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
    assert cycles(bare) == [(2021, 1), (2024, 2), (2027, 3)]

    before.taken_from.workflow.fire(before.taken_from, "take_back", by=sonia)
    assert cycles(bare) == [(2024, 1), (2027, 2)]


def cycles(organism):
    rows = organism.labels.order_by("start_on")
    return [(one.start_on.year, one.cycle) for one in rows]


def test_a_grant_of_a_file_whose_label_nobody_knows_counts_for_a_cycle(sonia, bare):
    """Of two grants of a file the first has no label; one that is taken over later comes before both."""
    line = {
        "sheet": "Organismes", "row": 4, "name": bare.name, "siren": bare.siren, "family": bare.family,
        "region": bare.region, "status": "labelled", "committee_on": "2024-12-05",
        "label": {"start": "2024-12-05", "end": "2027-12-04"},
    }  # fmt: skip
    former = {
        "sheet": "comités", "row": 9, "organism": bare.name, "session": "2021-12-05", "decision": "granted",
        "with_recommendations": False,
    }  # fmt: skip
    choices = {"Organismes!4": {"organism": bare.slug}}
    confirm(sonia, {"organisms": [line], "decisions": [former]}, choices=choices)
    assert cycles(bare) == [(2024, 2)]

    earlier = {
        "decided_on": date(2018, 12, 5),
        "start_on": date(2018, 12, 5),
        "end_on": date(2021, 12, 4),
    }
    take_over(bare, sonia, number="", **earlier)
    assert cycles(bare) == [(2018, 1), (2024, 3)]


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


def test_what_an_import_taught_of_its_columns_is_not_forgotten(sonia, bare):
    known = {"titles": {"Sceau": "number"}}
    confirm(sonia, {"organisms": []}, matching=known)
    before = starting().to_json()

    take_over(bare, sonia)

    assert starting().to_json() == before
    assert TrackingImport.objects.count() == 2
