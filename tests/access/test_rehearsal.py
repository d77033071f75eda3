"""Rehearsal: a second installation, closed to strangers, that says so on each page and from which nothing leaves."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.template.loader import get_template
from django.test import Client, RequestFactory

from observatory.search_page import exports
from observatory.sheet import printing
from portal.core import clock
from portal.documents import pdf
from portal.mail_desk import listing
from portal.web import errors
from tests.access.people import browser
from tests.observatory.factories import make_practice

ROOT = Path(project.BASE_DIR)
SAID = "Répétition"
PUBLIC = (
    "/",
    "/annuaire/",
    "/verifier/",
    "/verifier/QH-2027-0001/",
    "/le-label/",
    "/api/v1/labels",
)
KINDS = (
    "/",
    "/annuaire/",
    "/verifier/",
    "/verifier/QH-2027-0001/",
    "/introuvable/",
    "/espace/",
    "/compte/",
)
ENVIRONMENT = {
    "PORTAL_PROFILE": "rehearsal",
    "SECRET_KEY": "kP3v-9xQz_7LmW2sRt8YbN4cJdF6gHhA5eUuVoXi0ZqTyBnMw1",
    "ALLOWED_HOSTS": "repetition.example",
    "PORTAL_ADDRESS": "https://repetition.example",
    "DATABASE_URL": "postgres://portail:x@127.0.0.1:9/portail",
    "REDIS_URL": "redis://127.0.0.1:9/0",
    "MAIL_URL": "smtp://courrier.example:25",
    "ANTIVIRUS_URL": "tcp://127.0.0.1:9",
    "SEARCH_URL": "https://cluster.example:9200/observatoire",
    "MAIL_INBOX": "/var/mail/portail",
    "REPLY_DOMAIN": "example.org",
    "TRUSTED_PROXIES": "1",
}


@pytest.fixture
def rehearsal(settings, tmp_path):
    settings.IS_REHEARSAL = True
    settings.PORTAL_CLOCK = str(tmp_path / "clock")
    settings.MAIL_ROOT = tmp_path / "mail"
    return settings


def started(tmp_path, *words, **more):
    """A command of a rehearsal that has the very settings of a production machine."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    env = (
        kept
        | ENVIRONMENT
        | {"PORTAL_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    )
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=env | more,
        check=False,
        capture_output=True,
        text=True,
    )


