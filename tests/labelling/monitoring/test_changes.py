"""Cells of the table changed where they stand: the ordinary acts, led back to the very cell."""

import html
import re
from datetime import date
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from labelling.steering.follow_up.exchanges import actions as exchanges
from labelling.steering.follow_up.models import Exchange, OfficeNote
from portal.assignments import actions
from portal.assignments.registry import bearer_of
from portal.workflow import audit_log
from tests.factories import make_dossier, make_organism

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TABLE = "/espace/suivi/?famille=OPH&tri=-note&colonnes=charge,relance,note&vue=tous"
HERE = "/espace/suivi/?famille=OPH&tri=-note&colonnes=charge%2Crelance%2Cnote&vue=tous"
EXCHANGE = {"kind": "phone", "on": "2026-11-24", "with_name": "Aude", "said": "Elle rappelle."}
ELSEWHERE = (
    "https://ailleurs.example/espace/",
    "//ailleurs.example/espace/",
    "/espace\\@ailleurs.example/",
    "javascript:alert(1)",
    "/compte/deconnexion/",
    "espace/suivi/",
)


@pytest.fixture
def alma():
    return make_organism("Alma", family="OPH", slug="alma")


@pytest.fixture
def dossier(alma):
    return make_dossier(alma, state="submitted")


def controls(client, address=TABLE):
    """{id of the control: (where it leads, where it comes back)}, as the page has them."""
    page = client.get(address).content.decode()
    found = re.findall(r'class="change" id="([^"]+)"[^>]*?(?:href|formaction)="([^"]+)"', page)
    split = {key: urlsplit(html.unescape(address)) for key, address in found}
    return {key: (url.path, parse_qs(url.query)["retour"][0]) for key, url in split.items()}


def note_url(organism, back=f"{HERE}#note-alma"):
    return f"/espace/organismes/{organism.slug}/suivi/note/", {"retour": back}


def post(client, address, query, **sent):
    return client.post(address, sent, query_params=query)


def take_url(dossier, act="prendre"):
    return f"/espace/en-charge/dossiers/{dossier.reference}/{act}/"


def said(client, address):
    """Messages of the page that the act led back to."""
    return [str(one) for one in client.get(address).context["messages"]]


def note_exchange(organism, by, **facts):
    day = {"on": date(2026, 11, 1), "next_on": date(2026, 12, 1)}
    return exchanges.note(
        organism, by=by, kind="phone", with_name="Aude", said="Bonjour.", **day | facts
    )


def test_each_cell_leads_to_its_ordinary_page_and_back_to_itself(sonia, alma, dossier, signed_in):
    one = "/espace/organismes/alma/suivi/"

    assert controls(signed_in(sonia)) == {
        "charge-alma": (take_url(dossier), f"{HERE}#charge-alma"),
        "relance-alma": (f"{one}echange/", f"{HERE}#relance-alma"),
        "note-alma": (f"{one}note/", f"{HERE}#note-alma"),
    }


def test_it_comes_back_to_its_page_of_the_table(sonia, signed_in):
    for number in range(51):
        make_organism(f"Organisme {number:03}")

    (back,) = {
        back.partition("#")[0]
        for _address, back in controls(signed_in(sonia), "/espace/suivi/?vue=tous&page=2").values()
    }

    assert back == "/espace/suivi/?vue=tous&page=2"


def test_a_table_of_all_comes_back_to_all(sonia, alma, signed_in):
    (_address, back) = controls(signed_in(sonia), "/espace/suivi/?tri=organisme")["note-alma"]

    assert back == "/espace/suivi/?vue=tous#note-alma"


def test_what_the_cell_offers_follows_who_has_it(sonia, paul, alma, dossier, signed_in):
    client = signed_in(sonia)
    actions.take(dossier, by=sonia)
    exchange = note_exchange(alma, sonia)
    own = controls(client)
    actions.take_over(dossier, by=paul)
    exchanges.withdraw(exchange, by=sonia)
    theirs = note_exchange(alma, paul)
    others = controls(client)

    assert own["charge-alma"][0] == take_url(dossier, "laisser")
    assert own["relance-alma"][0] == f"/espace/echanges/{exchange.reference}/modifier/"
    assert "charge-alma" not in others
    assert others["relance-alma"][0] == f"/espace/echanges/{theirs.reference}/suite/"


def test_a_note_written_from_the_table_is_the_ordinary_one(sonia, alma, signed_in):
    client = signed_in(sonia)

    answer = post(client, *note_url(alma), text="À rappeler", once=uuid4().hex)

    (note,) = OfficeNote.objects.all()
    lines = [one.sentence for one in audit_log.entries_of(note)]
    assert (answer.status_code, answer["Location"]) == (302, f"{HERE}#note-alma")
    assert (note.text, note.by, lines) == (
        "À rappeler",
        sonia,
        [f"{sonia} a écrit la note {note.reference}."],
    )
    assert "À rappeler" in client.get(HERE).content.decode()


def test_pressed_twice_it_is_written_once_and_led_back_twice(sonia, alma, signed_in):
    client, once = signed_in(sonia), uuid4().hex

    answers = [post(client, *note_url(alma), text="Deux", once=once) for _ in range(2)]

    assert [one["Location"] for one in answers] == [f"{HERE}#note-alma"] * 2
    assert OfficeNote.objects.count() == 1


