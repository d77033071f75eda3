"""Fixtures: a person with a password, a privileged one, a sign-in as a browser does it, an invitation sent."""

import pytest
from django.urls import reverse

from portal.access.roles import give_role
from portal.accounts import invitations, kinds
from portal.models import Role
from tests.factories import make_user

PASSWORD = "trois chats dorment dehors"
NEW = {"first_name": "Inès", "last_name": "Roux", "password": "trois chats dorment dehors"}
HERE = "/compte/invitation/"


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


def accept(client, invitation, fields=NEW):
    """Follow the link of the mail, then send the form of the page it leads to."""
    client.get(invitation.get_absolute_url())
    return client.post(HERE, fields)


def shown(client, invitation):
    return client.get(invitation.get_absolute_url(), follow=True)


@pytest.fixture
def purposes(monkeypatch):
    """Two reasons to invite, and no other."""
    monkeypatch.setattr(kinds, "PURPOSES", {})
    monkeypatch.setattr(invitations, "PURPOSES", kinds.PURPOSES)
    invitations.register_purpose(
        "test.dpo",
        lambda invitation, user: give_role(user, Role.DPO),
        lambda invitation: f"veiller sur {invitation.data['what']}",
        second_factor="dès votre première visite",
    )
    invitations.register_purpose(
        "test.reader", lambda invitation, user: None, lambda invitation: "lire les pages"
    )


@pytest.fixture
def sent(lea, purposes, mailoutbox):
    return invitations.invite("Ines@Test.example ", by=lea, purpose="test.reader")
