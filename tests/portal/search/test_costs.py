"""Query counts of the members' search page: one statement for all kinds of things, a few for what has its own index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.site.loading import ensure_site
from portal.core import clock
from portal.notifications.models import Message
from tests import factories
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
S = Message.State
MOST = 25  # one for each kind that may answer
TITLES = 9  # of what one sees, read to propose another word


def make_mail(person, thing):
    Message.objects.create(
        event_key=f"essai:{thing._meta.label_lower}:{thing.pk}", notice="dossier.submitted", person=person,
        template="labelling/dossiers/mail/submitted.txt", thing_type=thing._meta.label_lower,
        thing_id=thing.pk, state=S.SENT, sent_at=clock.now(), subject="La pergola",
    )  # fmt: skip


def test_the_search_page_costs_as_many_queries_as_it_may_whatever_it_finds(
    organism, alice, signed_in
):
    ensure_site()
    dossier, client = factories.make_dossier(organism), signed_in(alice)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/espace/recherche/?q=pergola").text
        return len(queries), page.count('class="result"')

    cost()
    nothing, none = cost()
    make_practice(organism, title="Pergola", state="published")
    make_practice(organism, title="Pergola", state="draft")
    make_mail(alice, dossier)
    cost()  # what a process reads once of published rules, and reads again when it has met many of them
    some, few = cost()
    for _ in range(3):
        make_practice(organism, title="Pergola", state="published")
    for kind in ("renewal", "verification"):
        make_mail(alice, factories.make_dossier(organism, dossier_type=kind))
    many, more = cost()

    assert (none, few, more) == (0, 3, 8)
    assert some == many <= MOST
    assert nothing <= MOST + TITLES