def test_what_is_wrong_is_said_and_what_was_typed_stays(sonia, alma, signed_in):
    url = "/espace/organismes/alma/suivi/echange/"
    sent = EXCHANGE | {"said": "", "next_step": "Rappeler", "next_on": "2026-11-03"}

    answer = post(signed_in(sonia), url, {"retour": HERE}, **sent)

    page = answer.content.decode()
    assert (answer.status_code, Exchange.objects.count()) == (422, 0)
    assert 'value="Rappeler"' in page
    assert "Ce jour est passé" in page


@pytest.mark.parametrize("back", [*ELSEWHERE, "", "/espace/suivi/\r\nX-Autre: 1"])
def test_the_way_back_never_leaves_the_space(sonia, alma, dossier, signed_in, back):
    client, own = signed_in(sonia), alma.get_absolute_url()
    own = f"{own}suivi/"

    written = post(client, *note_url(alma, back), text="Un mot")
    taken = post(client, take_url(dossier), {"retour": back})
    left = client.post(take_url(dossier, "laisser"), {"retour": back})
    page = client.get(note_url(alma)[0], {"retour": back})

    if back.startswith("/espace/"):
        assert {one["Location"] for one in (written, taken, left)} == {
            "/espace/suivi/%0D%0AX-Autre:%201"
        }
    else:
        assert written["Location"].startswith(own)
        assert {one["Location"] for one in (taken, left)} == {dossier.get_absolute_url()}
        assert page.context["back"] == own


def test_taking_and_leaving_come_back_to_the_cell(sonia, dossier, signed_in):
    client, back = signed_in(sonia), {"retour": f"{HERE}#charge-alma"}

    taken = post(client, take_url(dossier), back, once=uuid4().hex)
    bearer = bearer_of(dossier)[0].person
    left = post(client, take_url(dossier, "laisser"), back, once=uuid4().hex)

    assert (taken["Location"], left["Location"]) == (f"{HERE}#charge-alma",) * 2
    assert (bearer, bearer_of(dossier)[0]) == (sonia, None)


def test_what_a_colleague_took_meanwhile_is_told_in_the_table(sonia, paul, dossier, signed_in):
    client, back = signed_in(sonia), {"retour": f"{HERE}#charge-alma"}
    actions.take(dossier, by=paul)

    answer = post(client, take_url(dossier), back, once=uuid4().hex)

    (told,) = said(client, answer["Location"])
    assert (answer.status_code, bearer_of(dossier)[0].person) == (302, paul)
    assert told.startswith("Paul Dumas s’en charge depuis le 24\u00a0novembre 2026")


def test_of_a_page_without_a_table_the_refusal_is_its_own_page(sonia, paul, dossier, signed_in):
    actions.take(dossier, by=paul)

    assert signed_in(sonia).post(take_url(dossier)).status_code == 409


def test_an_exchange_corrected_meanwhile_is_told_with_both_and_then_led_back(
    sonia, alma, signed_in
):
    client, exchange = signed_in(sonia), note_exchange(alma, sonia)
    url, back = f"/espace/echanges/{exchange.reference}/modifier/", {"retour": HERE}
    seen = client.get(url, back).context["seen"]
    exchanges.correct(exchange, by=sonia, next_on=date(2026, 12, 24))

    sent = EXCHANGE | {"next_on": "2027-01-15"}
    first = post(client, url, back, seen=seen, **sent)
    told = client.get(HERE).content.decode()
    second = post(client, url, back, seen=first.context["seen"], **sent)

    exchange.refresh_from_db()
    assert (first.status_code, 'datetime="2026-12-24"' in told) == (409, True)
    assert "2027-01-15" in first.content.decode()
    assert (second["Location"], exchange.next_on) == (HERE, date(2027, 1, 15))


def test_what_follows_is_done_once_from_the_table(sonia, paul, alma, signed_in):
    client, exchange = signed_in(sonia), note_exchange(alma, paul)
    url, back = f"/espace/echanges/{exchange.reference}/suite/", {"retour": HERE}

    answers = [post(client, url, back, word="Vu.") for _ in range(2)]

    exchange.refresh_from_db()
    assert ([one.status_code for one in answers], exchange.done_word) == ([302, 409], "Vu.")
    assert answers[0]["Location"] == HERE


def test_the_deputy_changes_all_the_secretariat_notes_alone_an_organism_nothing(
    paul, nora, alma, dossier, signed_in
):
    def codes(who):
        client = signed_in(who)
        written = post(client, *note_url(alma), text="Un mot")
        return written.status_code, post(client, take_url(dossier), {}).status_code

    assert set(controls(signed_in(paul))) == {"charge-alma", "relance-alma", "note-alma"}
    assert (codes(paul), codes(nora)) == ((302, 302), (302, 404))


def test_an_organism_changes_nothing_of_it(alice, alma, dossier, signed_in):
    client = signed_in(alice)

    assert client.get(TABLE).status_code == 403
    assert (
        post(client, *note_url(alice.memberships.get().organism), text="Un mot").status_code == 404
    )
    assert post(client, take_url(dossier), {"retour": HERE}).status_code == 404
