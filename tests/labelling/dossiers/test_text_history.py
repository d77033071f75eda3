"""History of a dossier's texts: who wrote what, an erasure undone, who reads it, the other one of a conflict."""

from datetime import datetime, timedelta

import pytest

from labelling.path.dossiers.forms import NoteForm, TextsForm
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.steps.workflow import DOSSIER
from portal.core import clock
from portal.revisions import TextRevision
from portal.revisions.actions import ERASED, PERIOD
from tests import factories
from tests.labelling.dossiers.factories import fresh, ready_draft, registered
from tests.page_costs import queries

pytestmark = pytest.mark.django_db
QUIET = {"X-Autosave": "1"}
LONG = (
    "Nous gérons 9 000 logements dans la vallée, avec douze gardiens et deux agences de proximité."
)
AT = datetime(2026, 11, 24, 10, tzinfo=clock.PARIS)


@pytest.fixture
def draft(organism, alice):
    return factories.make_dossier(organism)


def write(dossier, by, text, *, is_quiet=False, at=AT):
    """Save the presentation as its page does."""
    dossier = fresh(dossier)
    homes = dossier.homes_in_perimeter or ""
    typed = {"presentation": text, "perimeter": dossier.perimeter, "homes_in_perimeter": homes}
    form = TextsForm(typed, instance=dossier, by=by)
    assert form.is_valid()
    with clock.at(at):
        form.save(is_quiet=is_quiet)


def revisions(dossier, code="presentation"):
    """[(text, by)], the first one first."""
    rows = TextRevision.objects.filter(code=code, thing_id=dossier.pk).order_by("pk")
    return [(one.text, one.by) for one in rows]


def page_of(dossier, code="presentation"):
    return f"/espace/versions/{dossier.pk}/{code}/"


def test_each_saved_text_says_who_wrote_it_and_when(draft, alice, chloe, signed_in):
    write(draft, alice, LONG)
    write(draft, chloe, f"{LONG} Et un projet.", at=AT + timedelta(hours=1))

    assert revisions(draft) == [(LONG, alice), (f"{LONG} Et un projet.", chloe)]
    page = signed_in(chloe).get(page_of(draft)).content.decode()
    assert "24\u00a0nov.\u00a02026, 10\u00a0h\u00a000" in page
    assert "Alice Arnaud" in page
    assert "<ins> Et un projet.</ins>" in page


def test_what_is_typed_in_one_go_is_one_version(draft, alice):
    for seconds, text in ((0, "Nous"), (4, "Nous gérons"), (8, LONG)):
        write(draft, alice, text, is_quiet=True, at=AT + timedelta(seconds=seconds))

    assert revisions(draft) == [(LONG, alice)]


@pytest.mark.parametrize(
    ("who", "after", "text"),
    [
        ("alice", PERIOD, f"{LONG} Suite."),  # another period of editing
        ("chloe", timedelta(seconds=4), f"{LONG} Suite."),  # another hand
        (
            "alice",
            timedelta(seconds=4),
            LONG[: -ERASED - 1],
        ),  # more is gone than a correction takes
        ("alice", timedelta(seconds=4), ""),
    ],
)
def test_the_version_before_stays_whole(draft, alice, chloe, who, after, text):
    write(draft, alice, LONG, is_quiet=True)
    write(draft, {"alice": alice, "chloe": chloe}[who], text, is_quiet=True, at=AT + after)

    assert [said for said, _ in revisions(draft)] == [LONG, text]


def test_a_text_erased_by_a_quiet_save_is_taken_back(draft, alice, chloe, signed_in):
    """The office's B8: an empty field saved by itself destroyed the text of everybody."""
    write(draft, alice, LONG)
    write(draft, chloe, "", is_quiet=True, at=AT + timedelta(minutes=1))
    kept = TextRevision.objects.get(text=LONG)

    answer = signed_in(alice).post(page_of(draft), {"revision": kept.pk}, follow=True)

    assert fresh(draft).presentation == LONG
    assert "est repris" in answer.content.decode()
    assert [said for said, _ in revisions(draft)] == [LONG, "", LONG]


