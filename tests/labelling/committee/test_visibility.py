"""Visibility of sessions, points, dossiers and reports by the committee (BR-52)."""

from datetime import date, datetime

import pytest

from labelling.committee.agenda import actions
from labelling.committee.attendance import interests
from labelling.committee.models import AgendaItem, Ballot, CommitteeSession, SeatHolder
from labelling.committee.rules import is_seated
from labelling.parties.accreditation.models import Auditor, AuditorAccreditation
from labelling.path.audits.models import AuditMission, Report
from labelling.path.dossiers.models import LabelDossier, Piece, TenantInvolvement
from portal import access, documents
from portal.accounts.passwords import second_factor_required
from portal.core import clock
from portal.scenario.files import document
from portal.web.submissions.once import new_key
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.committee import factories as committee_factories
from tests.labelling.committee.factories import fire, vote
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db


def sees(user, *things):
    return [access.sees(user, thing) for thing in things]


def test_a_draft_session_is_the_offices_and_the_presidents(
    session, item, sonia, nora, carla, people
):
    assert [sees(user, session, item.dossier) for user in (sonia, carla, people["S3"])] == [
        [True, True],
        [True, False],
        [False, False],
    ]
    assert sees(nora, session, item) == [True, True]


def test_br51_a_convened_session_opens_its_dossiers_and_audits_to_members_who_have_declared(
    session, item, nora, people
):
    """One says what ties one to a point before reading its file."""
    mission = AuditMission.objects.create(
        reference="QH-A-2026-0901", dossier=item.dossier, audit_type="implementation"
    )
    fire(session, "convene", nora)
    before = sees(people["S3+"], session, item, item.dossier, mission)
    interests.declare(session, people["S3+"], {item: ""})

    assert before == [True, True, False, False]
    assert sees(people["S3+"], session, item, item.dossier, mission) == [True] * 4
    [shown] = [seen.people for seen in access.who_sees(item.dossier) if "membres" in seen.label]
    assert list(shown) == [people["S3+"]]


@pytest.mark.parametrize("code", ["S3", "PRES"])
def test_br51_the_pages_of_a_point_ask_for_the_declaration_first(
    session, item, nora, people, signed_in, code
):
    fire(session, "convene", nora)
    person = people[code]
    page, pack = item.get_absolute_url(), f"{item.get_absolute_url()}dossier/"
    client = signed_in(person)
    first, led = client.get(page).content.decode(), client.get(pack)
    client.post(f"{page}aucun-lien/", {"once": new_key()})
    then, opened = signed_in(person).get(page).content.decode(), client.get(pack)

    assert (led.status_code, led["Location"], opened.status_code) == (302, page, 200)
    assert ["Dites d’abord vos liens" in text for text in (first, then)] == [True, False]
    assert ["Lire le dossier de séance" in text for text in (first, then)] == [False, True]


@pytest.mark.parametrize("kind", ["label", "accreditation"])
def test_br51_nothing_of_a_measure_or_of_an_application_is_told_before_either(
    session, nora, sonia, people, signed_in, kind
):
    if kind == "label":
        thing = make_label(state="suspended", reason="Trois tours sans eau chaude.")
        item = actions.add(session, AgendaItem.Kind.REINSTATEMENT, thing, by=sonia)
    else:
        thing = make_accreditation(state="committee_pending")
        item = actions.add(session, AgendaItem.Kind.ACCREDITATION, thing, by=sonia)
    fire(session, "convene", nora)
    page = signed_in(people["S3"]).get(item.get_absolute_url()).content.decode()
    interests.declare(session, people["S3"], {item: ""})
    then = signed_in(people["S3"]).get(item.get_absolute_url()).content.decode()

    assert [thing.reference in text for text in (page, then)] == [False, True]
    assert 'href=""' not in page


def test_members_see_no_other_dossier(session, item, nora, people):
    fire(session, "convene", nora)
    other = committee_factories.in_review()

    assert sees(people["S3"], other, other.organism) == [False, False]


def test_who_withdrew_sees_the_session_alone(session, item, nora, people):
    """BR-52: neither the point, nor its dossier, nor its audits; the suppléant still does."""
    mission = AuditMission.objects.create(
        reference="QH-A-2026-0901", dossier=item.dossier, audit_type="implementation"
    )
    fire(session, "convene", nora)
    interests.declare(session, people["S3"], {item: "Ma sœur y travaille."})
    interests.declare(session, people["S3+"], {item: ""})

    assert sees(people["S3"], session, item, item.dossier, mission) == [True, False, False, False]
    assert sees(people["S3+"], session, item, item.dossier, mission) == [True] * 4
    people_shown = [seen.people for seen in access.who_sees(item) if "membres" in seen.label]
    assert people["S3"] not in people_shown[0]


