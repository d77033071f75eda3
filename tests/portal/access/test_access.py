"""Permissions and visibility: one definition each, read both ways (BR-01)."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from portal import access
from portal.access import Rule, Visibility, register_visibilities, rule, sees, visibility, who_sees
from portal.access.roles import give_role
from portal.core import clock
from portal.models import Message, Role, User
from tests import factories

pytestmark = pytest.mark.django_db


@rule("Alice")
def is_alice(user, thing):
    return user.first_name == "Alice"


@rule("le propriétaire")
def owns(user, thing):
    return thing == user


@pytest.fixture
def ali():
    return factories.make_user("Ali", "Benali")


@pytest.fixture
def mail(ali):
    """Something that one person alone sees."""
    return make_mail(ali)


def make_mail(person):
    return Message.objects.create(
        event_key="k", person=person, notice="n", template="t", thing_type="portal.user", thing_id=1
    )


@pytest.fixture
def granted():
    """`granted(model, visibility)`: a right given by a later topic, for the time of the test."""
    before = {
        model: list(visibilities)
        for model, visibilities in visibility.granted_by_later_topics.items()
    }
    yield register_visibilities
    visibility.granted_by_later_topics.clear()
    visibility.granted_by_later_topics.update(before)


def test_rules_combine_as_sets_and_say_so():
    alice, ali = factories.make_user("Alice"), factories.make_user("Ali")
    both, either, without = is_alice & owns, is_alice | owns, owns - is_alice

    assert [r.label for r in (both, either, without)] == [
        "Alice et le propriétaire",
        "Alice ou le propriétaire",
        "le propriétaire, hors Alice",
    ]
    assert [both(alice, alice), both(alice, ali), both(ali, ali)] == [True, False, False]
    assert [either(alice, ali), either(ali, ali), either(ali, alice)] == [True, True, False]
    assert [without(ali, ali), without(alice, alice), without(ali, alice)] == [True, False, False]


def test_nobody_who_is_absent_anonymous_or_closed_may_act():
    closed = factories.make_user("Alice", is_active=False)

    assert [is_alice(user, None) for user in (None, AnonymousUser(), closed)] == [False] * 3


def test_a_role_rule_asks_for_the_stored_role(sonia, alice):
    referent = access.role(Role.REFERENT, "le référent label")

    assert (referent(sonia, None), referent(alice, None)) == (True, False)


def test_nobody_satisfies_the_clock_and_only_rules_with_it_accept_it(sonia):
    assert not access.clock(sonia, None)
    assert not access.nobody(sonia, None)
    assert (access.clock | is_alice).is_clock
    assert not (access.clock & is_alice).is_clock
    assert not is_alice.is_clock


def test_a_person_sees_what_a_path_leads_to_and_nothing_else(mail, ali, alice):
    other = make_mail(alice)

    assert list(Message.objects.visible_to(ali)) == [mail]
    assert list(Message.objects.visible_to(alice)) == [other]
    assert sees(ali, mail)
    assert not sees(alice, mail)


@pytest.mark.parametrize("who", ["anonymous", "closed"])
def test_anonymous_and_closed_accounts_see_nothing(mail, ali, who):
    ali.is_active = False
    user = ali if who == "closed" else AnonymousUser()

    assert not Message.objects.visible_to(user).exists()
    assert not User.objects.visible_to(user).exists()


def test_a_role_sees_everything_of_its_visibility(sonia, ali):
    assert set(User.objects.visible_to(sonia)) == set(User.objects.all())
    assert set(User.objects.visible_to(ali)) == {ali}


def test_a_model_without_visibility_shows_an_error_rather_than_rows():
    class Forgotten(models.Model):  # noqa: DJ008
        objects = access.QuerySet.as_manager()

        class Meta:
            app_label = "tests_access"

    with pytest.raises(NotImplementedError, match="Forgotten n’a pas de règle de visibilité"):
        Forgotten.objects.visible_to(AnonymousUser())


def test_who_sees_answers_from_the_same_definitions(mail, ali, alice):
    lines = who_sees(mail)

    assert [(s.label, s.reason, list(s.people)) for s in lines] == [
        ("la personne", "parce que le message est pour elle", [ali])
    ]


def test_both_readings_agree_on_every_pair(dossier, alice, chloe, bob, sonia, dircom, mail, ali):
    """For each thing: the people of « Qui voit ceci ? » are exactly those whose lists show it."""
    for thing in (dossier, dossier.organism, mail, alice):
        named = {person for line in who_sees(thing) for person in line.people}
        assert named == {user for user in User.objects.all() if sees(user, thing)}


def test_what_hangs_from_a_thing_is_visible_with_it(organism, alice, bob):
    membership = alice.memberships.get()

    assert sees(alice, membership)
    assert not sees(bob, membership)
    assert {line.label for line in who_sees(membership)} == {
        line.label for line in who_sees(organism)
    }


def test_a_right_ends_with_its_condition(organism, alice):
    alice.memberships.update(is_active=False)

    assert not sees(alice, organism)
    assert alice not in {person for line in who_sees(organism) for person in line.people}


def test_a_later_topic_may_open_a_thing(mail, alice, granted):
    granted(Message, Visibility("le DPO", "parce qu’il répond", path="person__groups__user"))
    give_role(mail.person, Role.DPO)
    assert not sees(alice, mail)

    give_role(alice, Role.DPO)
    assert sees(alice, mail)


def test_visible_to_gives_a_queryset_of_its_own_to_who_sees_everything(mail, sonia, granted):
    """What a page has read or planted in the rows that it holds does not come with what is asked next."""
    granted(Message, Visibility("le référent", "parce qu’il anime", role=Role.REFERENT))
    rows = Message.objects.all()
    (held,) = rows
    held.notice = "planted"

    assert [one.notice for one in rows] == ["planted"]
    assert [one.notice for one in rows.visible_to(sonia)] == [mail.notice]


def test_a_public_visibility_opens_to_all_and_names_nobody(mail, granted):
    granted(Message, Visibility("tout le monde", "parce que c’est public", public=True))

    assert list(Message.objects.visible_to(AnonymousUser())) == [mail]
    assert not who_sees(mail)[-1].people


def test_a_public_visibility_may_wait_for_a_condition(mail, granted):
    sent = Visibility("tous", "une fois envoyé", public=True, when=lambda: Q(state="sent"))
    granted(Message, sent)
    assert not Message.objects.visible_to(AnonymousUser()).exists()

    Message.objects.update(state="sent")
    assert Message.objects.visible_to(AnonymousUser()).exists()


def test_a_condition_is_asked_at_each_call(mail, sonia, granted):
    """A right that depends on today must not freeze on the day the server started."""
    old = Visibility(
        "le référent", "", role=Role.REFERENT, when=lambda: Q(created_at__lt=clock.now())
    )
    granted(Message, old)
    with clock.at(mail.created_at):
        assert not sees(sonia, mail)
        assert sonia not in who_sees(mail)[-1].people

    assert sees(sonia, mail)
    assert sonia in who_sees(mail)[-1].people


def test_several_reasons_show_a_thing_once(organism, alice, sonia):
    give_role(alice, Role.REFERENT)
    factories.make_member(factories.make_organism(), "contact", user=alice)

    assert Role.REFERENT in User.objects.get(pk=alice.pk).roles
    assert len(type(organism).objects.visible_to(alice).filter(pk=organism.pk)) == 1


def test_a_rule_is_a_value():
    assert Rule("x", is_alice.test) == Rule("x", is_alice.test)
