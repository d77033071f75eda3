"""Saved searches: new practices only, one mail, one-click unsubscribing."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from observatory.alerts import actions, jobs
from observatory.alerts.models import SavedSearch, SearchDigest
from observatory.practices.models import GoodPractice
from portal.core import clock
from portal.notifications import outbox
from portal.web.submissions.once import new_key
from portal.workflow import Refused
from tests.observatory.factories import fire, make_practice

pytestmark = pytest.mark.django_db
NEW = "/espace/recherches/garder/"


def keep(person, query="q=hall", frequency="weekly"):
    return actions.keep(person, query, name="Les halls", frequency=frequency)


def test_a_search_is_kept_from_its_address_and_once(signed_in, alice):
    client = signed_in(alice)
    form = {"name": "Les halls", "frequency": "weekly"}

    opened = client.get(f"{NEW}?theme=T07&q=hall&page=3&x=1")
    for name in ("Les halls", "Nos halls"):
        client.post(f"{NEW}?theme=T07&q=hall", form | {"name": name, "once": new_key()})

    row = SavedSearch.objects.get()
    assert opened.context["form"].initial["name"].startswith("hall, ")
    assert (row.query, row.name, row.person) == ("q=hall&theme=T07", "Nos halls", alice)
    assert (
        f"/observatoire/?{row.query.replace('&', '&amp;')}"
        in client.get("/espace/recherches/").content.decode()
    )


def test_a_search_without_a_name_is_asked_again(signed_in, alice):
    answer = signed_in(alice).post(NEW, {"name": "", "frequency": "weekly", "once": new_key()})

    assert (answer.status_code, SavedSearch.objects.count()) == (422, 0)
    assert "Donnez un nom" in answer.content.decode()


def test_twenty_searches_are_enough(signed_in, alice):
    for n in range(actions.MOST):
        keep(alice, query=f"q=mot{n}")
    with pytest.raises(Refused):
        keep(alice)

    answer = signed_in(alice).post(
        NEW, {"name": "De trop", "frequency": "never", "once": new_key()}
    )
    assert (answer.status_code, SavedSearch.objects.count()) == (409, actions.MOST)


def test_nobody_opens_another_s_search(signed_in, alice, bob):
    row = keep(alice)

    client = signed_in(bob)
    foreign = client.post(row.get_absolute_url(), {"forget": "1", "once": new_key()})

    assert (foreign.status_code, client.get("/espace/recherches/999/").status_code) == (404, 404)
    assert client.get("/espace/recherches/").context["rows"] == []
    assert SavedSearch.objects.count() == 1


def test_a_week_tells_what_is_new_only_once(organism, alice):
    make_practice(organism, "published", title="Le hall ancien")
    make_practice(organism, "published", title="Le hall du jour", published_on=clock.today())
    keep(alice)
    with clock.at(datetime(2026, 11, 28, 12)):
        make_practice(organism, "published", title="Le hall neuf", published_on=clock.today())
        make_practice(
            organism, "published", title="L’ascenseur", summary="", context="", description=""
        )
        early = jobs.send_weekly()
    with clock.at(datetime(2026, 12, 1, 12)):
        told = [jobs.send_weekly(), jobs.send_weekly()]
        outbox.deliver_due()
    with clock.at(datetime(2026, 12, 9, 12)):
        empty = jobs.send_weekly()

    assert (early, told, empty) == (0, [1, 0], 0)
    assert [one.title for one in SearchDigest.objects.get().shown] == ["Le hall neuf"]
    message = mail.outbox[-1]
    assert message.subject == "1 nouvelle pratique : Les halls"
    assert message.to == [alice.email]
    assert "Le hall neuf" in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_publication_is_told_at_once(organism, alice, sonia, dircom, bob):
    keep(alice, frequency="at_once")
    keep(bob, query="q=ascenseur", frequency="at_once")
    practice = make_practice(organism, "validated", validated_by=sonia)

    idle = jobs.send_immediate()
    fire(practice, "publish", dircom)
    told = [jobs.send_immediate(), jobs.send_immediate()]

    assert (idle, told) == (0, [1, 0])
    assert [row.search.person for row in SearchDigest.objects.all()] == [alice]


def test_a_practice_withdrawn_before_the_mail_leaves_takes_it_with_it(organism, alice):
    """G05, BR-96."""
    row = keep(alice)
    with clock.at(clock.now() + timedelta(days=8)):
        practice = make_practice(
            organism, "published", published_on=clock.today(), review_due_on="2029-01-01"
        )
        assert jobs.tell(row.pk) is not None
        GoodPractice.objects.filter(pk=practice.pk).update(state="withdrawn")
        outbox.deliver_due()

    assert [one for one in mail.outbox if "Les halls" in one.subject] == []


def test_one_press_stops_the_mails_without_signing_in(client, organism, alice):
    row = keep(alice)

    asked = client.get(row.stop_url)
    still = SavedSearch.objects.get().sends
    answers = [client.post(row.stop_url).status_code for _ in range(2)]

    assert (asked.status_code, still, answers) == (200, True, [200, 200])
    assert SavedSearch.objects.get().frequency == "never"
    assert client.get(reverse("observatory:alert_stop", args=["faux"])).status_code == 404
    SavedSearch.objects.all().delete()
    assert client.get(row.stop_url).status_code == 200


def test_mails_that_start_again_leave_aside_what_came_meanwhile(organism, alice):
    row = keep(alice, frequency="never")
    with clock.at(clock.now() + timedelta(days=3)):
        make_practice(organism, "published", published_on=clock.today())
        actions.change(row, name=row.name, frequency="weekly")
    with clock.at(clock.now() + timedelta(days=30)):
        assert jobs.send_weekly() == 0


def test_the_list_costs_the_same_with_many(signed_in, alice, django_assert_num_queries):
    client = signed_in(alice)
    keep(alice)
    client.get("/espace/recherches/")
    for n in range(2):
        with django_assert_num_queries(7):
            client.get("/espace/recherches/")
        keep(alice, query=f"q={n}")
