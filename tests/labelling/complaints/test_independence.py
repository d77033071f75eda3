"""Independence of handlers (BR-100): whoever took part in the contested decision or audit is excluded."""

import pytest
from django.urls import reverse

from labelling.committee.complaints.handlers import actions, independence
from labelling.committee.complaints.models import Complaint
from labelling.committee.models import Ballot, InterestDeclaration
from labelling.parties.accreditation.auditors import interests
from portal.core import clock
from portal.models import Role
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories
from tests.access.world import once
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import make_mission
from tests.labelling.committee.factories import make_committee
from tests.labelling.complaints.factories import fire, lodge, make_complaint, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee(db):
    return make_committee(5)


@pytest.fixture
def decision(organism, alice):
    return refused(factories.make_dossier(organism, state="refused"))


@pytest.fixture
def appeal(decision, alice, committee):
    appeal = lodge(decision, alice)
    return fire(appeal, "acknowledge", committee["PRES"])


def reason(appeal, person):
    return independence.reasons(appeal, [person]).get(person.pk, "")


def refuses(appeal, person, by):
    """The assignment itself, with somebody free beside: nothing is written."""
    free = factories.make_user("Félix", "Libre", roles=[Role.DEPUTY])
    with pytest.raises(Refused) as refusal:
        actions.assign(appeal, [free, person], by=by)
    assert refusal.value.codes == ["took_part"]
    assert appeal.handlers.count() == 0
    return str(refusal.value)


def ballot(decision, committee, user, **fields):
    seat = user.mandates.get().seat
    facts = {"round": 1, "option": "refuse"} | fields
    return Ballot.objects.create(item=decision.item, seat=seat, user=user, **facts)


def test_br100_a_voter_even_of_an_earlier_round_or_who_changed_is_refused(
    appeal, decision, committee
):
    ballot(decision, committee, committee["S3"])
    ballot(decision, committee, committee["S4"], is_current=False)

    assert refuses(appeal, committee["S3"], committee["PRES"]) == (
        f"{committee['S3']} ne peut pas instruire\u00a0: a voté la décision contestée."
    )
    assert reason(appeal, committee["S4"]) == "a voté la décision contestée"
    assert reason(appeal, committee["S5"]) == ""  # the control: a seat that did not vote


def test_br100_who_ran_the_vote_or_validated_it_is_refused(appeal, decision, committee):
    audit_log.write(
        decision.item, by=committee["VICE"], act="open_vote", sentence="Le vote est ouvert."
    )

    assert reason(appeal, decision.validated_by) == "a validé la décision contestée"
    assert reason(appeal, committee["VICE"]) == "a conduit le vote de la décision contestée"
    refuses(appeal, committee["VICE"], committee["PRES"])


def test_br100_the_referent_who_instructed_the_dossier_is_refused(appeal, decision, committee):
    """By the note, or by any step of the instruction that the journal keeps."""
    writer, receiver, other = (
        factories.make_user(name, roles=[Role.REFERENT]) for name in ("Une", "Deux", "Trois")
    )
    dossier = decision.item.dossier
    type(dossier).objects.filter(pk=dossier.pk).update(instructed_by=writer)
    audit_log.write(dossier, by=receiver, act="register", sentence="Recevable.")
    appeal.refresh_from_db()

    assert [reason(appeal, who) for who in (writer, receiver, other)] == [
        "a instruit le dossier",
        "a instruit le dossier",
        "",
    ]
    refuses(appeal, writer, committee["PRES"])


def test_br100_the_auditor_of_the_dossier_and_who_validated_the_audit_are_refused(
    appeal, decision, committee
):
    auditor = make_accreditation(state="active").auditor
    declined = make_accreditation(state="active").auditor
    validator = factories.make_user("Paule", roles=[Role.DEPUTY])
    mission = make_mission(decision.item.dossier, auditor=auditor, state="accepted")
    make_mission(decision.item.dossier, "verification", auditor=declined, state="declined")
    audit_log.write(mission, by=validator, act="validate", sentence="Rapport validé.")

    assert reason(appeal, auditor.user) == "a mené l’audit"
    assert reason(appeal, validator) == "a pris part à l’audit"
    assert reason(appeal, declined.user) == ""
    refuses(appeal, auditor.user, committee["PRES"])


