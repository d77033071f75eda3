"""Effects of decisions: BR-35, BR-56, BR-57, BR-62, BR-72, minutes and their notification (BR-58 to BR-60)."""

from datetime import date, datetime

import pytest

from labelling.committee.agenda import actions
from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.parties.accreditation.models import Auditor, AuditorAccreditation
from portal.core import clock
from portal.web import worklist
from portal.workflow import Refused, audit_log
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.committee.factories import MOTIVE, attend, fire, fresh, open_session, vote
from tests.labelling.labels.factories import make_label

NBSP = "\u00a0"
pytestmark = pytest.mark.django_db
Kind = AgendaItem.Kind
DAY = datetime(2026, 12, 17, 14)


def decide(item, carla, option, **data):
    with clock.at(DAY):
        fire(item, "open_vote", carla)
        vote(item, option)
        fire(item, "close_vote", carla)
        return fire(item, "validate", carla, **data)


@pytest.mark.parametrize(("option", "state"), [("validate", "active"), ("refuse", "refused")])
def test_an_accreditation_is_decided(session, sonia, carla, nora, option, state):
    """BR-41."""
    auditor = Auditor.objects.create(user=factories.make_user("Ali"), slug="ali", firm="Cabinet")
    accreditation = AuditorAccreditation.objects.create(
        reference="QH-G-2026-0900",
        auditor=auditor,
        state="committee_pending",
        trained_on=date(2026, 9, 1),
    )
    item = actions.add(session, Kind.ACCREDITATION, accreditation, by=sonia)
    open_session(session, carla, nora)
    decide(item, carla, option, motivation=MOTIVE)

    assert fresh(accreditation).state == state


@pytest.mark.parametrize(
    ("option", "state"), [("validate", "active"), ("refuse", "withdrawn"), ("adjourn", "suspended")]
)
def test_a_suspended_accreditation_is_put_to_the_committee(
    session, sonia, carla, nora, option, state
):
    accreditation = make_accreditation(state="suspended")
    assert accreditation in actions.candidates(session, sonia)[Kind.ACCREDITATION]
    item = actions.add(session, Kind.ACCREDITATION, accreditation, by=sonia)
    open_session(session, carla, nora)
    decide(item, carla, option, motivation=MOTIVE)

    assert fresh(accreditation).state == state
    if state == "withdrawn":
        assert audit_log.entries_of(accreditation)[0].reason == MOTIVE


@pytest.mark.parametrize(("option", "noticed_on"), [("no", None), ("adjourn", date(2026, 10, 1))])
def test_br72_a_measure_that_the_committee_does_not_take_uses_up_its_notice(
    session, sonia, carla, nora, option, noticed_on
):
    """An adjourned one keeps it: the committee has not answered."""
    label = make_label(notice_sent_on=date(2026, 10, 1))
    item = actions.add(session, Kind.WITHDRAWAL, label, by=sonia)
    open_session(session, carla, nora)
    decide(item, carla, option, motivation=MOTIVE)

    label = fresh(label)
    assert (label.state, label.notice_sent_on) == ("active", noticed_on)
    acts = [entry.act for entry in audit_log.entries_of(label)]
    assert ("end_hearing" in acts) is (option == "no")


def test_without_quorum_the_session_is_reconvened_and_keeps_its_dossiers(room, carla, nora):
    """D09d: seven days later at least; the points move, the dossiers stay « inscrits »."""
    with pytest.raises(Refused):
        fire(
            room.session,
            "reconvene",
            carla,
            held_on=date(2026, 12, 28),
            starts_at=DAY.time(),
            place="Paris",
        )
    attend(room.session, nora, absent=["S3", "S4", "S5"])
    fire(
        room.session,
        "reconvene",
        carla,
        held_on=date(2026, 12, 28),
        starts_at=DAY.time(),
        place="Paris",
    )

    new = CommitteeSession.objects.get(held_on=date(2026, 12, 28))
    assert (fresh(room.session).state, fresh(room.item).state) == ("reconvened", "removed")
    assert (new.items.get().dossier, fresh(room.item.dossier).state) == (
        room.item.dossier,
        "scheduled",
    )
    assert fresh(room.item.dossier).due_on == new.held_on
    assert fire(new, "convene", nora).state == "convened"


def test_members_are_told_what_is_theirs_to_do(item, session, nora, people):
    """Declarations first, then the open vote; nothing of a point from which they withdrew."""
    fire(session, "convene", nora)
    tasks = worklist.lists(people["S3"])["do"]
    assert [task.button for task in tasks] == ["Déclarer"]
