"""Queries of public pages just after a public write, with one row and with many."""

from datetime import date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import CampaignPage, EventPage, NewsIndexPage, NewsPage
from home.pages.events import AgendaPage
from home.search.registry import SOURCES
from home.site.loading import ensure_site
from labelling.parties.framework.binding import current_framework, current_rules
from portal.cache import public, versions
from portal.core import clock
from tests.factories import make_organism
from tests.home.blocks.body import KINDS, every_block
from tests.home.blocks.factories import make_page
from tests.home.test_page_cache import BY_THEIR_PHOTOGRAPH, READS, VERSION
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice

TEN = (
    "text", "picture", "figures", "steps", "map", "organisms", "practices", "events", "accordion", "call",
)  # fmt: skip
COSTS = {  # queries of each page, made whole: that of the version, the frame’s, the charter’s and its own
    "/": 15,
    "/campagne-d-hiver/": 14,
    "/seize-blocs/": 15,
    "/le-label/": 7,
    "/actualites/": 9,
    "/agenda/": 10,
    "/annuaire/": 7,
    "/annuaire/?q=office": 8,
    "/annuaire/?tri=-logements": 7,
    "/annuaire/?carte=departements": 7,
    "/annuaire/chiffres/": 6,
    "/observatoire/": 9,
    "/annuaire.csv": 3,
}


def furnish(number):
    """One more of everything that public pages list."""
    organism = make_organism(f"Office {number:02}", region="53", homes=1_000 * (number + 1))
    make_label(organism)
    make_practice(organism, "published", title=f"Pratique {number}")
    now = clock.now()
    event = EventPage(
        title=f"Rendez-vous {number}", starts_at=now + timedelta(3), ends_at=now + timedelta(3)
    )
    AgendaPage.objects.get().add_child(instance=event)
    NewsIndexPage.objects.get().add_child(
        instance=NewsPage(title=f"Nouvelle {number}", date=clock.today())
    )


def cold(path):
    """The queries of the page made whole, nothing of it being cached."""
    versions.bump()
    public.forget()
    with CaptureQueriesContext(connection) as queries:
        answer = Client().get(path)
        assert (answer.status_code, len(answer.getvalue()) > 100) == (200, True), path
    return len(queries)


def test_public_pages_cost_the_same_queries_however_much_there_is_to_tell(transactional_db):
    """With nothing cached, for one organism and for thirteen."""
    home = ensure_site()
    blocks = every_block(home)
    ten = [block for block in blocks if block[0] in TEN]
    days = {"starts_on": date(2026, 1, 1), "ends_on": date(2027, 1, 1)}
    page = CampaignPage(title="Campagne d’hiver", slug="campagne-d-hiver", body=ten, **days)
    home.add_child(instance=page)
    make_page(home, "seize-blocs", blocks)
    furnish(0)
    # a process that runs has read what is published for ever, and cleaned after undone acts
    assert current_rules().plan
    assert current_framework().criteria
    Client().get("/contact/")
    one = {path: cold(path) for path in COSTS}
    for number in range(1, 13):
        furnish(number)

    assert (len(ten), len(blocks)) == (10, KINDS)
    assert one == COSTS
    assert {path: cold(path) for path in COSTS} == COSTS


def test_what_is_kept_is_read_in_watched_tables(transactional_db):
    """Or an old answer would stay in place after its change."""
    ensure_site()
    furnish(0)
    asked = {"things": [(kind,) for kind in SOURCES]}
    told, unwatched = set(), {}
    for read in public.READINGS:
        with CaptureQueriesContext(connection) as queries:
            for args in asked.get(read.__name__, [()]):
                read(*args)
        tables = {table for query in queries for table in READS.findall(query["sql"])} - {VERSION}
        told |= tables
        unwatched[read.__qualname__] = tables - versions.WATCHED - BY_THEIR_PHOTOGRAPH

    assert {name: tables for name, tables in unwatched.items() if tables} == {}
    assert {
        "labelling_organism",
        "home_searchentry",
        "home_siteframe",
        "observatory_goodpractice",
    } <= told
