"""Idempotent submission: a replayed POST has one effect, and leads where the first one led (G25b)."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from portal.models import OnceKey, User
from portal.web.submissions import once
from portal.web.submissions.once import new_key

pytestmark = pytest.mark.django_db


def rename(request, name):
    """Adds a letter to a name each time it really runs."""
    request.user.first_name += name
    request.user.save()
    return HttpResponseRedirect(f"/espace/{len(request.user.first_name)}/")


def refuse(request):
    return HttpResponse("Il manque une pièce.", status=422)


def post(user, key=None):
    request = RequestFactory().post("/", {} if key is None else {"once": key})
    request.user = User.objects.get(pk=user.pk) if user.pk else user
    return request


def test_a_post_replayed_three_times_has_one_effect(alice):
    key = new_key()

    answers = [once.run(rename, post(alice, key), "x") for _ in range(4)]

    assert [answer["Location"] for answer in answers] == ["/espace/6/"] * 4
    alice.refresh_from_db()
    assert alice.first_name == "Alicex"


def test_two_keys_are_two_effects(alice):
    for _ in range(2):
        once.run(rename, post(alice, new_key()), "x")

    alice.refresh_from_db()
    assert alice.first_name == "Alicexx"


def test_the_same_key_of_two_people_is_two_effects(alice, sonia):
    key = new_key()

    answers = [once.run(rename, post(user, key), "x").status_code for user in (alice, sonia)]

    assert answers == [302, 302]
    assert OnceKey.objects.count() == 2


def test_a_refused_form_keeps_no_key_and_may_be_sent_again(alice):
    key = new_key()
    assert once.run(refuse, post(alice, key)).status_code == 422

    once.run(rename, post(alice, key), "x")

    alice.refresh_from_db()
    assert alice.first_name == "Alicex"


def test_who_signs_out_is_led_where_they_were_and_signs_out_once(alice):
    def sign_out(request):
        request.user = AnonymousUser()
        return HttpResponseRedirect("/")

    answer = once.run(sign_out, post(alice, new_key()))

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert OnceKey.objects.get().location == "/"


def test_a_view_that_fails_keeps_no_key_and_no_effect(alice):
    def fail(request):
        request.user.first_name = "Perdue"
        request.user.save()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        once.run(fail, post(alice, new_key()))

    alice.refresh_from_db()
    assert (alice.first_name, OnceKey.objects.count()) == ("Alice", 0)


def test_an_integrity_error_of_the_view_is_not_taken_for_a_replay(alice):
    def collide(request):
        User.objects.create_user(alice.email, None, first_name="A", last_name="B")

    with pytest.raises(IntegrityError):
        once.run(collide, post(alice, new_key()))


@pytest.mark.parametrize("key", [None, "", "not a key", "0" * 40])
def test_without_a_good_key_each_post_has_its_effect(alice, key):
    for _ in range(2):
        once.run(rename, post(alice, key), "x")

    alice.refresh_from_db()
    assert alice.first_name == "Alicexx"


def test_a_get_and_an_anonymous_post_are_let_through(alice):
    request = RequestFactory().get("/", {"once": str(uuid4())})
    request.user = alice

    assert once.run(refuse, request).status_code == 422
    assert once.run(refuse, post(AnonymousUser(), new_key())).status_code == 422
    assert OnceKey.objects.count() == 0
