"""Pages of the follow-up, its search, its erasure: of the office, and of nobody else."""

from datetime import timedelta

import pytest

from labelling.models import Exchange, NoteMention, OfficeNote
from labelling.steering.follow_up import notes
from labelling.steering.follow_up.exchanges import actions
from portal.core import clock
from portal.models import TextRevision
from portal.retention import jobs
from portal.retention.registry import KEEPINGS
from portal.workflow import audit_log

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(organism, dossier, sonia, paul):
    """A note and an exchange about the dossier."""
    facts = {"kind": "visit", "on": clock.today(), "said": "Girouette vue.", "with_name": "M. Roy"}
    return (
        notes.write(
            organism, by=sonia, text="Tournesol promis.", mentioned=[paul], dossier=dossier
        ),
        actions.note(organism, by=sonia, dossier=dossier, **facts),
    )


def said(client, path):
    answer = client.get(path)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_the_office_reads_it_beside_the_organism_and_the_dossier(
    organism, dossier, written, sonia, alice, signed_in
):
    pages = (organism.get_absolute_url(), dossier.get_absolute_url())
    office = [said(signed_in(sonia), page) for page in pages]
    own = [said(signed_in(alice), page) for page in pages]

    assert [("Tournesol" in one, "Girouette" in one) for one in office] == [(True, True)] * 2
    assert [("Tournesol" in one, "Girouette" in one) for one in own] == [(False, False)] * 2
    assert not any("/suivi/" in one for one in own)


def test_the_secretariat_reads_it_without_the_page_of_the_organism(
    organism, written, nora, signed_in
):
    page = said(signed_in(nora), f"/espace/organismes/{organism.slug}/suivi/")

    assert "Tournesol" in page
    assert f'href="{organism.get_absolute_url()}"' not in page


def test_an_exchange_is_noted_two_presses_from_the_organism(
    organism, dossier, written, sonia, signed_in
):
    """From there, and from the task of the home."""
    href = f"/espace/organismes/{organism.slug}/suivi/echange/"

    assert f'href="{href}"' in said(signed_in(sonia), organism.get_absolute_url())
    assert f'href="{href}?dossier={dossier.reference}"' in said(
        signed_in(sonia), dossier.get_absolute_url()
    )


@pytest.mark.parametrize("word", ["tournesol", "girouette"])
def test_the_search_of_the_office_finds_it_and_nobody_else_s(
    written, word, sonia, nora, alice, dircom, signed_in
):
    found = [
        "/suivi/#" in said(signed_in(person), f"/espace/recherche/?q={word}")
        for person in (sonia, nora, alice, dircom)
    ]
    assert found == [True, True, False, False]


def test_they_are_erased_with_their_words_at_the_end_of_their_time(written):
    note, _exchange = written
    with clock.at(clock.now() + timedelta(days=3 * 366)):
        for code in ("office_note", "exchange"):
            jobs.run(KEEPINGS[code])

    left = [one.objects.count() for one in (OfficeNote, Exchange, NoteMention)]
    assert left == [0, 0, 0]
    assert not TextRevision.objects.filter(code=notes.TEXT).exists()
    assert [one.act for one in audit_log.entries_of(note)] == ["erase", "write"]


def test_the_buttons_of_a_note_act_once_pressed(organism, written, sonia, paul, signed_in):
    note, client = written[0], signed_in(paul)
    for act in ("lu", "epingler"):
        assert client.post(f"/espace/notes/{note.reference}/{act}/").status_code == 302
    refused = client.post(f"/espace/notes/{note.reference}/retirer/")
    typed = {"text": "Tournesol reçu.", "seen": ""}
    edited = signed_in(sonia).post(f"/espace/notes/{note.reference}/modifier/", typed)

    assert refused.status_code == 403
    assert edited.status_code == 409  # what its page had shown is not said
    note.refresh_from_db()
    assert (note.pinned_at is not None, note.text) == (True, "Tournesol promis.")
    assert NoteMention.objects.get().read_at is not None


def test_the_follow_up_is_done_from_its_page(written, paul, signed_in):
    exchange = written[1]
    Exchange.objects.filter(pk=exchange.pk).update(next_on=clock.today(), charge=paul)
    answer = signed_in(paul).post(
        f"/espace/echanges/{exchange.reference}/suite/", {"word": "Fait."}
    )

    assert answer.status_code == 302
    assert Exchange.objects.get().done_word == "Fait."
