"""Fixtures: the two offices of the desk of accounts, what they propose and confirm, and a browser for each person."""

import re

import pytest
from django.test import Client

from portal.account_desk.actions import propose
from portal.account_desk.kinds import K
from portal.models import Role, User
from portal.web.submissions.once import new_key
from portal.workflow import Refused
from tests.factories import make_user

REGISTER = "/espace/fonctions/"
PASSWORD = "trois chats dorment dehors"
WHY = "Elle prend ce travail à partir de lundi."
NINA = "nina@exemple.fr"  # who has no account


@pytest.fixture
def theo(db):
    """The technical administrator."""
    return make_user("Théo", "Technique", email="theo@exemple.fr", roles=[Role.TECH])


def browser(user):
    """Signed in, past the second factor."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_passed"] = True
    session.save()
    return client


def post(user, address, **fields):
    return browser(user).post(address, fields | {"once": new_key()})


def device_of(user):
    """Signed in by the form, with a password: one of the devices that the account lists."""
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.post("/compte/connexion/", {"login": user.email, "password": PASSWORD})
    return client


def is_out(client):
    """Led to the sign-in page."""
    return client.get("/espace/").headers.get("Location", "").startswith("/compte/connexion/")


def given(by, email, role=Role.DPO):
    return propose(K.GIVE, by=by, role=role, email=email, reason=WHY)


def taken(by, person, role):
    return propose(K.TAKE, by=by, role=role, person=person, reason=WHY)


def codes(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.codes


def confirmed(change, by):
    return change.workflow.fire(change, "confirm", by=by)


def roles_of(person):
    return User.objects.get(pk=person.pk).roles


def words_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split()).replace("\u00a0", " ")
