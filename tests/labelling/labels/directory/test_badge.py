"""Live badge: today's status on another site, at the very second of the reading."""

from datetime import date, datetime
from html import unescape
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core import clock
from tests.factories import make_dossier, make_organism
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
TEXT = "{http://www.w3.org/2000/svg}text"
IN_FORCE, GREY = "#0e4b5b", "#eae8e2"


def plain(text):
    return text.replace("\u00a0", " ")


def shown(client, slug):
    """(what is written, ground) of the picture."""
    picture = client.get(f"/badge/{slug}.svg").content.decode()
    drawing = ElementTree.fromstring(picture)
    grounds = [ground for ground in (IN_FORCE, GREY) if f'fill="{ground}"' in picture]
    return plain([text.text for text in drawing.iter(TEXT)][1]), *grounds


@pytest.mark.parametrize(
    ("state", "fields", "said"),
    [
        ("active", {}, ("En vigueur jusqu’au 31 décembre 2027", IN_FORCE)),
        ("extended", {}, ("En vigueur jusqu’au 31 décembre 2027", IN_FORCE)),
        ("active", {"end_on": date(2026, 11, 23)}, ("Échu depuis le 23 novembre 2026", GREY)),
        ("suspended", {}, ("Aucun label en vigueur", GREY)),
        ("withdrawn", {"ended_on": date(2026, 11, 24)}, ("Aucun label en vigueur", GREY)),
        ("renounced", {"ended_on": date(2026, 11, 24)}, ("Aucun label en vigueur", GREY)),
    ],
)
def test_the_badge_tells_the_status_of_today_and_no_withdrawal(client, state, fields, said):
    """BR-70: what the directory does not say, the badge does not."""
    make_label(make_organism(slug="valmeyre"), state=state, **fields)

    assert shown(client, "valmeyre") == said


def test_the_badge_turns_grey_at_midnight_with_every_job_stopped(client):
    make_label(make_organism(slug="valmeyre"), start_on=date(2023, 7, 1), end_on=date(2026, 6, 30))

    with clock.at(datetime(2026, 6, 30, 23, 59, 59)):
        last = shown(client, "valmeyre")
        kept = client.get("/badge/valmeyre.svg")["Cache-Control"]
    with clock.at(datetime(2026, 7, 1)):
        first = shown(client, "valmeyre")

    assert last == ("En vigueur jusqu’au 30 juin 2026", IN_FORCE)
    assert kept == "public, max-age=1"
    assert first == ("Échu depuis le 30 juin 2026", GREY)


def test_a_renewed_organism_shows_its_new_label(client):
    organism = make_organism(slug="valmeyre")
    make_label(organism, state="superseded", start_on=date(2022, 1, 1))
    make_label(organism)
    make_label(organism, state="pending", start_on=date(2028, 1, 1))

    assert shown(client, "valmeyre") == ("En vigueur jusqu’au 31 décembre 2027", IN_FORCE)


def test_only_who_held_the_label_has_a_badge(client):
    """BR-70: a candidate and a stranger get the same answer."""
    make_dossier(make_organism(slug="candidat", has_public_consent=True), state="audit")
    make_label(make_organism(slug="demain"), state="pending", start_on=date(2026, 12, 1))
    slugs = ("candidat", "demain", "absent")

    assert [client.get(f"/badge/{slug}.svg").status_code for slug in slugs] == [404] * 3
    assert [client.get(f"/badge/{slug}/").status_code for slug in slugs] == [404] * 3


def test_the_picture_is_for_other_sites_without_cookie_nor_script(client):
    make_label(make_organism("Valmeyre <Habitat>", slug="valmeyre"))
    response = client.get("/badge/valmeyre.svg")
    drawing = ElementTree.fromstring(response.content)
    again = client.get("/badge/valmeyre.svg", headers={"if-none-match": response["ETag"]})

    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Cache-Control"] == "public, max-age=60"
    assert (response.cookies, again.status_code) == ({}, 304)
    assert {one.tag.split("}")[1] for one in drawing.iter()} == {
        "svg", "title", "rect", "path", "g", "text",
    }  # fmt: skip
    assert plain(drawing[0].text) == (
        "Label Quali’Hlm, Valmeyre <Habitat> : en vigueur jusqu’au 31 décembre 2027 "
        "(organisme inventé, démonstration)"
    )


def test_the_page_of_the_badge_gives_what_to_paste_while_the_label_holds(client):
    make_label(make_organism(slug="valmeyre"))
    make_label(make_organism(slug="ancien"), end_on=date(2026, 11, 23))
    paste = '<img src="http://testserver/badge/{}.svg"'

    held = unescape(client.get("/badge/valmeyre/").content.decode())
    over = unescape(client.get("/badge/ancien/").content.decode())

    assert (paste.format("valmeyre") in held, paste.format("ancien") in over) == (True, False)
    assert "Échu depuis le 23 novembre 2026" in plain(over)


@pytest.mark.parametrize("state", ["active", "suspended", "withdrawn"])
def test_who_scans_a_poster_is_led_to_where_the_label_stands(client, state):
    """The code of a poster leads to the badge: « Aucun label en vigueur » alone would not say why."""
    make_label(make_organism(slug="valmeyre"), state=state)
    page = client.get("/badge/valmeyre/").text

    assert 'href="/annuaire/valmeyre/"' in page
    assert client.get("/annuaire/valmeyre/").status_code == 200


def test_a_badge_costs_three_queries_however_long_the_history(client):
    organism = make_organism(slug="valmeyre")
    for year in (2016, 2019, 2022):
        make_label(organism, state="superseded", start_on=date(year, 1, 1))
    make_label(organism)
    with CaptureQueriesContext(connection) as queries:
        client.get("/badge/valmeyre.svg")

    assert len(queries) == 3


def told(client, slug, number):
    """Everything that the public reads of one label: directory, map, its page, open data, badge."""
    page = client.get("/annuaire/")
    return {
        "directory": [entry.organism.slug for entry in page.context["entries"]],
        "map": sum(area["count"] for area in page.context["areas"]),
        "page": client.get(f"/annuaire/{slug}/").context.get("label") is not None,
        "csv": len(client.get("/annuaire.csv").getvalue().decode().splitlines()) - 1,
        "labels": client.get("/api/v1/labels").json()["count"],
        "organisms": client.get("/api/v1/organisms").json()["count"],
        "badge": shown(client, slug)[1],
        "number": client.get(f"/verifier/{number}/").context["answer"].is_held,
    }


HELD = {
    "directory": ["valmeyre"], "map": 1, "page": True, "csv": 1, "labels": 1, "organisms": 1,
    "badge": IN_FORCE, "number": True,
}  # fmt: skip
GONE = {
    "directory": [], "map": 0, "page": False, "csv": 0, "labels": 0, "organisms": 0,
    "badge": GREY, "number": False,
}  # fmt: skip


@pytest.mark.parametrize("state", ["withdrawn", "suspended"])
def test_a_measure_is_seen_at_once_wherever_the_public_reads_the_label(client, state):
    """BR-68, BR-70: no copy to bring up to date, nowhere."""
    label = make_label(make_organism(slug="valmeyre"))
    number = label.attestations.get().number
    before = told(client, "valmeyre", number)
    type(label).objects.filter(pk=label.pk).update(state=state)

    assert (before, told(client, "valmeyre", number)) == (HELD, GONE)


def test_the_page_of_a_labelled_organism_leads_to_its_badge(client):
    make_label(make_organism(slug="valmeyre"))

    assert 'href="/badge/valmeyre/"' in client.get("/annuaire/valmeyre/").content.decode()