def test_br100_who_acts_for_the_organism_or_declared_an_interest_is_refused(
    appeal, decision, committee, chloe
):
    InterestDeclaration.objects.create(
        item=decision.item, user=committee["S4"], has_interest=True, nature="Ancien salarié"
    )

    assert reason(appeal, chloe) == "agit ou a agi pour l’organisme"
    assert reason(appeal, committee["S4"]) == "un lien d’intérêt déclaré sur ce point"


def test_br100_somebody_of_the_office_who_declared_a_tie_is_refused(appeal, sonia):
    interests.declare(by=sonia, organism=appeal.organism, kind="advised", started_on=clock.today())

    assert reason(appeal, sonia) == "un lien déclaré avec l’organisme"


def test_br100_a_complaint_about_an_audit_excludes_its_auditor(organism, sonia):
    auditor = make_accreditation(state="active").auditor
    mission = make_mission(
        factories.make_dossier(organism, state="audit"), auditor=auditor, state="accepted"
    )
    complaint = fire(make_complaint(), "acknowledge", sonia)
    Complaint.objects.filter(pk=complaint.pk).update(organism=organism, mission=mission)
    complaint.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        actions.assign(complaint, [auditor.user], by=sonia)
    assert refusal.value.codes == ["took_part"]
    actions.assign(complaint, [sonia], by=sonia)


def test_br100_is_asked_again_when_what_is_contested_is_made_precise(organism, sonia):
    """Assigned first, found to be the auditor after: the investigation is not theirs any more."""
    auditor = make_accreditation(state="active").auditor
    complaint = fire(make_complaint(), "acknowledge", sonia)
    actions.assign(complaint, [auditor.user], by=sonia)
    mission = make_mission(
        factories.make_dossier(organism, state="audit"), auditor=auditor, state="accepted"
    )
    Complaint.objects.filter(pk=complaint.pk).update(mission=mission)

    with pytest.raises(Refused) as refusal:
        fire(complaint, "investigate", auditor.user, finding="Rien à dire de cet audit.")
    assert refusal.value.codes == ["took_part"]


def test_an_appeal_is_examined_by_two_people_at_least(appeal, committee):
    with pytest.raises(Refused) as refusal:
        actions.assign(appeal, [committee["S5"]], by=committee["PRES"])

    assert refusal.value.codes == ["panel"]


def test_only_the_committee_s_office_names_the_panel_of_an_appeal(appeal, committee, sonia):
    people = [committee["S4"], committee["S5"]]
    with pytest.raises(Forbidden):
        actions.assign(appeal, people, by=sonia)
    actions.assign(appeal, people, by=committee["PRES"])

    assert set(appeal.handlers.all()) == set(people)


def test_the_page_names_those_excluded_with_their_reason_and_refuses_them(
    appeal, decision, committee, signed_in
):
    ballot(decision, committee, committee["S3"])
    client = signed_in(committee["PRES"])
    path = reverse("labelling:request_assign", args=[appeal.reference])
    page = client.get(path).content.decode()
    posted = client.post(path, {"people": [committee["S3"].pk, committee["S4"].pk]})

    assert f"<li>{committee['S3']}\u00a0: a voté la décision contestée</li>" in page
    assert f'value="{committee["S3"].pk}"' not in page
    assert posted.status_code == 422
    assert appeal.handlers.count() == 0

    done = client.post(path, {"people": [committee["S4"].pk, committee["S5"].pk]})
    assert (done.status_code, appeal.handlers.count()) == (302, 2)


def test_the_reasons_cost_the_same_for_many_candidates(
    appeal, decision, committee, django_assert_num_queries
):
    independence.reasons(appeal, [committee["S3"]])  # what is contested is read once
    for people in ([committee["S3"]], list(committee.values())):
        with django_assert_num_queries(8):
            independence.reasons(appeal, people)


@pytest.mark.parametrize("typed", ["9" * 30, "-" + "9" * 30, "x", "\0", "1e400"])
def test_a_key_that_is_nobody_s_is_refused_with_a_sentence(appeal, committee, signed_in, typed):
    answer = signed_in(committee["PRES"]).post(
        reverse("labelling:request_assign", args=[appeal.reference]), {"people": typed} | once()
    )

    assert answer.status_code == 422
    assert len(answer.context["form"].errors["people"]) == 1
