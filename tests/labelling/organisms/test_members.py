"""Members of an organism: invitations, departures, and the last signatory who stays."""

import threading
from datetime import datetime, time, timedelta

import pytest
from django.db import connection, transaction

from labelling.parties.organisms.models import Membership
from labelling.parties.organisms.people import actions
from labelling.parties.organisms.people.models import Handover
from labelling.parties.organisms.rules import member, signatory
from portal import access
from portal.accounts import invitations
from portal.accounts.models import Invitation
from portal.core import clock
from portal.models import User
from portal.ui import words
from portal.workflow import Refused, audit_log
from tests.factories import make_member, make_organism, make_user

pytestmark = pytest.mark.django_db


def refusal(function, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        function(*args, **kwargs)
    return refused.value.codes


def membership(user):
    return user.memberships.get()


def test_br04_the_last_active_signatory_cannot_be_removed(organism, alice, chloe):
    assert refusal(actions.deactivate, membership(alice), by=alice) == ["last_signatory"]

    assert membership(alice).is_active


def test_br04_with_two_signatories_one_may_leave(organism, alice):
    other = make_member(organism, "signatory")

    actions.deactivate(membership(other), by=alice)

    assert (membership(other).is_active, membership(other).until_on is not None) == (False, True)
    assert refusal(actions.deactivate, membership(alice), by=alice) == ["last_signatory"]


def test_br04_a_signatory_whose_account_is_closed_does_not_count(organism, alice):
    other = make_member(organism, "signatory", is_active=False)

    assert refusal(actions.deactivate, membership(alice), by=alice) == ["last_signatory"]
    assert not actions.deactivate(membership(other), by=alice).is_active


def test_br04_a_contact_may_always_leave(organism, alice, chloe):
    actions.deactivate(membership(chloe), by=alice)

    assert not member(make_user(), organism)
    assert not membership(chloe).is_active


def test_a_second_click_on_a_departure_changes_nothing(organism, alice, chloe):
    first = actions.deactivate(membership(chloe), by=alice)

    assert actions.deactivate(membership(chloe), by=alice).until_on == first.until_on


@pytest.mark.parametrize("who", ["chloe", "bob", "dircom"])
def test_only_a_signatory_or_the_office_manages_members(request, organism, alice, who):
    stranger = request.getfixturevalue(who)

    assert refusal(actions.deactivate, membership(alice), by=stranger) == ["forbidden"]
    assert refusal(actions.invite_member, organism, "a@b.example", "contact", by=stranger) == [
        "forbidden"
    ]


def test_an_invited_person_acts_for_the_organism_once_the_link_is_accepted(organism, alice):
    invitation = actions.invite_member(
        organism, "Nina@Valmeyre.example", "signatory", by=alice, job="Directrice"
    )

    user = invitations.accept(invitation, first_name="Nina", last_name="Petit", password="x" * 20)

    assert actions.describe(invitation) == "rejoindre Valmeyre Habitat comme signataire"
    assert (membership(user).function, membership(user).job) == ("signatory", "Directrice")
    assert signatory(user, organism)


def test_br04_an_invitation_as_contact_does_not_take_a_signature_away(organism, alice):
    actions.add_member(organism, alice, "contact")

    assert membership(alice).function == "signatory"


def test_an_invitation_raises_a_contact_to_signatory_in_one_membership(organism, chloe):
    actions.add_member(organism, chloe, "signatory")

    assert Membership.objects.filter(user=chloe).count() == 1
    assert signatory(chloe, organism)


def test_the_invitation_page_sends_and_says_so(organism, alice, signed_in):
    values = {"email": "nina@valmeyre.example", "function": "contact", "job": ""}

    answer = signed_in(alice).post(
        f"/espace/organismes/{organism.slug}/inviter/", values, follow=True
    )

    assert Invitation.objects.get().data == {
        "organism": organism.slug,
        "function": "contact",
        "job": "",
    }
    assert "Invitation envoyée à nina@valmeyre.example." in answer.content.decode()


def test_the_departure_page_keeps_the_last_signatory_and_says_why(organism, alice, signed_in):
    url = f"/espace/organismes/{organism.slug}/depart/"

    answer = signed_in(alice).post(url, {"member": membership(alice).pk, "when": "now"})

    assert answer.status_code == 409
    assert "est la seule personne signataire" in answer.content.decode()


def test_br01_the_departure_page_takes_its_own_members_only(organism, alice, bob, signed_in):
    make_member(bob.memberships.get().organism, "signatory")

    answer = signed_in(alice).post(
        f"/espace/organismes/{organism.slug}/depart/", {"member": membership(bob).pk, "when": "now"}
    )

    assert (answer.status_code, membership(bob).is_active) == (422, True)


def test_two_administrators_are_asked_for_until_there_are_two(organism, alice, signed_in):
    client = signed_in(alice)
    url = organism.get_absolute_url()
    assert "Deux administrateurs sont demandés" in client.get(url).content.decode()

    make_member(organism, "signatory")

    assert "Deux administrateurs sont demandés" not in client.get(url).content.decode()


def leave_together(leave):
    """Two signatories leave at the same instant; how many are left."""
    organism = make_organism()
    people = [make_member(organism, "signatory") for _ in range(2)]
    start, failures = threading.Barrier(2), []

    def go(one):
        start.wait()
        try:
            with transaction.atomic():
                leave(one.memberships.get(), by=people[0])
        except Refused as refused:
            failures.extend(refused.codes)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(one,)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return actions.signatories(organism).count(), failures


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_br04_two_signatories_who_leave_at_once_leave_one():
    for _ in range(20):
        assert leave_together(actions.deactivate) == (1, ["last_signatory"])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_br04_control_without_the_lock_both_leave():
    """The same harness on the check alone: it must fail, or the test above proves nothing."""
    meeting = threading.Barrier(2)

    def unlocked(one, *, by):
        others = actions.signatories(one.organism).exclude(pk=one.pk).exists()
        meeting.wait()  # both have looked before either writes
        assert others
        Membership.objects.filter(pk=one.pk).update(is_active=False)

    assert leave_together(unlocked)[0] == 0


def test_an_access_ended_with_a_day_reads_and_acts_until_its_evening(
    organism, alice, chloe, signed_in
):
    last, url = clock.today() + timedelta(days=3), f"/espace/organismes/{organism.slug}/depart/"
    sent = {"member": membership(chloe).pk, "when": "day", "until_on": last.isoformat()}
    past = signed_in(alice).post(url, sent | {"until_on": "2020-01-01"})
    answer = signed_in(alice).post(url, sent)
    page = f"/espace/organismes/{organism.slug}/"

    assert (past.status_code, list(past.context["form"].errors)) == (422, ["until_on"])
    assert (answer.status_code, membership(chloe).is_active) == (302, True)
    with clock.at(datetime.combine(last, time(23, 59))):
        assert signed_in(chloe).get(page).status_code == 200
    with clock.at(datetime.combine(last + timedelta(days=1), time(0, 1))):
        gone = User.objects.get(pk=chloe.pk)
        assert signed_in(chloe).get(page).status_code == 404
        assert (member(gone, organism), access.sees(gone, organism)) == (False, False)
        actions.close_ended()
        assert (membership(chloe).is_active, membership(chloe).until_on) == (False, last)
    entry = audit_log.entries_of(organism).filter(act="member_left").get()
    assert entry.sentence.endswith(f"correspondant, le {words.day(last)} au soir.")
    assert Handover.objects.get(membership=membership(chloe)).done_on is None


def test_an_access_planned_to_end_may_end_at_once_or_be_given_again(organism, alice, chloe):
    actions.deactivate(membership(chloe), by=alice, until_on=clock.today() + timedelta(days=9))
    actions.add_member(organism, chloe, "contact", by=alice)
    kept = membership(chloe).until_on
    actions.deactivate(membership(chloe), by=alice, until_on=clock.today() + timedelta(days=9))
    ended = actions.deactivate(membership(chloe), by=alice)

    assert (kept, ended.is_active, ended.until_on) == (None, False, clock.today())
    assert Handover.objects.count() == 1


def test_br04_a_signatory_whose_end_is_planned_leaves_no_place_to_the_last_one(organism, alice):
    other = make_member(organism, "signatory")
    actions.deactivate(membership(other), by=alice, until_on=clock.today() + timedelta(days=9))

    assert refusal(actions.deactivate, membership(alice), by=alice) == ["last_signatory"]