def test_what_stood_there_before_its_history_was_kept_is_its_first_version(draft, alice):
    LabelDossier.objects.filter(pk=draft.pk).update(presentation="Texte ancien")
    write(draft, alice, LONG)

    assert revisions(draft) == [("Texte ancien", None), (LONG, alice)]


def test_office_and_strangers_do_not_read_what_was_not_filed(draft, alice, bob, sonia, signed_in):
    write(draft, alice, LONG)

    for person, code in ((sonia, 404), (bob, 404), (alice, 200)):
        assert signed_in(person).get(page_of(draft)).status_code == code
    assert not TextRevision.objects.visible_to(sonia).exists()
    assert TextRevision.objects.visible_to(alice).count() == 1


def test_the_note_of_instruction_has_its_own_readers(organism, alice, sonia, signed_in):
    dossier = registered(organism, alice, sonia)
    form = NoteForm({"instruction_note": LONG}, instance=dossier, by=sonia)
    assert form.is_valid()
    form.save()

    assert revisions(dossier, "note") == [(LONG, sonia)]
    assert signed_in(alice).get(page_of(dossier, "note")).status_code == 404
    assert signed_in(sonia).get(page_of(dossier, "note")).status_code == 200


def test_a_filed_text_is_read_with_its_history_and_not_taken_back(organism, alice, signed_in):
    dossier = ready_draft(organism, alice)
    write(dossier, alice, LONG)
    first = TextRevision.objects.filter(code="presentation").order_by("pk").first()
    DOSSIER.fire(fresh(dossier), "submit", by=alice)
    client = signed_in(alice)

    assert 'name="revision"' not in client.get(page_of(dossier)).content.decode()
    refused = client.post(page_of(dossier), {"revision": first.pk})
    assert refused.status_code == 409
    assert fresh(dossier).presentation == LONG


@pytest.mark.parametrize("sent", [{}, {"revision": "x"}, {"revision": "999999"}])
def test_a_version_that_is_not_of_this_text_is_refused_with_a_sentence(
    draft, alice, sent, signed_in
):
    write(draft, alice, LONG)
    answer = signed_in(alice).post(page_of(draft), sent)

    assert answer.status_code == 422
    assert fresh(draft).presentation == LONG


@pytest.mark.parametrize(
    "asked", ["?de=x&avec=y", "?de=1&avec=99999999999999999999", "?page=x", "?partie=T01.1"]
)
def test_a_wrong_address_is_no_fault(draft, alice, asked, signed_in):
    write(draft, alice, LONG)

    assert signed_in(alice).get(page_of(draft) + asked).status_code in (200, 404)


def test_the_page_of_a_conflict_says_who_wrote_the_other_and_when(draft, alice, chloe, signed_in):
    client, url = signed_in(alice), f"{draft.get_absolute_url()}modifier/"
    seen = client.get(url).context["form"].seen
    write(draft, chloe, "Le texte de Chloé.")
    mine = {"presentation": "Le mien.", "perimeter": "", "homes_in_perimeter": "", "seen": seen}

    answer = client.post(url, mine)

    assert answer.status_code == 409
    said = "L’autre est de Chloé Ferrand, 24 novembre 2026, 10 h 00."
    assert said in answer.content.decode().replace("\u00a0", " ")


def test_the_page_asks_as_much_for_two_versions_as_for_many(draft, alice, signed_in):
    client = signed_in(alice)

    def cost(many):
        for number in range(many):
            at = AT + timedelta(hours=TextRevision.objects.count())
            write(draft, alice, f"{LONG} {many} {number}", at=at)
        client.get(page_of(draft))
        return queries(client, page_of(draft))

    assert cost(2) == cost(12)


def test_the_field_leads_to_its_versions(draft, alice, signed_in):
    page = signed_in(alice).get(f"{draft.get_absolute_url()}modifier/").content.decode()

    assert f'href="{page_of(draft)}"' in page
    assert f'href="{page_of(draft, "perimetre")}"' in page
