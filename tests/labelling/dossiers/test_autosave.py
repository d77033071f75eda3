"""Autosave of a dossier's forms: types, versions, audit log, rights."""

from datetime import timedelta

import pytest

from labelling.path.dossiers.models import ComplementRequest
from portal.core import clock
from portal.workflow import audit_log
from tests import factories
from tests.labelling.dossiers.factories import fresh

pytestmark = pytest.mark.django_db
QUIET = {"X-Autosave": "1"}
TYPED = {"presentation": "Nous gérons", "perimeter": "", "homes_in_perimeter": ""}


@pytest.fixture
def draft(organism):
    return factories.make_dossier(organism)


def texts(dossier):
    return f"{dossier.get_absolute_url()}modifier/"


def seen_on(client, url):
    return client.get(url).context["form"].seen


def lines(dossier):
    return audit_log.entries_of(dossier).filter(act="edit").count()


def test_what_is_typed_is_kept_and_the_next_save_goes_on(draft, alice, signed_in):
    client, url = signed_in(alice), texts(draft)
    first = client.post(url, TYPED | {"seen": seen_on(client, url)}, headers=QUIET)
    more = TYPED | {"presentation": "Nous gérons 3 000 logements", "seen": first.json()["seen"]}
    second = client.post(url, more, headers=QUIET)

    assert (first.status_code, second.status_code) == (200, 200)
    assert fresh(draft).presentation == "Nous gérons 3 000 logements"


def test_an_editing_period_has_one_line_in_the_journal(draft, alice, signed_in):
    """BR-23: who wrote and when is told; not each key."""
    client, url = signed_in(alice), texts(draft)
    for text in ("a", "ab", "abc"):
        seen = seen_on(client, url)
        client.post(url, TYPED | {"presentation": text, "seen": seen}, headers=QUIET)
    assert lines(draft) == 1

    with clock.at(clock.now() + timedelta(minutes=31)):
        client.post(
            url, TYPED | {"presentation": "abcd", "seen": seen_on(client, url)}, headers=QUIET
        )
    assert lines(draft) == 2


def test_another_field_and_another_hand_have_their_own_line(draft, alice, signed_in):
    bea = factories.make_member(draft.organism, "contact", first_name="Béa")
    url = texts(draft)
    for person, field in ((alice, "presentation"), (alice, "perimeter"), (bea, "perimeter")):
        client = signed_in(person)
        kept = client.get(url).context["form"].initial
        data = TYPED | {"presentation": kept["presentation"], "perimeter": kept["perimeter"]}
        data |= {field: f"{person} écrit", "seen": seen_on(client, url)}
        assert client.post(url, data, headers=QUIET).status_code == 200

    assert lines(draft) == 3


def test_the_button_after_a_quiet_save_adds_nothing(draft, alice, signed_in):
    client, url = signed_in(alice), texts(draft)
    data = TYPED | {"seen": seen_on(client, url)}
    data["seen"] = client.post(url, data, headers=QUIET).json()["seen"]
    version = fresh(draft).version

    assert client.post(url, data).status_code == 302
    assert (lines(draft), fresh(draft).version) == (1, version)


def test_a_wrong_type_is_refused_quietly_and_nothing_is_written(draft, alice, signed_in):
    client, url = signed_in(alice), texts(draft)
    data = TYPED | {"homes_in_perimeter": "beaucoup", "seen": seen_on(client, url)}
    answer = client.post(url, data, headers=QUIET)

    assert answer.status_code == 422
    assert answer.json()["problems"] == [
        "Logements du périmètre\u00a0: Saisissez un nombre entier."
    ]
    assert fresh(draft).presentation == ""


def test_a_colleague_s_text_is_never_overwritten(draft, alice, signed_in):
    """The quiet save says so; the button shows both texts; a second press keeps mine."""
    client, url = signed_in(alice), texts(draft)
    seen = seen_on(client, url)
    client.post(url, TYPED | {"presentation": "L’autre", "seen": seen}, headers=QUIET)
    mine = TYPED | {"presentation": "Le mien", "seen": seen}

    assert client.post(url, mine, headers=QUIET).status_code == 409
    both = client.post(url, mine)
    assert both.status_code == 409
    assert ["L’autre" in both.text, "Le mien" in both.text] == [True, True]
    assert fresh(draft).presentation == "L’autre"

    client.post(url, mine | {"seen": both.context["form"].seen})
    assert fresh(draft).presentation == "Le mien"


def test_a_colleague_s_other_part_is_no_conflict(draft, alice, signed_in):
    client, url = signed_in(alice), texts(draft)
    seen = seen_on(client, url)
    client.post(f"{draft.get_absolute_url()}engagement/", {"accepts": "on"})

    assert client.post(url, TYPED | {"seen": seen}, headers=QUIET).status_code == 200
    assert fresh(draft).engagement_signed_by == alice


def test_br25_a_quiet_save_has_no_more_rights_than_the_button(draft, alice, bob, signed_in):
    url = texts(draft)
    seen = seen_on(signed_in(alice), url)
    assert signed_in(bob).post(url, TYPED | {"seen": seen}, headers=QUIET).status_code == 404

    type(draft).objects.filter(pk=draft.pk).update(state="submitted", submitted_on=clock.today())
    assert signed_in(alice).post(url, TYPED | {"seen": seen}, headers=QUIET).status_code == 403


def test_an_answer_that_begins_is_kept_and_answers_nothing_yet(organism, alice, sonia, signed_in):
    """BR-15."""
    dossier = factories.make_dossier(organism, state="to_complete")
    asked = ComplementRequest.objects.create(
        dossier=dossier, reason="La charte", due_on=clock.today(), asked_by=sonia
    )
    client, url = signed_in(alice), f"{dossier.get_absolute_url()}complements/"
    data = {f"answer_{asked.pk}": "Nous la joi", "seen": seen_on(client, url)}
    answer = client.post(url, data, headers=QUIET)
    asked.refresh_from_db()

    assert (asked.answer, asked.answered_at) == ("Nous la joi", None)
    assert "Nous la joi" in client.get(url).text

    stale = client.post(url, {f"answer_{asked.pk}": "Le mien", "seen": data["seen"]})
    assert ["Nous la joi" in stale.text, "Le mien" in stale.text] == [True, True]

    client.post(url, {f"answer_{asked.pk}": "La voici.", "seen": answer.json()["seen"]})
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_at is None) == ("La voici.", False)
