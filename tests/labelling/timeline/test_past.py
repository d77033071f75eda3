"""Past of a timeline: every source, its day as it is known, what each reader sees of it."""

from datetime import date, datetime

import pytest

from labelling.committee.complaints.models import Appeal
from labelling.path.audits.models import AuditMission
from labelling.steering.history_import.models import TrackingImport
from labelling.steering.timeline.facts import read
from labelling.steering.timeline.past import events
from portal.access.references import next_reference
from portal.core import clock
from portal.models import Role
from tests.factories import make_dossier, make_organism, make_user
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import past_mission
from tests.labelling.labels.factories import make_decision, make_granted, make_label
from tests.labelling.mergers.factories import merge

pytestmark = pytest.mark.django_db


def titles(organism, user):
    return [one.title for one in events(read(user, organism))]


def test_a_dossier_tells_its_days_in_order(organism, sonia):
    make_dossier(
        organism, state="refused", submitted_on=date(2026, 3, 2), registered_on=date(2026, 3, 20),
        prepared_on=date(2026, 6, 1), scheduled_on=date(2026, 9, 1), decided_on=date(2026, 10, 1),
        created_at=datetime(2026, 2, 1, 12, tzinfo=clock.PARIS),
    )  # fmt: skip

    found = events(read(sonia, organism))

    assert [(one.day, one.title) for one in found] == [
        (date(2026, 2, 1), "Dossier ouvert"),
        (date(2026, 3, 2), "Dossier déposé"),
        (date(2026, 3, 20), "Dossier recevable"),
        (date(2026, 6, 1), "Préparation ouverte"),
        (date(2026, 9, 1), "Dossier inscrit à l’ordre du jour du comité"),
        (date(2026, 10, 1), "Refusé"),
    ]


@pytest.mark.parametrize(
    ("state", "ended_on", "title"),
    [
        ("withdrawn", date(2026, 5, 4), "Label retiré"),
        ("renounced", date(2026, 5, 4), "Label abandonné par l’organisme"),
        ("expired", None, "Label échu"),
        ("annulled", date(2026, 5, 4), "Label annulé"),
    ],
)
def test_the_end_of_a_label_is_told_with_its_day(organism, sonia, state, ended_on, title):
    label = make_label(organism, state=state, start_on=date(2023, 1, 1), ended_on=ended_on)

    ends = [(one.day, one.title) for one in events(read(sonia, organism)) if one.kind == "label"]

    assert ends[-1] == (ended_on or label.end_on, title)


def test_a_suspension_and_its_lifting_come_from_the_journal(organism, sonia):
    label = make_granted(organism, decided_on=date(2026, 1, 5))
    chair = label.decision.validated_by
    make_decision(label=label, kind="suspension", option="yes")
    label.notice_sent_on = date(2026, 9, 1)
    label.save()
    with clock.at(datetime(2026, 11, 2, 12)):
        label = label.workflow.fire(label, "suspend", by=chair, reason="x" * 50)

    assert "Label suspendu" in titles(organism, sonia)
    assert titles(organism, sonia).count("Label suspendu") == 1


def test_audits_sessions_appeals_and_mergers_are_told(organism, sonia):
    dossier = make_dossier(organism, state="refused", decided_on=date(2026, 11, 1))
    past_mission(dossier, make_accreditation(state="active").auditor, 60)
    decision = make_decision(dossier=dossier, option="refuse", decided_on=date(2026, 11, 1))
    Appeal.objects.create(
        reference=next_reference("QH-R", 2026), organism=organism, decision=decision,
        lodged_by=sonia, text="Nous contestons.", received_on=date(2026, 11, 10),
        promised_on=date(2027, 1, 9), due_on=date(2027, 1, 9),
    )  # fmt: skip
    merge(make_organism("Corvange"), organism, sonia)

    found = titles(organism, sonia)

    assert {
        "Audit de vérification",
        "Comité\u00a0: attribution du label",
        "Recours formé",
        "A absorbé Corvange",
    } <= set(found)


