"""Demonstration sign-in: as each persona alone, and absent with another profile."""

import pytest
from django.urls import reverse

from portal.models import Persona, User
from portal.scenario import demonstration
from tests.access import tables
from tests.access.people import ANONYMOUS, EVERYBODY, browser

pytestmark = pytest.mark.django_db
with_doors = pytest.mark.urls("tests.portal.scenario.test_demo_doors")
EXAMPLE = {"demo_enter": ["alice"], "demo_mail": ["00000000000000000000-00000000"]}
NAMES = [pattern.name for pattern in demonstration.urlpatterns]


@pytest.fixture
def personas(world):
    """Everybody of the world has a door, as in the demonstration."""
    User.objects.filter(pk__in=[user.pk for user in world.people.values()]).update(is_demo=True)
    for name, user in world.people.items():
        Persona.objects.create(name=name, user=user, title=name)
    return world.people


def addresses():
    return [reverse(name, args=EXAMPLE.get(name, [])) for name in NAMES]


@with_doors
@pytest.mark.parametrize("profile", ["production", "test"])
def test_with_another_profile_nobody_finds_a_door(world, personas, settings, profile):
    """BR-07: even if the addresses were there, and whoever asks; a half-set profile opens nothing."""
    before, found = tables.rows(), []
    settings.PORTAL_PROFILE = profile
    for doors, is_demo in ((False, False), (True, False), (False, True)):
        settings.DEMO_DOORS, settings.IS_DEMO = doors, is_demo
        for who in (ANONYMOUS, "alice", "sonia", "tech"):
            for path in addresses():
                for method in ("get", "post", "head"):
                    code = world.ask(who, path, method).status_code
                    found += [] if code == 404 else [f"{code} {method} {path}, for {who}"]

    assert found == []
    assert tables.changes(before) == []


def test_with_another_profile_their_addresses_do_not_exist(world):
    paths = ("/demo/", "/demo/entrer/alice/", "/demo/courriels/", "/demo/courriels/x/")
    answers = [world.ask(ANONYMOUS, path, m).status_code for path in paths for m in ("get", "post")]

    assert answers == [404] * 8


@with_doors
@pytest.mark.parametrize("name", EVERYBODY)
def test_each_door_signs_in_as_its_persona_alone(personas, settings, name):
    settings.DEMO_DOORS = settings.IS_DEMO = True
    visitor = browser(personas["alice" if name != "alice" else "bob"])  # somebody was there before
    former = visitor.session.session_key

    entered = visitor.post(reverse("demo_enter", args=[name]))
    page = visitor.get("/compte/").content.decode()

    assert (entered.status_code, entered["Location"]) == (302, "/espace/")
    assert visitor.session["_auth_user_id"] == str(personas[name].pk)
    assert visitor.session.session_key != former
    assert {n for n, user in personas.items() if user.email in page} == {name}


@with_doors
def test_the_page_of_the_doors_lists_each_persona_once(world, personas, settings):
    settings.DEMO_DOORS = settings.IS_DEMO = True
    page = browser().get(reverse("demo_doors")).content.decode()

    doors = {
        name: page.count(f'action="{reverse("demo_enter", args=[name])}"') for name in personas
    }
    assert doors == dict.fromkeys(personas, 1)
