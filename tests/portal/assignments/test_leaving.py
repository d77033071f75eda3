"""Who leaves an office, or whose account closes: nothing stays in their charge; what is over is erased in its time."""

import pytest

from portal.absences.models import Absence
from portal.account_desk.actions import propose
from portal.account_desk.kinds import KINDS, K
from portal.assignments import actions
from portal.assignments.actions import declare, end
from portal.assignments.models import Assignment
from portal.assignments.panels import entries_for
from portal.assignments.registry import assignments_of
from portal.core import clock
from portal.models import Role
from portal.retention import jobs, personal_data
from portal.retention.registry import KEEPINGS
from tests.factories import make_user
from tests.portal.account_desk.conftest import WHY
from tests.portal.assignments.conftest import at, day

pytestmark = pytest.mark.django_db


@pytest.fixture
def theo(db):
    return make_user("Théo", "Technique", roles=[Role.TECH])


@pytest.mark.parametrize(("kind", "role"), [(K.TAKE, Role.DEPUTY), (K.CLOSE, "")])
def test_the_desk_of_accounts_releases_what_they_had_taken(
    theo, sonia, paul, submitted, kind, role
):
    actions.take(submitted, by=paul)
    change = propose(kind, by=theo, role=role, person=paul, reason=WHY)
    change.workflow.fire(change, "confirm", by=sonia)

    assert (assignments_of(submitted).first(), Assignment.objects.get().released_by) == (None, None)
    assert [one.sentence for one in entries_for(sonia, submitted)] == [
        "Paul Suppléant ne s’en charge plus\u00a0: sa fonction lui est retirée.",
        "Paul Suppléant s’en charge.",
    ]


def test_who_confirms_a_closing_reads_what_comes_back_to_the_others(theo, sonia, paul, submitted):
    actions.take(submitted, by=paul)
    change = propose(K.CLOSE, by=theo, person=paul, reason=WHY)

    said = "1\u00a0affaire prise en charge revient aux autres personnes de la fonction."
    assert said in KINDS[K.CLOSE].effects(change)


def test_one_s_own_data_tell_absences_and_what_one_takes_care_of(sonia, submitted):
    with at(4):
        declare(sonia, from_on=day(4), until_on=day(15), by=sonia)
        actions.take(submitted, by=sonia)
        found = {(heading, thing) for heading, thing, _, _ in personal_data.lines(sonia)}

    assert found >= {
        ("Absence", "Absence de Sonia Vasseur, du 4\u00a0mai 2026 au 15\u00a0mai 2026"),
        ("Prise en charge", f"Prise en charge, {submitted.reference}"),
    }


def test_what_is_over_is_erased_after_a_year_and_what_runs_stays(sonia, paul, submitted):
    with at(4):
        declare(sonia, from_on=day(4), until_on=day(5), by=sonia)
        end(declare(paul, from_on=day(4), until_on=day(29), by=paul), by=paul)
        actions.take(submitted, by=sonia)
        actions.release(submitted, by=sonia)
        actions.take(submitted, by=paul)

    left = []
    for moment in ("2027-05-03 12:00", "2027-05-10 12:00"):
        with clock.at(clock.parse(moment)):
            for code in ("absence", "assignment"):
                jobs.run(KEEPINGS[code])
        left.append((Absence.objects.count(), Assignment.objects.count()))

    assert left == [(2, 2), (0, 1)]