def test_recusals_from_points_without_dossier_hide_no_dossier(session, item, nora, people):
    """A subquery with an empty row would hide everything: NOT IN (NULL) is never true."""
    auditor = Auditor.objects.create(user=factories.make_user("Ali"), slug="ali", firm="Cabinet")
    application = AuditorAccreditation.objects.create(
        reference="QH-G-2026-0901", auditor=auditor, state="committee_pending"
    )
    other = actions.add(session, AgendaItem.Kind.ACCREDITATION, application, by=nora)
    fire(session, "convene", nora)
    interests.declare(session, people["S3"], {item: "", other: "C’est mon ancien associé."})

    assert sees(people["S3"], other, application) == [False, False]
    assert sees(people["S3"], item.dossier) == [True]


def test_a_mandate_that_ended_or_begins_later_opens_nothing(session, item, nora, people):
    fire(session, "convene", nora)
    seat = SeatHolder.objects.get(user=people["S5"]).seat
    SeatHolder.objects.filter(user=people["S5"]).update(until_on=date(2026, 9, 30))
    late = committee_factories.hold(seat, "full", since_on=date(2026, 10, 1))
    later = committee_factories.hold(seat, "substitute", since_on=date(2027, 1, 1))

    assert [sees(user, session, item) for user in (people["S5"], late, later)] == [
        [False, False],
        [True, True],
        [False, False],
    ]
    with clock.at(datetime(2027, 1, 2, 9)):
        assert sees(later, session, item) == [False, False]


def test_a_removed_point_closes_its_dossier_to_members(session, item, nora, sonia, people):
    fire(session, "convene", nora)
    fire(item, "remove", sonia, reason="L’organisme apporte une pièce nouvelle.")

    assert sees(people["S3"], session, item, item.dossier) == [True, True, False]


def stored(holder, by, name):
    return documents.store(document("Une pièce", name), holder=holder, by=by, kind="pièce")


def give_files(dossier, by):
    """{what: its file}: the pack's, then a replaced piece and the evidence of the self-assessment."""
    found = {name: stored(dossier, by, name) for name in ("piece", "old", "minutes", "evidence")}
    for name in ("piece", "old"):
        Piece.objects.create(
            dossier=dossier, code="lettre_engagement", title=name, file=found[name], added_by=by,
            is_current=name == "piece",
        )  # fmt: skip
    TenantInvolvement.objects.create(
        dossier=dossier, stage="preparation", kind="hearing", body="CCL", held_on="2026-10-01",
        attendees=4, added_by=by, file=found["minutes"],
    )  # fmt: skip
    auditor = Auditor.objects.create(user=by, slug="sonia", firm="Cabinet")
    for number, kind in enumerate(("hqs", "implementation", "verification"), 1):
        mission = AuditMission.objects.create(
            reference=f"QH-A-2026-090{number}", dossier=dossier, audit_type=kind, state="closed",
            declared_at=clock.now(), auditor=auditor,
        )  # fmt: skip
        found[kind] = stored(mission, by, kind)
        Report.objects.create(mission=mission, number=1, file=found[kind], by=by)
    return found


def test_the_secretariat_reads_the_files_of_the_packs_and_nothing_more(
    session, item, nora, sonia, dircom
):
    """BR-52: it prepares and sends the packs; the dossier itself stays closed to it."""
    found = give_files(item.dossier, sonia)
    other = committee_factories.in_review()
    elsewhere = stored(other, sonia, "ailleurs")
    Piece.objects.create(
        dossier=other, code="lettre_engagement", title="x", file=elsewhere, added_by=sonia
    )

    assert {name for name, one in found.items() if access.sees(nora, one)} == {
        "piece", "minutes", "verification"
    }  # fmt: skip
    assert sees(nora, item.dossier, elsewhere) == [False, False]
    assert not any(access.sees(dircom, one) for one in found.values())
    told = {s.label: list(s.people) for s in access.who_sees(found["piece"])}
    assert told["le secrétariat du comité"] == [nora]
    told = {s.label: list(s.people) for s in access.who_sees(found["evidence"])}
    assert "le secrétariat du comité" not in told


def test_the_organism_and_strangers_see_no_session(session, item, nora, alice, bob, dircom):
    fire(session, "convene", nora)

    assert [sees(user, session, item) for user in (alice, bob, dircom)] == [[False, False]] * 3


def test_a_ballot_is_its_voters_alone(voting, people, sonia, nora, carla):
    """G20c: not even the office reads ballots."""
    vote(voting.item, "grant")

    for user in (people["S3"], carla):
        assert Ballot.objects.visible_to(user).get().user == user
    for user in (sonia, nora):
        assert Ballot.objects.visible_to(user).count() == 0


def test_whoever_sits_needs_a_second_factor(people, alice):
    """BR-07."""
    assert [is_seated(user) for user in (people["S3"], people["S3+"], alice)] == [True, True, False]
    assert second_factor_required(people["S3"]) is True


def test_lists_start_empty_for_who_sits_nowhere(session, item):
    stranger = factories.make_user()

    assert CommitteeSession.objects.visible_to(stranger).count() == 0
    assert LabelDossier.objects.visible_to(stranger).count() == 0
