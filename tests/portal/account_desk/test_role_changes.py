"""Roles given and taken by two people: one office proposes, the other confirms, and nobody decides for oneself."""

import re
from datetime import timedelta

import pytest

from portal.access.roles import give_role
from portal.account_desk.kinds import K
from portal.accounts import sessions
from portal.core import clock
from portal.inbox.listing import read_list
from portal.models import AccountChange, Role, User
from portal.notifications import outbox
from portal.web import worklist
from portal.workflow import Forbidden, audit_log
from tests.factories import make_user
from tests.portal.account_desk.conftest import (
    NINA,
    REGISTER,
    WHY,
    browser,
    codes,
    confirmed,
    device_of,
    given,
    is_out,
    post,
    roles_of,
    taken,
    words_of,
)

pytestmark = pytest.mark.django_db


def test_the_technique_proposes_a_role_and_the_referent_confirms_it(theo, sonia, alice, mailoutbox):
    """The whole way by screens."""
    answer = post(
        theo, f"{REGISTER}donner/", roles=Role.DEPUTY, email=alice.email.upper(), reason=WHY
    )
    change = AccountChange.objects.get()
    home = words_of(browser(sonia).get("/espace/"))
    before = roles_of(alice)
    page = browser(sonia).get(f"{change.get_absolute_url()}confirmer/")
    done = post(sonia, f"{change.get_absolute_url()}confirmer/", version=1)

    assert (answer.status_code, answer.headers["Location"]) == (302, change.get_absolute_url())
    assert "Donner la fonction « suppléant du référent » à Alice Arnaud" in home
    assert "Alice Arnaud tient la fonction « suppléant du référent » dès maintenant." in words_of(
        page
    )
    assert (before, done.status_code, roles_of(alice)) == (set(), 302, {Role.DEPUTY})
    assert [one.sentence for one in audit_log.entries_of(change)] == [
        "Sonia Vasseur a confirmé la proposition.",
        "Théo Technique a proposé\u00a0: donner la fonction «\u00a0suppléant du référent\u00a0» à Alice Arnaud.",
    ]
    outbox.deliver_due()
    assert {(one.to[0], one.subject.partition(" :")[0]) for one in mailoutbox} >= {
        (theo.email, "Confirmée"),
        (alice.email, "Votre compte a changé"),
    }


def test_the_referent_proposes_and_the_technique_confirms(theo, sonia, alice):
    change = given(sonia, alice.email)
    assert codes(confirmed, change, sonia) == ["forbidden"]
    confirmed(change, theo)

    assert roles_of(alice) == {Role.DPO}


def test_the_other_office_is_told_by_a_mail_and_on_its_home(theo, sonia, alice, mailoutbox):
    given(theo, alice.email)
    outbox.deliver_due()

    assert [one.to[0] for one in mailoutbox] == [sonia.email]
    assert [task.title for task in worklist.lists(sonia)["do"]] == [
        "Donner la fonction «\u00a0délégué à la protection des données\u00a0» à Alice Arnaud"
    ]
    assert [task.list for task in worklist.lists(theo)["wait"]] == ["wait"]
    assert [task.title for task in worklist.lists(alice)["do"]] == ["Ouvrir le premier dossier"]


def test_nobody_gives_a_role_to_oneself(theo, sonia):
    assert codes(given, theo, theo.email) == ["oneself"]
    assert codes(given, sonia, sonia.email, Role.DEPUTY) == ["oneself"]
    assert AccountChange.objects.count() == 0


def test_nobody_confirms_what_is_about_themselves(theo, sonia):
    """With one référent, nobody could: it is said at once. With two, the other one confirms."""
    assert codes(given, theo, sonia.email) == ["nobody"]
    claire = make_user("Claire", "Deux", roles=[Role.REFERENT])
    change = given(theo, sonia.email)

    assert codes(confirmed, change, sonia) == ["forbidden"]
    confirmed(change, claire)
    assert roles_of(sonia) == {Role.REFERENT, Role.DPO}


def test_only_the_two_offices_propose(theo, sonia, alice):
    paul = make_user("Paul", "Suppléant", roles=[Role.DEPUTY])
    for person in (paul, alice):
        with pytest.raises(Forbidden):
            given(person, NINA)
        assert browser(person).get(REGISTER).status_code == 404


@pytest.mark.parametrize("role", [Role.TECH, Role.REFERENT])
def test_the_last_holder_of_an_office_stays(theo, sonia, role):
    person = theo if role == Role.TECH else sonia
    other = sonia if role == Role.TECH else theo
    assert codes(taken, person, person, role) == ["last"]
    assert codes(taken, other, person, role) == ["last"]
    closed = make_user("Compte", "Fermé", roles=[role])
    User.objects.filter(pk=closed.pk).update(is_active=False)
    assert codes(taken, person, person, role) == ["last"]
    second = make_user("Deuxième", "Personne", roles=[role])

    confirmed(taken(person, person, role), other)
    assert (roles_of(person), roles_of(second)) == (set(), {role})


def test_two_proposals_to_take_an_office_do_not_leave_it_empty(theo, sonia):
    claire = make_user("Claire", "Deux", roles=[Role.REFERENT])
    first, second = taken(theo, sonia, Role.REFERENT), taken(theo, claire, Role.REFERENT)
    confirmed(first, claire)

    assert codes(confirmed, second, claire) == ["forbidden"]  # about herself, and now the last one
    assert roles_of(claire) == {Role.REFERENT}


