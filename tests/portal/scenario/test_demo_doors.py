"""Demonstration sign-in: one click, invented people only, nowhere else."""

import importlib
from io import StringIO

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.test import Client
from django.urls import clear_url_caches, include, path

import portal.urls
from portal.models import Persona, Role
from portal.scenario import demonstration as demo_doors
from tests.factories import make_user

with_doors = pytest.mark.urls("tests.portal.scenario.test_demo_doors")
urlpatterns = [path("demo/", include(demo_doors.urlpatterns)), *portal.urls.urlpatterns]


@pytest.fixture
def demonstration(settings, tmp_path):
    settings.PORTAL_PROFILE = "demonstration"
    settings.IS_DEMO = settings.DEMO_DOORS = True
    settings.MAIL_ROOT = tmp_path
    settings.MAILERS = {
        "default": {
            "BACKEND": "portal.notifications.backends.EmlBackend",
            "OPTIONS": {"folder": str(tmp_path)},
        }
    }


@pytest.fixture
def sonia(db):
    user = make_user("Sonia", "Vasseur", roles=[Role.REFERENT], is_demo=True)
    Persona.objects.create(user=user, name="sonia", title="Référente label")
    return user


@with_doors
def test_one_click_and_no_second_factor(client, demonstration, sonia):
    page = client.get("/demo/").content.decode()
    assert "Sonia Vasseur" in page
    assert "Référente label" in page

    response = client.post("/demo/entrer/sonia/")

    assert response.headers["Location"] == "/espace/"
    assert client.get("/compte/").status_code == 200
    assert client.session["_auth_user_id"] == str(sonia.pk)


@with_doors
def test_entering_as_another_leaves_nothing_of_the_first(client, demonstration, sonia):
    bob = make_user("Bob", "Bernier", is_demo=True)
    Persona.objects.create(user=bob, name="bob", title="Signataire")
    client.post("/demo/entrer/sonia/")
    session = client.session
    session["left"] = "behind"
    session.save()
    former = session.session_key

    client.post("/demo/entrer/bob/")

    assert client.session["_auth_user_id"] == str(bob.pk)
    assert "left" not in client.session
    assert client.session.session_key != former


@with_doors
def test_a_link_does_not_enter(client, demonstration, sonia):
    assert client.get("/demo/entrer/sonia/").status_code == 405


@with_doors
def test_another_site_does_not_enter(demonstration, sonia):
    assert Client(enforce_csrf_checks=True).post("/demo/entrer/sonia/").status_code == 403


@with_doors
@pytest.mark.parametrize("change", [{"is_demo": False}, {"is_active": False}])
def test_only_invented_people_whose_account_is_open(client, demonstration, sonia, change):
    type(sonia).objects.filter(pk=sonia.pk).update(**change)

    assert "Sonia" not in client.get("/demo/").content.decode()
    assert client.post("/demo/entrer/sonia/").status_code == 404
    assert client.post("/demo/entrer/personne/").status_code == 404


@with_doors
def test_mails_are_listed_newest_first_and_shown_as_text(client, demonstration, db):
    for n in range(32):
        EmailMessage(
            f"Objet {n}",
            f"<script>alert({n})</script>\nhttp://127.0.0.1:8000/espace/",
            to=["a@b.example"],
        ).send()
    page = client.get("/demo/courriels/").content.decode()
    assert page.index("Objet 31") < page.index("Objet 2<")
    assert "Objet 1<" not in page
    assert "Objet 1<" in client.get("/demo/courriels/?page=2").content.decode()

    address = page.split('href="/demo/courriels/')[1].split('"')[0]
    mail = client.get(f"/demo/courriels/{address}").content.decode()
    assert "&lt;script&gt;alert(31)&lt;/script&gt;" in mail
    assert "<script>alert" not in mail
    assert 'href="http://127.0.0.1:8000/espace/"' in mail


@with_doors
def test_an_html_message_shows_no_html(client, demonstration, db):
    message = EmailMessage("Objet", "<b>gras</b>", to=["a@b.example"])
    message.content_subtype = "html"
    message.send()
    address = (
        client.get("/demo/courriels/")
        .content.decode()
        .split('href="/demo/courriels/')[1]
        .split('"')[0]
    )

    assert "<b>gras" not in client.get(f"/demo/courriels/{address}").content.decode()


@with_doors
@pytest.mark.parametrize("identifier", ["rien", "00000000000000000000-00000000"])
def test_an_unknown_mail_is_not_found(client, demonstration, db, identifier):
    assert client.get(f"/demo/courriels/{identifier}/").status_code == 404


@with_doors
def test_pages_of_the_demonstration_stay_in_no_cache(client, demonstration, db):
    assert client.get("/demo/").headers["Cache-Control"] == "private, no-store"


@with_doors
@pytest.mark.parametrize(
    "address", ["/demo/", "/demo/courriels/", "/demo/courriels/x/", "/demo/entrer/sonia/"]
)
def test_the_views_close_themselves_with_another_profile(client, sonia, address):
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


@pytest.mark.parametrize("address", ["/demo/", "/demo/courriels/", "/demo/entrer/sonia/"])
def test_the_addresses_do_not_exist_with_another_profile(client, sonia, address):
    assert client.get(address).status_code == 404


def test_the_addresses_exist_in_the_demonstration(settings):
    settings.DEMO_DOORS = True
    try:
        patterns = [str(p.pattern) for p in importlib.reload(portal.urls).urlpatterns]
    finally:
        settings.DEMO_DOORS = False
        importlib.reload(portal.urls)
        clear_url_caches()

    assert "demo/" in patterns


def test_the_command_prints_who_and_where(settings, sonia):
    settings.DEMO_DOORS = True
    out = StringIO()
    call_command("personas", stdout=out)

    last = out.getvalue().splitlines()[-1]
    assert last.split("  ")[0] == "Référente label"
    assert last.endswith("http://127.0.0.1:8000/demo/")
    assert sonia.email in last