def test_a_rehearsal_has_the_strictness_of_production_and_sends_nothing(tmp_path):
    checked = started(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    told = (
        "import json; from django.conf import settings as s; print(json.dumps([s.MAILERS['default']['BACKEND'], "
        "s.SEARCH_URL, s.MAIL_INBOX, s.REPLY_DOMAIN, s.TLS_CERTIFICATE, s.SECURE_SSL_REDIRECT, s.DEMO_DOORS, "
        "s.SESSION_COOKIE_SECURE]))"
    )
    said = started(tmp_path, "-c", told)

    assert (checked.returncode, checked.stderr) == (0, checked.stderr)
    assert json.loads(said.stdout) == [
        "portal.notifications.backends.EmlBackend", "", "", "", "", True, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize("words", [("manage.py", "check"), ("-c", "import portal.wsgi")])
def test_a_rehearsal_with_the_key_of_the_seal_does_not_start(tmp_path, words):
    done = started(tmp_path, *words, SEAL_KEY="/etc/portail/sceau.p12")

    assert done.returncode != 0
    assert "portal.E018" in done.stderr


@pytest.mark.parametrize("words", [("manage.py", "check"), ("-c", "import portal.wsgi")])
def test_production_refuses_another_clock_in_commands_and_in_the_web(tmp_path, words):
    done = started(
        tmp_path,
        *words,
        PORTAL_PROFILE="production",
        PORTAL_CLOCK="2031-01-01",
        SEARCH_URL="",
        MAIL_INBOX="",
    )

    assert done.returncode != 0
    assert "portal.E009" in done.stderr


@pytest.mark.django_db
def test_strangers_find_the_door_whatever_they_ask(world, rehearsal):
    guest = Client()
    found = {
        path: guest.get(path)
        for path in (*PUBLIC, "/introuvable/", "/espace/", "/cms/", "/sitemap.xml")
    }
    posted = guest.post("/contact/ecrire/", {"text": "bonjour"})

    assert {one.status_code for one in (*found.values(), posted)} == {302}
    assert {one["Location"].partition("?")[0] for one in found.values()} == {"/compte/connexion/"}
    assert {one["X-Robots-Tag"] for one in found.values()} == {"noindex, nofollow"}
    assert guest.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    assert guest.get("/sante/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["alice", "sonia", "tech"])
def test_each_kind_of_page_says_rehearsal(world, rehearsal, who):
    reader = browser(world.people[who])
    silent = {path for path in KINDS if SAID not in reader.get(path, follow=True).text}

    assert silent == set()


@pytest.mark.django_db
def test_the_door_the_services_and_the_errors_say_rehearsal(world, rehearsal):
    guest = Client()
    pages = [guest.get(path).text for path in ("/compte/connexion/", "/compte/oublie/")]
    pages.append(guest.get("/sante/services/", headers={"accept": "text/html"}).text)
    request = RequestFactory().get("/espace/")
    pages += [errors._marked(page) for page in (errors.BARE, errors.AWAY)]
    pages += [answer.text for answer in (errors.broken(request), errors.not_found(request))]

    assert [SAID in page for page in pages] == [True] * len(pages)


@pytest.mark.django_db
def test_elsewhere_nothing_is_closed_nor_says_rehearsal(world):
    """The control."""
    answer = browser().get("/verifier/")

    assert (answer.status_code, SAID in answer.text) == (200, False)
    assert "X-Robots-Tag" not in answer


def test_each_pdf_says_rehearsal():
    """Each sheet stands on one that draws the band; charts are drawn into a sheet, figures are a part of one."""
    sheets = sorted((ROOT / "templates").rglob("*.pdf.html"))
    bases = ('extends "portal/document.pdf.html"', 'extends "labelling/committee/minutes.pdf.html"')
    band = '{% include "portal/rehearsal.pdf.html" %}'
    without = {
        path.name
        for path in sheets
        if band not in (text := path.read_text()) and not any(base in text for base in bases)
    }
    drawn = get_template("portal/document.pdf.html")

    assert without == {"charts.pdf.html", "figures.pdf.html", "rehearsal.pdf.html"}
    assert SAID in drawn.render({"is_rehearsal": True})
    assert SAID not in drawn.render({"is_rehearsal": False})


@pytest.mark.django_db
def test_a_pdf_of_a_rehearsal_bears_its_band_on_each_page(world, rehearsal):
    import pypdfium2  # noqa: PLC0415 -- dear

    practice = make_practice(world.other, "published")
    made = (
        pdf.render("portal/document.pdf.html", {}, title="Essai"),
        printing.sheet(practice),
        exports.document([practice], ""),
    )
    pages = [page for one in made for page in pypdfium2.PdfDocument(one)]

    assert {SAID in page.get_textpage().get_text_range() for page in pages} == {True}


def rehearse(*words):
    said = StringIO()
    call_command("rehearse", *words, stdout=said)
    return said.getvalue()


@pytest.fixture
def unpinned():
    """The suite's own instant comes before any clock."""
    token = clock._replayed.set(None)
    yield
    clock._replayed.reset(token)


@pytest.mark.django_db
def test_the_clock_of_a_rehearsal_moves_forward_and_goes_on(unpinned, rehearsal):
    before = clock.now()
    rehearse("--days", "30")
    later = clock.now()
    rehearse("--to", f"{(later + timedelta(days=300)).astimezone(clock.PARIS):%Y-%m-%d}")

    assert timedelta(days=30) <= later - before < timedelta(days=30, minutes=5)
    assert clock.today() == (later + timedelta(days=300)).astimezone(clock.PARIS).date()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--days", "0"), "vers l’avant"),
        (("--days", "-3"), "vers l’avant"),
        (("--to", "2001-01-01"), "vers l’avant"),
        (("--to", "demain"), "n’est pas un jour"),
        (("--mails", "personne@example.org"), "Aucun courriel"),
    ],
)
def test_a_rehearsal_refuses_in_a_sentence(rehearsal, words, sentence):
    with pytest.raises(CommandError, match=sentence):
        rehearse(*words)
    assert not Path(rehearsal.PORTAL_CLOCK).exists()


def test_no_other_profile_moves_its_clock(settings, tmp_path):
    settings.PORTAL_CLOCK = str(tmp_path / "clock")
    with pytest.raises(CommandError, match="que dans une répétition"):
        rehearse("--days", "1")
    assert not (tmp_path / "clock").exists()


def test_the_mail_desk_says_that_nothing_left(rehearsal):
    assert listing.states()["envoye"] == "non envoyé (répétition)"
    rehearsal.IS_REHEARSAL = False
    assert listing.states() == listing.STATES
