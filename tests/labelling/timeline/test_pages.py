"""Pages of the timeline: its line, filters and words, the next dates on the page of the organism, their cost."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.steering.timeline.dates import next_dates
from portal.core.read_once import reading_once
from tests.factories import make_dossier, make_organism
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import past_mission
from tests.labelling.labels.factories import make_decision, make_label
from tests.labelling.timeline.factories import announce, plain
from tests.page_costs import queries

pytestmark = pytest.mark.django_db
ORGANISM = "/espace/organismes/valmeyre-habitat/"
PAGE = f"{ORGANISM}chronologie/"


def text(answer):
    assert answer.status_code == 200
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]
    return " ".join(plain(re.sub(r"<[^>]+>", " ", main)).split())


def test_the_line_has_its_years_its_lists_its_times_and_today(signed_in, organism, alice):
    make_label(organism, start_on=date(2025, 1, 1), end_on=date(2027, 12, 31))

    page = signed_in(alice).get(PAGE).content.decode()

    assert re.findall(r'<h2 id="([^"]+)"', page)[:4] == [
        "annee-2025",
        "annee-2026",
        "aujourdhui",
        "a-venir-2027",
    ]
    assert '<a href="#aujourdhui">' in page
    assert '<ol class="timeline">' in page
    assert '<time datetime="2027-06-30">' in page


def test_a_filter_keeps_a_kind_and_what_is_supposed(signed_in, organism, alice):
    label = make_label(organism, start_on=date(2025, 1, 1), end_on=date(2027, 12, 31))
    asked = {"nature": "label", "decale": f"{label.reference}.audit", "semaines": "2"}

    page = signed_in(alice).get(PAGE, asked).content.decode()

    assert set(re.findall(r'data-kind="([a-z]+)"', page)) - {"second"} == {"label"}
    assert f"nature=audit&amp;decale={label.reference}.audit&amp;semaines=2" in page


def test_an_unknown_filter_is_none(signed_in, organism, alice):
    make_label(organism)

    assert "Début du label" in text(signed_in(alice).get(PAGE, {"nature": "rien"}))


def test_an_organism_without_anything_is_told_its_first_date_and_who_acts(
    signed_in, organism, alice
):
    assert (
        "La première date sera celle du dépôt du dossier : une personne signataire de l’organisme le dépose"
    ) in text(signed_in(alice).get(PAGE))


def test_the_page_of_the_organism_leads_to_it_with_the_next_dates(signed_in, organism, alice):
    make_label(organism, start_on=date(2025, 1, 1), end_on=date(2027, 12, 31))

    found = signed_in(alice).get(ORGANISM)

    assert f'href="{PAGE}"' in found.content.decode()
    assert "30 juin 2027 Dépôt du dossier de renouvellement, au plus tard" in text(found)


def test_a_label_taken_back_or_over_leaves_the_page_of_the_organism_whole(
    signed_in, organism, sonia
):
    make_label(organism, state="withdrawn", ended_on=date(2026, 5, 4))

    assert "Sans date Dépôt du dossier" in text(signed_in(sonia).get(ORGANISM))


def fill(organism, auditor, many):
    """Past cycles, each with its audits, its session and its title, then one that runs."""
    for rank in range(many):
        start = date(2026 - 3 * (many - rank), 1, 1)
        make_label(
            organism, state="superseded", start_on=start, ended_on=date(start.year + 3, 1, 1)
        )
        dossier = make_dossier(organism, state="refused", decided_on=start, dossier_type="mention")
        past_mission(dossier, auditor, 400 + rank)
        make_decision(dossier=dossier, option="refuse", decided_on=start)
    make_label(organism, start_on=date(2025, 1, 1), end_on=date(2027, 12, 31))
    make_dossier(organism, dossier_type="renewal", state="preparation")
    announce(date(2027, 1, 20))


@pytest.mark.parametrize("page", [PAGE, ORGANISM, f"{ORGANISM}chronologie.ics"])
def test_a_page_costs_as_many_queries_with_one_cycle_as_with_many(signed_in, organism, sonia, page):
    auditor = make_accreditation(state="active").auditor
    fill(organism, auditor, 1)
    one = queries(signed_in(sonia), page)
    organism.labels.update(state="superseded")
    organism.dossiers.update(state="discontinued")

    fill(organism, auditor, 3)

    many = queries(signed_in(sonia), page)
    assert (one, many <= 27) == (many, True)


def test_the_next_dates_of_many_organisms_cost_as_many_queries_as_those_of_one(sonia):
    auditor = make_accreditation(state="active").auditor
    organisms = [make_organism() for _ in range(4)]
    for one in organisms:
        fill(one, auditor, 1)
    next_dates(sonia, organisms)

    def cost(some):
        with reading_once(is_report=False), CaptureQueriesContext(connection) as seen:
            next_dates(sonia, some)
        return len(seen)

    assert (cost(organisms[:1]), cost(organisms)) == (5, 5)