def test_a_validated_report_is_told_apart_from_its_audit(organism, sonia):
    mission = past_mission(
        make_dossier(organism), make_accreditation(state="active").auditor, 60, "hqs"
    )
    mission.validated_on = date(2026, 11, 2)
    mission.save()

    assert "Rapport validé\u00a0: diagnostic HQS" in titles(organism, sonia)


def test_each_reader_sees_of_the_past_what_they_may(organism, sonia, alice):
    """The organism reads its dossier and its label, not the points of the agenda (BR-58); an auditor their mission."""
    make_label(organism)
    auditor = make_accreditation(state="active").auditor
    dossier = make_dossier(organism, dossier_type="renewal", state="audit")
    past_mission(dossier, auditor, 5)
    other = make_dossier(organism, dossier_type="mention", state="submitted")
    AuditMission.objects.update(auditor_until_on=date(2027, 1, 1))

    kinds = {
        who: {(one.kind, one.detail.rpartition(" ")[2]) for one in events(read(user, organism))}
        for who, user in (("office", sonia), ("own", alice), ("auditor", auditor.user))
    }

    assert {kind for kind, _ in kinds["office"]} == {"dossier", "audit", "comite", "label"}
    assert {kind for kind, _ in kinds["own"]} == {"dossier", "audit", "label"}
    assert {kind for kind, _ in kinds["auditor"]} == {"dossier", "audit"}
    assert ("dossier", other.reference) in kinds["own"]
    assert ("dossier", other.reference) not in kinds["auditor"]


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DIRCOM, Role.TECH])
def test_who_does_not_see_the_organism_gets_the_404_of_a_missing_one(signed_in, organism, role):
    client = signed_in(make_user(roles=[role]))
    pages = ("chronologie/", "chronologie.ics")

    assert [
        client.get(f"/espace/organismes/{organism.slug}/{page}").status_code for page in pages
    ] == [404, 404]


def test_another_organism_sees_nothing(signed_in, organism, bob):
    assert signed_in(bob).get(f"/espace/organismes/{organism.slug}/chronologie/").status_code == 404


def test_an_absorbing_organism_does_not_read_the_past_of_the_other(organism, alice, sonia):
    other = make_organism("Corvange")
    make_label(other)
    merge(other, organism, sonia)

    assert titles(organism, alice) == ["A absorbé Corvange"]


def test_what_was_taken_over_bears_its_mark_and_its_day_as_it_is_known(organism, sonia):
    source = _source(sonia)
    marks = {"taken_over_on": date(2026, 11, 20), "taken_from": source}
    facts = {"known": [["Candidature", "2019-T2"], ["Diagnostic HQS", "2019"]], "missing": []}
    make_dossier(
        organism, state="granted", submitted_on=None, decided_on=date(2020, 6, 4),
        taken_facts=facts, **marks,
    )  # fmt: skip

    found = events(read(sonia, organism))

    told = [(one.day, one.title, one.said, one.is_taken_over) for one in found]
    assert told == [
        (date(2019, 1, 1), "Diagnostic HQS", "2019", True),
        (date(2019, 4, 1), "Candidature", "2e trimestre 2019", True),
        (date(2020, 6, 4), "Label accordé", "", True),
    ]


def test_what_was_taken_back_shows_nowhere(organism, sonia):
    make_dossier(
        organism, state="granted", taken_over_on=date(2026, 11, 20), taken_from=_source(sonia),
        taken_back_on=date(2026, 11, 22),
    )  # fmt: skip

    assert events(read(sonia, organism)) == []


def _source(by):
    return TrackingImport.objects.create(
        reference=next_reference("QH-SU", 2026),
        by=by,
        file_name="suivi.xlsx",
        digest="d" * 64,
        content={},
    )
