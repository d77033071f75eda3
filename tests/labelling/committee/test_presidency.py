"""Who presides over a point: the président, the vice-président while they are away or withdrew (BR-56)."""

from datetime import timedelta

import pytest

from labelling.committee.attendance import interests
from labelling.committee.models import Attendance, CommitteeSession
from labelling.committee.rules import presided, presiding
from labelling.committee.seats import mandates
from portal.absences.models import Absence
from portal.core import clock
from portal.models import User
from portal.workflow import Forbidden
from tests.labelling.committee.factories import attend, cast, fire, fresh

pytestmark = pytest.mark.django_db
WAITS = "Le siège de la présidence est tenu, présent et sans retrait sur ce point\u00a0: la vice-présidence attend."


def presides(people, item):
    """Of the président and the vice-président, who presides over the point now."""
    both = {code: User.objects.get(pk=people[code].pk) for code in ("PRES", "VICE")}
    return [code for code, one in both.items() if presiding(one, fresh(item))]


@pytest.fixture
def closed(voting, carla, people):
    for code in ("PRES", "VICE", "S3", "S4", "S5"):
        cast(voting.item, people[code])
    fire(voting.item, "close_vote", carla)
    return voting


def test_br56_the_vice_president_does_not_validate_while_the_president_presides(
    signed_in, closed, people, carla
):
    item = fresh(closed.item)
    with pytest.raises(Forbidden) as refusal:
        fire(item, "validate", people["VICE"])
    page = signed_in(people["VICE"]).post(f"{item.get_absolute_url()}valider-la-decision/")

    assert (str(refusal.value), page.status_code) == (WAITS, 403)
    assert WAITS in page.content.decode()
    fire(item, "validate", carla)
    assert fresh(item).state == "validated"


def test_br56_the_vice_president_validates_once_the_president_has_left_the_room(
    closed, people, nora
):
    attend(closed.session, nora, absent=["PRES"])
    left = presides(people, closed.item)
    fire(closed.item, "validate", people["VICE"])

    assert left == ["PRES", "VICE"]
    assert fresh(closed.item).state == "validated"


def test_br56_the_vice_president_presides_over_what_the_president_withdrew_from(
    voting, people, carla
):
    interests.declare(voting.session, carla, {voting.item: "Ma sœur y travaille."})

    assert presides(people, voting.item) == ["VICE"]
    interests.declare(voting.session, people["VICE"], {voting.item: "Mon frère y travaille."})
    assert presides(people, voting.item) == []


@pytest.mark.parametrize(("days", "found"), [(0, ["PRES", "VICE"]), (1, ["PRES"])])
def test_br56_a_declared_absence_leaves_the_vice_president_preside_from_its_first_day(
    voting, people, carla, nora, days, found
):
    first = clock.today() + timedelta(days=days)
    Absence.objects.create(
        reference="QH-AB-1", person=carla, from_on=first, until_on=first, declared_by=nora
    )

    assert presides(people, voting.item) == found


def test_br56_a_vacant_presidency_is_held_by_the_vice_president(voting, people, nora):
    before = presides(people, voting.item)
    mandates.leave(nora, mandates.current("PRES", "full"))

    assert (before, presides(people, voting.item)) == (["PRES"], ["VICE"])


def test_br56_in_writing_a_president_who_is_replaced_is_away(voting, people):
    CommitteeSession.objects.update(mode="written_consultation")
    before = presides(people, voting.item)
    Attendance.objects.filter(seat__code="PRES").update(is_replaced=True)

    assert (before, presides(people, voting.item)) == (["PRES"], ["PRES", "VICE"])


def test_points_that_the_president_presides_over_are_one_question(
    voting, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert list(presided()) == [voting.item]
