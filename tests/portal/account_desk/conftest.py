"""Fixtures: the two offices of the desk of accounts, and a browser for each person."""

import pytest
from django.test import Client

from portal.models import Role
from portal.web.once import new_key
from tests.factories import make_user

REGISTER = "/espace/fonctions/"
PASSWORD = "trois chats dorment dehors"
WHY = "Elle prend ce travail à partir de lundi."


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
