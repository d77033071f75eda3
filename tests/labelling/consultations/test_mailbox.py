"""Mailbox of an association that represents tenants of several organisms: one page, opened by the mailbox alone."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.parties.bodies import actions as keeping
from labelling.path.consultations import actions
from labelling.path.consultations.keys import actions as keys
from labelling.path.consultations.models import Consultation
from labelling.path.consultations.public_views import SENT, TOO_MANY_MAILS
from portal.core import clock
from portal.models import Message
from tests.factories import make_member, make_organism
from tests.labelling.bodies.test_acts import FACTS, REACH
from tests.labelling.dossiers.factories import make_dossier

pytestmark = pytest.mark.django_db
FORM, ALL, OWN = "/locataires/courrier/", "/locataires/toutes/", "/locataires/avis/"
NOTICE = "consultation.mailbox"


def ask_another(sonia, number=2, **reach):
    """The same mailbox is asked by another organism."""
    organism = make_organism(f"Organisme {number}", slug=f"organisme-{number}")
    by = make_member(organism, "signatory", email=f"signe{number}@example.org")
    body = keeping.add_body(organism, FACTS, by=by)
    contact = keeping.add_contact(body, REACH | reach, by=by)
    body = keeping.verify(body, [contact.pk], by=sonia)
    return actions.ask(make_dossier(organism), [body], by=by)[0]


def opened(client, key):
    return client.get(key.mailbox_url, follow=True)


def names(page):
    return [str(key.consultation.dossier.organism) for key in page.context["keys"]]


def test_one_page_shows_what_each_organism_asks(client, key, sonia):
    another = ask_another(sonia)
    page = opened(client, key)
    assert (page.redirect_chain, names(page)) == (
        [(ALL, 302)],
        ["Organisme 2", "Valmeyre Habitat"],
    )
    assert page["X-Robots-Tag"] == "noindex"

    page = client.get(f"{ALL}{another.keys.get().pk}/", follow=True)

    assert (page.redirect_chain, page.context["one"]) == ([(OWN, 302)], another)


def test_what_is_answered_comes_after_what_is_waited_for(client, key, consultation, sonia):
    ask_another(sonia)
    Consultation.objects.exclude(pk=consultation.pk).update(state="confirmed")
    assert names(opened(client, key)) == ["Valmeyre Habitat", "Organisme 2"]


def test_a_key_of_one_body_lists_and_opens_nothing_of_another(client, key, sonia):
    another = ask_another(sonia)
    client.get(key.path)
    assert client.get(ALL).url == FORM
    assert client.get(f"{ALL}{another.keys.get().pk}/").url == FORM
    assert client.get(OWN).context["one"] == key.consultation


def test_another_mailbox_is_neither_listed_nor_opened(client, key, sonia):
    another = ask_another(sonia, email="autre@example.org")
    assert names(opened(client, key)) == ["Valmeyre Habitat"]
    assert client.get(f"{ALL}{another.keys.get().pk}/").status_code == 404


@pytest.mark.parametrize("why", ["left", "revoked"])
def test_the_mailbox_of_who_left_opens_nothing(client, key, contact, sonia, why):
    opened(client, key)
    if why == "left":
        contact.left_on = clock.today()
        contact.save()
    else:
        keys.revoke(key, by=sonia)
    assert client.get(ALL).url == FORM
    assert client.get(key.mailbox_url).status_code == 404


def test_a_code_is_in_no_mailbox(client, key, sonia):
    another = ask_another(sonia, postal="1 rue des Lilas")
    keys.renew(another, another.body.contacts.get(), by=sonia, kind="code")
    assert names(opened(client, key)) == ["Valmeyre Habitat"]


def test_the_link_ends_after_seven_days(client, key):
    url = key.mailbox_url
    with time_machine.travel(clock.now() + timedelta(days=7, seconds=-60)):
        assert client.get(url).status_code == 302
    with time_machine.travel(clock.now() + timedelta(days=7, seconds=60)):
        assert (client.get(url).status_code, client.get(f"{url}x").status_code) == (404, 404)


@pytest.mark.parametrize(
    ("typed", "sent"), [("Tilleuls@example.org", 1), ("inconnue@example.org", 0)]
)
def test_the_same_is_said_of_an_address_that_is_asked_nothing(client, key, typed, sent):
    cache.clear()
    for _ in range(2):
        page = client.post(FORM, {"email": typed}, follow=True)
        assert [str(one) for one in page.context["messages"]] == [SENT]
    assert Message.objects.filter(notice=NOTICE).count() == sent


def test_a_bad_address_is_said_and_kept(client, db):
    page = client.post(FORM, {"email": "tilleuls"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["email"])
    assert 'value="tilleuls"' in page.content.decode()


def test_the_eleventh_message_of_an_hour_waits(client, key):
    cache.clear()
    for _ in range(10):
        client.post(FORM, {"email": "inconnue@example.org"})
    page = client.post(FORM, {"email": "tilleuls@example.org"})
    assert page.context["form"].non_field_errors() == [TOO_MANY_MAILS]
    assert not Message.objects.filter(notice=NOTICE).exists()


def test_to_close_the_page_closes_the_mailbox(client, key):
    opened(client, key)
    client.post(f"{OWN}quitter/")
    assert client.get(ALL).url == FORM


def test_one_organism_or_four_take_the_same_queries(client, key, sonia, django_assert_num_queries):
    opened(client, key)
    with CaptureQueriesContext(connection) as one:
        client.get(ALL)
    for number in (2, 3, 4):
        ask_another(sonia, number)
    with django_assert_num_queries(len(one)):
        assert len(names(client.get(ALL))) == 4
