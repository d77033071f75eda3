"""Alerts without account: double consent, one mail a day when something changed, one press to stop, erasure."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from home.alerts import actions, comparing
from home.alerts.models import Alert, AlertMail
from home.letter import recipients
from home.letter.models import Subscription
from labelling.title.labels.models import Label
from portal.core import clock
from portal.models import Message
from portal.notifications import outbox
from portal.retention import jobs
from portal.retention.registry import KEEPINGS
from portal.web.submissions import public_forms
from tests.factories import make_organism
from tests.home.factories import make_news
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
ASK = "/alertes/"
DIRECTORY = {"subject": "annuaire", "region": "", "departement": "", "query": ""}


def ask(client, address="lea@exemple.fr", subject="annuaire", path=ASK, **more):
    with clock.at(clock.now() - timedelta(minutes=1)):
        stamp = public_forms.stamp()
    facts = {"sender_email": address, "subject": subject, "stamp": stamp}
    return client.post(path, facts | more)


def confirmed(address="lea@exemple.fr", **facts):
    return actions.confirm(actions.ask(address, **DIRECTORY | facts))


def look(days=1):
    """The lines of each mail that the look of a later day writes."""
    with clock.at(clock.now() + timedelta(days=days)):
        before = set(AlertMail.objects.values_list("pk", flat=True))
        actions.look()
        outbox.deliver_due()
        rows = AlertMail.objects.exclude(pk__in=before)
        return [[(one["title"], one["text"]) for one in row.lines] for row in rows]


def labelled(name="Armoril Habitat", **fields):
    return make_label(make_organism(name, **fields))


def test_asking_sends_a_link_and_promises_nothing_else(client, mailoutbox):
    answer = ask(client, "Lea@Exemple.fr", place="r53")
    outbox.deliver_due()

    [mail], row = mailoutbox, Alert.objects.get()
    assert answer["Location"] == "/alertes/demandee/"
    assert (mail.to, row.confirmed_at, row.region) == (["lea@exemple.fr"], None, "53")
    assert row.get_absolute_url() in mail.body
    assert look() == []


def test_opening_the_link_confirms_nothing_and_a_press_does(client):
    """A program that visits the links of mails asks for nothing."""
    address = actions.ask("lea@exemple.fr", **DIRECTORY).get_absolute_url()

    client.get(address)
    client.head(address)
    before = Alert.objects.running().count()
    client.post(address)

    assert (before, Alert.objects.running().count()) == (0, 1)
    assert "confirmée" in client.get(address).text


def test_whose_alert_runs_is_told_the_same_and_gets_no_mail(client, mailoutbox):
    confirmed()
    outbox.deliver_due()
    mailoutbox.clear()
    with clock.at(clock.now() + timedelta(days=2)):
        again = ask(client)
        outbox.deliver_due()

    assert (again["Location"], mailoutbox, Alert.objects.count()) == ("/alertes/demandee/", [], 1)


def test_what_was_there_is_no_news_and_what_changes_is_told_once(mailoutbox):
    labelled("Ancien")
    row = confirmed()
    silent = look()
    labelled("Nouveau")
    told = look()

    assert (silent, told) == ([], [[("Nouveau", "a reçu le label.")]])
    assert look() == []
    mail = mailoutbox[-1]
    assert mail.to == ["lea@exemple.fr"]
    assert row.stop_url in mail.extra_headers["List-Unsubscribe"]
    assert "Nouveau" in mail.body


def test_who_leaves_the_directory_is_told_without_saying_why():
    label = labelled()
    confirmed()
    Label.objects.filter(pk=label.pk).update(end_on=clock.today())

    assert look() == [[("Armoril Habitat", "n’est plus dans l’annuaire (labellisé jusque-là).")]]


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ({}, ["Armoril", "Lutèce"]),
        ({"region": "53"}, ["Armoril"]),
        ({"region": "11"}, ["Lutèce"]),
        ({"departement": "35"}, ["Armoril"]),
        ({"departement": "29"}, []),
    ],
)
def test_a_place_is_told_of_itself(place, told):
    confirmed(**place)
    labelled("Armoril", region="53", departement="35")
    labelled("Lutèce", region="11", departement="75")

    found = [title for lines in look() for title, _ in lines]

    assert sorted(found) == told


def test_a_search_of_practices_is_told_of_what_is_published_after(organism):
    make_practice(organism, "published", title="Ancienne pratique")
    confirmed(subject="pratiques")
    with clock.at(clock.now() + timedelta(days=1)):
        day = clock.today()
        make_practice(organism, "published", title="Des halls plus propres", published_on=day)
        found = look(0)

    assert [[title for title, _ in lines] for lines in found] == [["Des halls plus propres"]]


def test_news_are_told_when_they_are_published(made_site):
    confirmed(subject="actualites")
    make_news("Du nouveau").save_revision().publish()

    assert [[title for title, _ in lines] for lines in look()] == [["Du nouveau"]]


def test_one_press_stops_it_without_a_session_and_erases_the_address_everywhere():
    """RFC 8058: the mail program posts, with no cookie and no token of ours."""
    row = confirmed()
    labelled()
    look()
    client = Client(enforce_csrf_checks=True)

    shown = client.get(row.stop_url)
    still = Alert.objects.running().count()
    answers = [client.post(row.stop_url, {"List-Unsubscribe": "One-Click"}) for _ in range(2)]

    row.refresh_from_db()
    assert (shown.status_code, still) == (200, 1)
    assert [answer.status_code for answer in answers] == [200, 200]
    assert (row.address, row.ended_at is None) == ("", False)
    assert [one.address for one in Message.objects.all() if "lea@" in one.address] == []
    assert look(3) == []


def test_no_mail_leaves_for_who_stopped_meanwhile(mailoutbox):
    row = confirmed()
    labelled()
    actions.look()
    actions.stop(row)
    outbox.deliver_due()

    assert [mail for mail in mailoutbox if "Armoril" in mail.body] == []


def test_a_link_is_good_for_a_week_then_the_address_is_erased(client):
    address = actions.ask("lea@exemple.fr", **DIRECTORY).get_absolute_url()

    with clock.at(datetime(2026, 12, 2, 12)):
        late = client.get(address)
        erased = jobs.run(KEEPINGS["alert"])

    assert (late.status_code, erased, Alert.objects.count()) == (410, 1, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ended_at": datetime(2026, 11, 24, 12, tzinfo=clock.PARIS)},
        {"subject": "actualites", "region": "53"},
        {"query": "q=bruit"},
    ],
)
def test_the_database_keeps_no_address_of_who_left_nor_a_place_that_is_not_watched(wrong):
    row = confirmed()

    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.filter(pk=row.pk).update(**wrong)


def test_the_links_of_the_letter_open_no_alert_nor_the_reverse(client):
    row = confirmed()
    recipients.ask("lea@exemple.fr")
    letter = Subscription.objects.get()
    doors = [
        f"/alertes/arreter/{letter.stop_token}/",
        f"/lettre/arreter/{row.stop_token}/",
        f"/alertes/confirmer/{letter.confirm_token}/",
        "/alertes/confirmer/rien/",
    ]

    assert [client.get(door).status_code for door in doors] == [404] * 4


def test_the_search_of_the_observatory_is_kept_with_its_filters(client, organism):
    shown = client.get("/observatoire/?q=bruit&region=53").text
    path = "/alertes/?sujet=pratiques&recherche=q%3Dbruit%26region%3D53"
    form = client.get(path).text
    ask(client, subject="pratiques", path=path, words="bruit")

    assert path.replace("&", "&amp;") in shown
    assert 'value="bruit"' in form
    assert Alert.objects.get().query == "q=bruit&region=53"
    assert comparing.about(Alert.objects.get()) == "Pratiques\u00a0: bruit, Bretagne"


def test_what_a_subject_has_no_use_for_is_not_kept(client):
    ask(client, subject="actualites", place="d35", words="bruit")

    row = Alert.objects.get()
    assert (row.region, row.departement, row.query) == ("", "", "")


def test_a_robot_is_thanked_and_writes_nothing(client):
    answer = ask(client, **{public_forms.TRAP: "https://robot.example"})

    assert (answer["Location"], Alert.objects.count()) == ("/alertes/demandee/", 0)


def test_a_wrong_address_is_told_beside_it_and_what_was_typed_is_kept(client):
    answer = ask(client, "lea@exemple", place="r53")

    assert answer.status_code == 422
    assert "Cette adresse est incomplète" in answer.text
    assert 'value="lea@exemple"' in answer.text


def test_the_feed_of_the_directory_is_of_its_place_and_says_what_is_invented(client):
    labelled("Armoril", region="53", is_demo=True)
    labelled("Lutèce", region="11")
    here, everywhere = (
        client.get(f"/alertes/annuaire.rss{query}").text for query in ("?region=53", "")
    )

    assert ["Armoril" in here, "Lutèce" in here, "Lutèce" in everywhere] == [True, False, True]
    assert "inventé" in here
    assert client.get("/alertes/annuaire.rss?region=00").status_code == 404


def test_many_alerts_are_looked_at_one_by_one_and_one_that_stopped_is_left():
    rows = [confirmed(f"lea{n}@exemple.fr") for n in range(3)]
    actions.stop(rows[1])
    labelled()

    assert len(look()) == 2
