"""Issue of the letter: composed, ready, sent once to each current subscriber."""

from datetime import date, datetime

import pytest

from home.letter import actions
from home.letter.workflow import LETTER
from home.pages.events import EventPage
from home.pages.news import NewsIndexPage, NewsPage, NewsTopic
from home.site.loading import ensure_site
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused
from tests.home.factories import make_event
from tests.home.letter.conftest import NOVEMBER
from tests.home.letter.factories import subscribe
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
STARTS = datetime(2026, 12, 4, 10, tzinfo=clock.PARIS)
LIST = "/espace/lettres/"


def test_a_month_is_composed_of_what_it_brought(issue, dircom, organism):
    site = ensure_site()
    index = NewsIndexPage.objects.child_of(site).first()
    topic = NewsTopic.objects.first()
    for day, title in ((date(2026, 11, 10), "En novembre"), (date(2026, 10, 31), "En octobre")):
        page = NewsPage(title=title, slug=f"n{day.month}", date=day, topic=topic, intro="Chapeau.")
        index.add_child(instance=page)
    make_practice(organism, "published", published_on="2026-11-05", title="Halls notés")

    added = actions.compose(issue, by=dircom)
    again = actions.compose(issue, by=dircom)

    titles = [item.title for item in issue.items.all()]
    assert titles[0] == "Le kit est en ligne"
    assert {"En novembre", "Halls notés"} <= set(titles)
    assert "En octobre" not in titles
    assert (added, again) == (len(titles) - 1, 0)


@pytest.mark.parametrize(
    ("audience", "told"),
    [
        ("public", "Lyon"),
        ("club", "réservé au club"),
        ("auditeurs", "réservé aux auditeurs agréés"),
    ],
    ids=["public", "club", "auditors"],
)
def test_the_letter_tells_the_place_of_an_event_that_is_open_to_all_alone(
    issue, dircom, audience, told
):
    ensure_site()
    make_event("Journée", starts_at=STARTS, audience=audience, place="Lyon")

    actions.compose(issue, by=dircom)

    assert [item.text for item in issue.items.filter(kind="event", title="Journée")] == [
        f"{words.moment(STARTS)}, {told}"
    ]


@pytest.mark.parametrize("act", ["make_ready", "send"])
def test_a_letter_that_tells_the_place_of_a_reserved_event_is_not_sent(issue, dircom, act):
    """It was open to all when the letter was composed, or its place was typed."""
    ensure_site()
    event = make_event("Journée", starts_at=STARTS, place="Halle de Lyon")
    actions.compose(issue, by=dircom)
    subscribe()
    if act == "send":
        issue = LETTER.fire(issue, "make_ready", by=dircom)
    EventPage.objects.filter(pk=event.pk).update(audience="club")

    with pytest.raises(Refused) as refused:
        LETTER.fire(issue, act, by=dircom)

    assert refused.value.codes == ["reserved_place"]
    assert "réservé au club" in str(refused.value)


def test_the_button_that_composes_says_what_it_added_and_that_nothing_is_new(
    issue, dircom, organism, signed_in
):
    ensure_site()
    make_practice(organism, "published", published_on="2026-11-05", title="Halls notés")
    client = signed_in(dircom)

    def press():
        answer = client.post(
            f"{issue.get_absolute_url()}composer/", {"once": new_key()}, follow=True
        )
        return [str(one) for one in answer.context["messages"]]

    assert press() == ["1\u00a0article ajouté."]
    assert press() == ["Rien de nouveau ce mois-ci."]


def test_what_is_missing_is_named(dircom):
    empty = actions.open_issue(NOVEMBER, by=dircom)
    problems = LETTER.transitions["make_ready"].problems(empty)

    assert [p.code for p in problems] == ["empty", "no_intro"]


