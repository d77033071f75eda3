"""Acts on representative bodies: added, verified, erased, followed through a merger (BR-05, BR-14, BR-93)."""

import datetime

import pytest

from labelling.committee.mergers.actions import merge
from labelling.parties.bodies import actions
from labelling.parties.bodies.models import BodyContact, RepresentativeBody
from portal.core import clock
from portal.core.working_days import add_months
from portal.retention.registry import KEEPINGS
from portal.web.submissions.edit_conflicts import Changed, stamp
from portal.workflow import Forbidden, Refused, audit_log
from tests.factories import make_organism

pytestmark = pytest.mark.django_db
FACTS = dict.fromkeys(actions.FACTS, "") | {
    "kind": "association",
    "name": "Amicale des Tilleuls",
    "affiliation": "CNL",
    "seats": 3,
    "since_on": None,
    "until_on": None,
    "plan_on": None,
}
REACH = {"name": "Jeanne Roy", "job": "présidente", "email": "tilleuls@example.org", "postal": ""}


@pytest.fixture
def body(organism, alice):
    return actions.add_body(organism, FACTS, by=alice)


@pytest.fixture
def contact(body, alice):
    return actions.add_contact(body, REACH, by=alice)


def last_line(organism):
    return audit_log.entries_of(organism).first()


def test_a_body_added_waits_to_be_verified_with_its_address(body, contact, sonia):
    assert list(RepresentativeBody.objects.to_verify()) == [body]
    assert list(body.contacts.reachable()) == []

    actions.verify(body, [contact.pk], by=sonia)

    assert list(RepresentativeBody.objects.to_verify()) == []
    assert list(body.contacts.reachable()) == [contact]


def test_the_organism_verifies_nothing_itself(body, contact, alice):
    with pytest.raises(Forbidden):
        actions.verify(body, [contact.pk], by=alice)


def test_the_journal_names_the_body_and_nobody(organism, body, contact, alice):
    assert (
        last_line(organism).sentence
        == f"{alice} a ajouté un contact à l’instance «\u00a0Amicale des Tilleuls\u00a0»."
    )
    told = str([(one.sentence, one.data) for one in audit_log.entries_of(organism)])
    assert "Jeanne" not in told
    assert "example.org" not in told


def test_another_address_is_to_be_verified_again(body, contact, alice, sonia):
    actions.verify(body, [contact.pk], by=sonia)
    actions.change_contact(contact, REACH | {"job": "trésorière"}, by=alice)
    assert list(body.contacts.reachable()) == [contact]

    actions.change_contact(contact, REACH | {"email": "bailleur@example.org"}, by=alice)

    assert list(body.contacts.reachable()) == []


def test_another_name_undoes_the_verification_other_facts_do_not(body, alice, sonia):
    actions.verify(body, [], by=sonia)
    actions.change_body(body, FACTS | {"seats": 4}, by=alice)
    assert RepresentativeBody.objects.get(pk=body.pk).is_verified

    actions.change_body(body, FACTS | {"name": "Amicale des Chênes"}, by=alice)

    assert not RepresentativeBody.objects.get(pk=body.pk).is_verified


def test_an_address_that_changed_since_it_was_read_is_not_verified_unseen(
    body, contact, alice, sonia
):
    actions.end_contact(contact, by=alice)
    with pytest.raises(Refused):
        actions.verify(body, [contact.pk], by=sonia)
    assert not RepresentativeBody.objects.get(pk=body.pk).is_verified


def test_the_same_body_is_not_added_twice(organism, body, alice):
    with pytest.raises(Refused) as refused:
        actions.add_body(organism, FACTS, by=alice)
    assert refused.value.problems[0].text == actions.TWICE


def test_what_a_colleague_wrote_in_between_is_told(body, alice):
    seen = stamp(body, actions.FACTS)
    actions.change_body(body, FACTS | {"seats": 4}, by=alice, seen=seen)
    with pytest.raises(Changed):
        actions.change_body(body, FACTS | {"seats": 5}, by=alice, seen=seen)


def test_an_ended_body_is_reached_no_more(body, contact, alice, sonia):
    actions.verify(body, [contact.pk], by=sonia)
    actions.end_body(body, by=alice)
    assert list(body.contacts.reachable()) == []
    with pytest.raises(Refused):
        actions.add_contact(body, REACH, by=alice)


def test_a_contact_is_erased_on_request_at_once(body, contact, alice):
    """BR-93."""
    actions.erase_contact(contact, by=alice)
    assert not BodyContact.objects.exists()


def test_a_contact_who_left_is_erased_a_year_later(body, contact, alice):
    """BR-93: the day before, it is still there."""
    keeping = KEEPINGS["body_contact"]
    actions.end_contact(contact, by=alice)
    year = add_months(clock.today(), 12)
    assert list(keeping.due(year - datetime.timedelta(days=1))) == []
    assert list(keeping.due(year + datetime.timedelta(days=1))) == [contact]


def test_bodies_follow_the_merger_of_their_organism(organism, body, contact, alice, sonia):
    """BR-05: a body that the other organism knows already keeps one row, with the contacts of both."""
    other = make_organism(name="Absorbant Habitat")
    actions.verify(body, [contact.pk], by=sonia)
    same = actions.add_body(other, FACTS, by=sonia)
    council = actions.add_body(organism, FACTS | {"kind": "council", "name": "CCL"}, by=alice)

    merge(
        organism, by=sonia, absorbing=other, effective_on=clock.today(), act="Acte", reason="Fusion"
    )

    council.refresh_from_db()
    contact.refresh_from_db()
    assert council.organism == other
    assert (contact.body, contact.verified_on) == (same, clock.today())
    assert list(other.bodies.standing()) == [same, council]
    assert list(organism.bodies.standing()) == []


def test_an_address_written_after_the_office_read_it_is_not_verified_unseen(
    body, contact, alice, sonia
):
    """The organism has put its own address in the meantime."""
    seen = actions.stamp_to_verify(body)
    actions.change_contact(contact, REACH | {"email": "bailleur@example.org"}, by=alice)
    with pytest.raises(Refused) as refused:
        actions.verify(body, [contact.pk], by=sonia, seen=seen)
    assert [one.code for one in refused.value.problems] == ["changed"]
    assert list(body.contacts.reachable()) == []