def test_whose_role_is_taken_has_no_session_left(theo, sonia, alice):
    there = device_of(alice)
    give_role(alice, Role.DIRCOM)
    before = (is_out(there), sessions.devices_of(alice).count())
    confirmed(taken(theo, alice, Role.DIRCOM), sonia)

    assert (before, is_out(there), sessions.devices_of(alice).count()) == ((False, 1), True, 0)


def test_it_is_refused_with_a_reason_that_who_proposed_reads(theo, sonia, alice, mailoutbox):
    change = given(theo, alice.email)
    post(
        sonia, f"{change.get_absolute_url()}refuser/", reason="Alice garde assez de travail ainsi."
    )
    change.refresh_from_db()
    outbox.deliver_due()

    assert (change.state, roles_of(alice)) == ("refused", set())
    assert audit_log.entries_of(change).first().reason == "Alice garde assez de travail ainsi."
    assert [one.to[0] for one in mailoutbox if one.subject.startswith("Refusée")] == [theo.email]


def test_it_is_withdrawn_by_the_office_that_proposed(theo, sonia, alice):
    change = given(theo, alice.email)
    with pytest.raises(Forbidden):
        change.workflow.fire(change, "withdraw", by=sonia)
    change = change.workflow.fire(change, "withdraw", by=theo)

    assert codes(confirmed, change, sonia) == ["state"]
    assert worklist.lists(sonia)["do"] == []


def test_it_expires_after_fourteen_days_and_the_address_leaves(theo, sonia):
    change = given(theo, NINA)
    with clock.at(clock.now() + timedelta(days=14)):
        assert change.workflow.run_timed() == []
    with clock.at(clock.now() + timedelta(days=15)):
        change.workflow.run_timed()
        change.refresh_from_db()
        assert (change.state, change.email) == ("expired", "")
        assert codes(confirmed, change, sonia) == ["state"]


def test_the_same_is_proposed_once_and_the_second_is_told(theo, sonia, alice):
    given(theo, alice.email)
    given(theo, NINA)

    assert codes(given, sonia, alice.email) == ["proposed"]
    assert codes(given, sonia, f" {NINA.upper()}") == ["proposed"]
    assert AccountChange.objects.count() == 2


def test_what_is_done_meanwhile_is_told_to_who_confirms(theo, sonia, alice):
    change = given(theo, alice.email)
    give_role(alice, Role.DPO)

    assert codes(confirmed, change, sonia) == ["held"]
    page = words_of(browser(sonia).get(f"{change.get_absolute_url()}confirmer/"))
    assert "Alice Arnaud tient déjà la fonction" in page


def test_who_lost_their_office_proposes_no_more(theo, sonia, alice):
    make_user("Tom", "Deux", roles=[Role.TECH])
    change = given(theo, alice.email)
    theo.groups.clear()

    assert codes(confirmed, change, sonia) == ["proposer_gone"]


def test_a_closed_account_receives_nothing(theo, sonia, alice):
    change = given(theo, alice.email)
    User.objects.filter(pk=alice.pk).update(is_active=False)
    answer = post(theo, f"{REGISTER}donner/", roles=Role.DIRCOM, email=alice.email, reason=WHY)

    assert (answer.status_code, "est fermé" in words_of(answer)) == (422, True)
    assert codes(confirmed, change, sonia) == ["closed"]


def test_the_person_reads_it_once_it_is_done_and_not_before(theo, sonia, alice):
    change = given(theo, alice.email)
    before = browser(alice).get(change.get_absolute_url()).status_code
    confirmed(change, sonia)

    assert (before, browser(alice).get(change.get_absolute_url()).status_code) == (404, 200)
    assert [one.notice for one in read_list(alice, "tous")] == ["account_change.applied"]


def test_the_page_says_who_holds_each_role_what_waits_and_what_was_decided(theo, sonia, alice):
    confirmed(given(theo, alice.email), sonia)
    taken(sonia, alice, Role.DPO)
    page = words_of(browser(theo).get(REGISTER))

    assert "administrateur technique Théo Technique Retirer" in page
    assert "secrétariat du comité Personne" in page
    assert (
        "Retirer la fonction « délégué à la protection des données » à Alice Arnaud Sonia Vasseur"
        in page
    )
    assert "à Alice Arnaud Confirmée" in page


def test_the_link_of_a_person_chooses_them_in_the_form(theo, sonia, alice):
    give_role(alice, Role.DIRCOM)
    page = browser(sonia).get(f"{REGISTER}retirer/?qui=dircom.{alice.pk}")
    answer = post(sonia, f"{REGISTER}retirer/", held=f"dircom.{alice.pk}", when="now", reason=WHY)
    wrong = post(sonia, f"{REGISTER}retirer/", held=f"dpo.{alice.pk}", when="now", reason=WHY)

    assert re.search(rf'value="dircom.{alice.pk}"\s+selected', page.text)
    assert (answer.status_code, wrong.status_code) == (302, 422)
    assert AccountChange.objects.get().kind == K.TAKE