def test_a_dead_link_of_this_site_is_told(issue, dircom):
    facts = {"kind": "word", "title": "Perdu", "text": "", "url": "/nulle-part/"}
    actions.keep_item(issue, facts, by=dircom)

    with pytest.raises(Refused) as refused:
        LETTER.fire(issue, "make_ready", by=dircom)

    assert refused.value.codes == ["dead_link"]


def test_the_office_reads_and_the_dircom_alone_sends(signed_in, ready, sonia, alice):
    client = signed_in(sonia)

    assert client.get(ready.get_absolute_url()).status_code == 200
    assert (
        client.post(
            f"{ready.get_absolute_url()}envoyer-la-lettre/", {"once": new_key()}
        ).status_code
        == 403
    )
    with pytest.raises(Forbidden):
        actions.open_issue(date(2026, 12, 1), by=sonia)
    assert signed_in(alice).get(LIST).status_code == 404
    assert client.get(f"{LIST}2026-13/").status_code == 404


def test_the_public_reads_what_left_and_nothing_before(client, ready, dircom):
    before = client.get(ready.get_public_url()).status_code
    subscribe()
    sent = LETTER.fire(ready, "send", by=dircom)
    page = client.get(sent.get_public_url()).content.decode()

    assert before == 404
    assert "Le kit est en ligne" in page
    assert sent.get_public_url() in client.get("/lettre/archives/").content.decode()


def test_items_move_up_and_go(signed_in, issue, dircom):
    actions.keep_item(issue, {"kind": "word", "title": "Deux", "text": "", "url": ""}, by=dircom)
    client, base = signed_in(dircom), issue.get_absolute_url()

    client.post(f"{base}articles/2/monter/", {"once": new_key()})
    moved = [item.title for item in issue.items.all()]
    client.post(f"{base}articles/1/oter/", {"once": new_key()})

    assert moved == ["Deux", "Le kit est en ligne"]
    assert [item.title for item in issue.items.all()] == ["Le kit est en ligne"]


def test_two_tabs_on_an_article_are_shown_both_texts_and_the_second_may_keep_its_own(
    signed_in, issue, dircom
):
    client, url = signed_in(dircom), f"{issue.get_absolute_url()}articles/1/"
    shown = client.get(url).context["seen"]
    typed = {
        "kind": "word",
        "title": "Le kit est en ligne",
        "text": "Du premier onglet",
        "seen": shown,
    }
    assert client.post(url, typed | {"once": new_key()}).status_code == 302

    second = typed | {"text": "Du second onglet"}
    both = client.post(url, second | {"once": new_key()})

    assert (both.status_code, issue.items.get().text) == (409, "Du premier onglet")
    assert ["Du premier onglet" in both.text, "Du second onglet" in both.text] == [True, True]
    client.post(url, second | {"seen": both.context["seen"], "once": new_key()})
    assert issue.items.get().text == "Du second onglet"


def test_a_try_goes_to_its_writer_alone(signed_in, issue, dircom, mailoutbox):
    subscribe(2)
    signed_in(dircom).post(f"{issue.get_absolute_url()}essayer/", {"once": new_key()})
    outbox.deliver_due()

    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([dircom.email], f"[Essai] {issue.subject}")


def test_a_month_that_is_none_is_told(signed_in, dircom):
    answer = signed_in(dircom).post(LIST, {"month": "novembre", "once": new_key()})

    assert answer.status_code == 422
    assert "Écrivez l’année puis le mois" in answer.content.decode()


def test_the_next_month_without_a_letter_is_proposed_and_months_are_said_in_words(
    signed_in, dircom
):
    client = signed_in(dircom)
    with clock.at(datetime(2026, 11, 24, 9)):
        actions.open_issue(date(2026, 11, 1), by=dircom)
        actions.open_issue(date(2026, 12, 1), by=dircom)
        page = client.get("/espace/lettres/").content.decode()

    assert 'value="2027-01"' in page
    assert '<td data-label="Mois">novembre 2026</td>' in page.replace("\u00a0", " ")
    assert "Lettre Quali’Hlm, décembre 2026" in page.replace("\u00a0", " ")
