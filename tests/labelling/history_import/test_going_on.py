"""What was taken over on its way goes on by the ordinary steps: preparation, audit, committee."""

from datetime import date

import pytest

from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers import scenario
from labelling.path.dossiers.models import LabelDossier
from labelling.path.plan.models import ActionPlan
from labelling.title.labels.models import Label
from portal.core import clock
from portal.models import Role
from portal.web.submissions.once import new_key
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.committee import factories as committee
from tests.labelling.dossiers.factories import (
    MEETINGS,
    answer_all,
    codes,
    fresh,
    make_action,
    make_mission,
    make_residences,
    rate,
)
from tests.labelling.history_import.conftest import confirm

pytestmark = pytest.mark.django_db
LINE = {
    "sheet": "Organismes",
    "row": 4,
    "name": "Val-de-Brenelle Habitat",
    "siren": "000143172",
    "family": "OPH",
    "region": "84",
    "homes": 8650,
    "application_on": "2025-03-02",
}
AUDIT = {"sheet": "Audits", "row": 2, "organism": LINE["name"], "auditor": "Ali Delorme"}
HQS = AUDIT | {"audit_type": "hqs", "start": "2025-11", "end": "2025-11-26", "report_on": "2025-T4"}
IMPLEMENTATION = AUDIT | {"row": 3, "audit_type": "implementation"}


def write(client, address, **fields):
    """The form of a page, filled in and sent."""
    page = client.get(address).context
    marks = {name: page[name] for name in ("seen", "version") if name in page}
    return client.post(address, fields | marks | {"once": new_key()})


def organism_of(dossier):
    signatory = factories.make_member(dossier.organism, "signatory", first_name="Alice")
    return dossier.organism, signatory


def test_from_the_preparation_the_audit_opens_when_nothing_is_missing(sonia):
    confirm(sonia, {"organisms": [LINE | {"status": "preparation"}], "audits": [HQS]})
    dossier = LabelDossier.objects.get()
    organism, alice = organism_of(dossier)

    make_mission(dossier, "implementation", "accepted")
    for residence in make_residences(organism):
        rate(dossier, residence, alice)
    make_action(dossier)
    ActionPlan.objects.create(dossier=dossier, validated_on=clock.today(), validated_by=alice)
    answer_all(dossier, alice)
    scenario.add_required(alice, dossier)
    for stage, kind in MEETINGS:
        scenario.add_tenants(alice, fresh(dossier), stage=stage, kind=kind)

    assert codes(dossier, "start_audit") == []
    assert dossier.workflow.fire(dossier, "start_audit", by=sonia).state == "audit"


def test_an_audit_that_has_its_report_is_validated_and_its_dossier_goes_on(sonia):
    dates = {"start": "2026-06-08", "end": "2026-06-10", "report_on": "2026-07-15"}
    line = LINE | {"status": "audit", "implementation_audit_on": "2026-S24"}
    confirm(sonia, {"organisms": [line], "audits": [HQS, IMPLEMENTATION | dates]})
    mission = AuditMission.objects.get(audit_type="implementation")

    mission = mission.workflow.fire(mission, "validate", by=sonia)

    assert (mission.state, mission.snapshots.count()) == ("validated", 0)
    assert fresh(mission.dossier).state == "follow_up"


def test_an_audit_without_a_report_is_proposed_to_its_auditor_who_answers(sonia):
    auditor = make_auditor()
    make_accreditation(auditor, state="active")
    dates = {"start": "2026-12-07", "end": "2026-12-09", "report_on": None}
    content = {
        "organisms": [LINE | {"status": "audit"}],
        "audits": [IMPLEMENTATION | dates],
    }
    confirm(sonia, content, {"auditors": {"Ali Delorme": auditor.slug}})
    mission = AuditMission.objects.get()
    state = mission.state

    mission = mission.workflow.fire(mission, "accept", by=auditor.user)

    assert (state, mission.state) == ("proposed", "accepted")
    assert mission.declared_at == clock.now()


def test_an_audit_whose_auditor_has_no_account_waits_to_be_assigned(sonia):
    content = {"organisms": [LINE | {"status": "diagnosis"}], "audits": [HQS | {"report_on": None}]}
    confirm(sonia, content)
    mission = AuditMission.objects.get()

    assert (mission.state, mission.auditor, mission.starts_on) == ("to_assign", None, None)
    assert mission.known_facts[:2] == [("Auditeur", "Ali Delorme"), ("Début", "novembre 2025")]


def test_a_dossier_that_a_committee_awaits_is_voted_and_the_label_is_granted(signed_in, sonia):
    people = committee.make_committee()
    nora = factories.make_user("Nora", roles=[Role.SECRETARY])
    decision = {"sheet": "comités", "row": 2, "organism": LINE["name"], "session": "2026-12-17"}
    content = {
        "organisms": [LINE | {"status": "scheduled", "committee_on": "2026-12-17"}],
        "decisions": [decision | {"decision": "pending"}],
    }
    confirm(sonia, content)
    session, item = CommitteeSession.objects.get(), AgendaItem.objects.get()
    dossier = LabelDossier.objects.get()
    problems = session.workflow.transitions["convene"].problems(session)
    assert [one.code for one in problems] == ["no_place", "no_perimeter"]

    client = signed_in(sonia)
    answers = [
        write(client, problems[0].mend, starts_at="14:00", place="Paris", mode="in_session"),
        write(client, problems[1].mend, perimeter="Tout le patrimoine", homes_in_perimeter=8650,
              presentation="Un office de la vallée."),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [302, 302]
    committee.open_session(session, people["PRES"], nora)
    with clock.at(committee.HELD):
        committee.fire(item, "open_vote", people["PRES"])
        committee.vote(item, "grant")
        committee.fire(item, "close_vote", people["PRES"])
        committee.fire(item, "validate", people["PRES"])

    assert dossier.due_on == date(2026, 12, 17)
    assert fresh(dossier).state == "granted"
    assert Label.objects.get().start_on == date(2026, 12, 17)
