"""« Pourquoi cette personne voit-elle ceci, ou non ? »: each reason answers, and all agree with what is seen."""

import pytest
from django.urls import reverse

from labelling.parties.organisms.models import Membership
from portal.access import affiliations, answers, sees
from portal.models import Role
from portal.web.why_seen import NOBODY, SEVERAL
from tests.factories import make_dossier, make_member, make_organism, make_user
from tests.labelling.dossiers.factories import make_mission

pytestmark = pytest.mark.django_db
HERE = "cette fonction n’est pas la sienne"
BOUND = "un lien existe, mais il ne compte pas aujourd’hui (fini, à venir, ou retiré)"
UNBOUND = "rien ne l’y lie aujourd’hui"


def page(thing, kind="dossier"):
    return reverse("why_seen", args=[thing.reference, kind])


def lacks(user, thing):
    return {one.label: one.lack for one in answers(user, thing)}


def test_each_reason_says_why_it_is_one_or_none(dossier, alice, bob, sonia):
    left = make_member(dossier.organism, first_name="Luc")
    Membership.objects.filter(user=left).update(is_active=False)
    affiliations.forget(left)
    told = {name: lacks(one, dossier) for name, one in
            {"alice": alice, "bob": bob, "sonia": sonia, "left": left}.items()}  # fmt: skip

    assert [told[name]["l’organisme"] for name in told] == ["", UNBOUND, UNBOUND, BOUND]
    assert [told[name]["le référent label"] for name in told] == [HERE, HERE, "", HERE]


def test_what_they_say_together_is_what_the_person_sees(organism, alice, chloe, bob, sonia, dircom):
    """For things that hang from others and things with conditions of their own too."""
    dossier = make_dossier(organism, state="follow_up")
    mission = make_mission(dossier, "implementation", "validated")
    auditor = mission.auditor.user
    people = (alice, chloe, bob, sonia, dircom, auditor, make_user("Rita", roles=[Role.SECRETARY]))
    wrong = [
        (person, thing)
        for thing in (dossier, mission, organism)
        for person in people
        if any(not one.lack for one in answers(person, thing)) != sees(person, thing)
    ]

    assert wrong == []
    assert [sees(one, dossier) for one in (alice, bob, sonia)] == [True, False, True]


def test_the_office_asks_by_address_or_by_name(dossier, bob, sonia, signed_in):
    browser = signed_in(sonia)
    link = browser.get(dossier.get_absolute_url()).text
    by_name = browser.post(page(dossier), {"person": "bob bernier"})
    by_address = browser.post(page(dossier), {"person": bob.email.upper()})

    assert page(dossier) in link
    assert [one.status_code for one in (by_name, by_address)] == [200, 200]
    assert all(
        "ne le voit pas aujourd’hui" in one.text and UNBOUND in one.text
        for one in (by_name, by_address)
    )


def test_a_reason_that_opens_a_thing_by_two_ways_is_told_once(dossier, bob, sonia, signed_in):
    """The college of an appeal sees the dossier by the decision, and by what led to it."""
    told = signed_in(sonia).post(page(dossier), {"person": bob.email}).context["preview"]["lines"]
    reasons = [(one.label, one.reason) for one in answers(bob, dossier)]

    assert len(reasons) > len(set(reasons))
    assert sorted((one.label, one.reason) for one in told) == sorted(set(reasons))


def test_a_closed_account_sees_nothing_and_that_is_said(dossier, alice, sonia, signed_in):
    type(alice).objects.filter(pk=alice.pk).update(is_active=False)
    answer = signed_in(sonia).post(page(dossier), {"person": alice.email})

    assert "son compte est fermé" in answer.text


def test_who_is_unknown_or_several_is_told_and_what_was_typed_stays(dossier, sonia, signed_in):
    make_user("Zoé", "Petit")
    make_user("Zoé", "Petit")
    browser = signed_in(sonia)
    told = [
        browser.post(page(dossier), {"person": one}) for one in ("Zoé Petit", "zorro@test.example")
    ]

    assert [one.status_code for one in told] == [422, 422]
    assert [
        SEVERAL in told[0].text,
        NOBODY in told[1].text,
        "zorro@test.example" in told[1].text,
    ] == [True] * 3


def test_who_reads_the_dossier_without_being_of_the_office_does_not_ask(dossier, alice, signed_in):
    browser = signed_in(alice)

    assert page(dossier) not in browser.get(dossier.get_absolute_url()).text
    assert browser.get(page(dossier)).status_code == 403


def test_a_thing_that_is_not_or_a_kind_that_is_not_is_not_found(dossier, sonia, signed_in):
    browser = signed_in(sonia)
    foreign = make_organism(slug="ailleurs")
    addresses = [page(dossier, "rien"), reverse("why_seen", args=["QH-D-2026-9999", "dossier"])]
    addresses += [reverse("why_seen", args=[foreign.slug, "dossier"])]

    assert [browser.get(one).status_code for one in addresses] == [404, 404, 404]
