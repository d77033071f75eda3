"""Conflicts of interest found by the portal, and how one is lifted."""

from datetime import date

import pytest

from labelling.committee.agenda import actions
from labelling.committee.attendance import interests
from labelling.committee.models import AgendaItem
from labelling.parties.accreditation.models import Auditor, Tie
from labelling.parties.organisms.models import Membership
from portal.workflow import Forbidden, Refused
from tests.labelling.committee import factories
from tests.labelling.committee.factories import cast, codes, fire

pytestmark = pytest.mark.django_db


def link(kind, user, organism):
    """BR-53: an employee, or somebody who advised it as an auditor."""
    if kind == "member":
        Membership.objects.create(organism=organism, user=user, function="contact")
        return
    auditor = Auditor.objects.create(user=user, slug="membre", firm="Cabinet")
    Tie.objects.create(
        auditor=auditor, organism=organism, kind="board", started_on=date(2020, 1, 1)
    )


@pytest.mark.parametrize("kind", ["member", "board"])
def test_the_portal_finds_the_conflict_when_listing(session, sonia, people, organism, kind):
    """BR-53."""
    link(kind, people["S3"], organism)
    item = actions.add(session, AgendaItem.Kind.LABEL, factories.in_review(organism), by=sonia)

    row = item.interests.get(user=people["S3"])
    assert (row.has_interest, row.is_automatic) == (True, True)


def test_the_portal_looks_again_when_the_vote_opens(room, carla, people, organism):
    """BR-53: a link born since is found, against the member's own word; the quorum follows."""
    link("member", people["S3"], organism)
    fire(room.item, "open_vote", carla)

    assert interests.recused_people(room.item) == {people["S3"].pk}
    with pytest.raises(Refused):
        cast(room.item, people["S3"])


def test_only_the_president_lifts_a_conflict_with_a_reason(item, session, people, carla, organism):
    """BR-53: neither the person, nor by declaring otherwise."""
    link("member", people["S3"], organism)
    interests.record(item)
    with pytest.raises(Refused) as refusal:
        interests.declare(session, people["S3"], {item: ""})
    assert codes(refusal) == ["recused"]

    interests.lift(item, people["S3"], by=carla, reason="Le contrat a pris fin il y a cinq ans.")
    interests.record(item)

    assert interests.recused_people(item) == frozenset()


def test_nobody_lifts_their_own_recusal(item, session, carla):
    interests.declare(session, carla, {item: "Ma sœur y travaille."})
    with pytest.raises(Forbidden):
        interests.lift(item, carla, by=carla, reason="Elle n’y travaille plus depuis hier.")
