"""Fixtures: a person with a password, a privileged one, and a sign-in as a browser does it."""

import pytest
from django.urls import reverse

from portal.models import Role
from tests.factories import make_user

PASSWORD = "trois chats dorment dehors"


@pytest.fixture
def lea(db):
    """No role: a password is enough."""
    return make_user("Léa", "Morvan", email="lea.morvan@test.example", password=PASSWORD)


@pytest.fixture
def nour(db):
    """The référent: must have a second factor."""
    return make_user(
        "Nour", "Adam", email="nour.adam@test.example", password=PASSWORD, roles=[Role.REFERENT]
    )


@pytest.fixture
def sign_in(client):
    def post(email, password=PASSWORD, browser=client, **more):
        return browser.post(
            reverse("account_login"), {"login": email, "password": password}, **more
        )

    return post


def is_signed_in(client):
    return "_auth_user_id" in client.session
