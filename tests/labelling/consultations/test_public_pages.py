"""Pages of a body without account: one stage of one body, whatever is tried; nothing of its remarks comes back."""

import io
import os

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from labelling.path.consultations import actions
from labelling.path.consultations.keys import actions as keys
from labelling.path.consultations.models import AuditorRemark, Consultation, TenantWord, WordDraft
from labelling.path.consultations.public_views import TOO_MANY, WRONG
from labelling.path.dossiers.parts import actions as parts
from portal.core import clock
from portal.documents.forms import AS_JPEG
from portal.scenario.files import document
from tests.factories import make_organism
from tests.labelling.consultations.conftest import say
from tests.labelling.dossiers.factories import make_dossier

pytestmark = pytest.mark.django_db
OWN, CODE = "/locataires/avis/", "/locataires/code/"
TYPED = {"stance": "confirms", "follow": "mail"}


@pytest.fixture
def opened(client, key):
    client.get(key.path)
    return client


def test_a_link_opens_the_stage_and_leaves_its_address(client, key):
    answer = client.get(key.path)
    assert (answer.status_code, answer.url) == (302, OWN)
    page = client.get(OWN)
    text = page.content.decode()
    assert "Amicale des Tilleuls" in text
    assert key.number not in text
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]


def test_a_code_opens_it_however_it_is_typed(client, key):
    answer = client.post(CODE, {"code": f" {key.code.lower().replace('-', ' ')} "})
    assert (answer.status_code, answer.url) == (302, OWN)


@pytest.mark.parametrize("why", ["wrong", "revoked", "left"])
def test_what_opens_nothing_is_said_in_one_sentence(client, key, contact, alice, sonia, why):
    if why == "revoked":
        keys.revoke(key, by=sonia)
    elif why == "left":
        contact.left_on = key.made_on
        contact.save()
    typed = "AAAA-AAAA-AAAA" if why == "wrong" else key.code
    page = client.post(CODE, {"code": typed})
    assert (page.status_code, page.context["form"].non_field_errors()) == (422, [WRONG])
    assert f'value="{typed}"' in page.content.decode()
    by_link = client.get(key.path if why != "wrong" else key.path.replace(".", ".x"))
    assert (by_link.status_code, by_link.context["problem"]) == (404, WRONG)
    assert client.get(OWN).url == CODE


def test_the_eleventh_try_of_an_hour_waits(client, key):
    cache.clear()
    for _ in range(10):
        assert client.post(CODE, {"code": "AAAA-AAAA-AAAA"}).status_code == 422
    page = client.post(CODE, {"code": key.code})
    assert (page.status_code, page.context["form"].non_field_errors()) == (422, [TOO_MANY])


def test_a_key_that_ends_closes_the_page_at_the_next_request(opened, key, sonia):
    assert opened.get(OWN).status_code == 200
    keys.revoke(key, by=sonia)
    assert opened.get(OWN).url == CODE


def test_a_word_is_given_read_and_taken_back(opened, consultation, alice):
    page = opened.post(OWN, TYPED | {"opinion": "Le hall est propre.", "stance": ""}, follow=True)
    assert "Le hall est propre." in page.content.decode()
    assert TenantWord.objects.get().opinion == "Le hall est propre."

    page = opened.post(f"{OWN}reprendre/", follow=True)

    assert page.context["form"].initial["opinion"] == "Le hall est propre."
    assert not TenantWord.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"stance": ""}, "opinion", "Répondez à la question, ou écrivez votre avis."),
        ({"stance": "contests"}, "account", "Dites ce qui n’est pas exact\u00a0: quelques mots suffisent."),
        ({"met_on": "2099-01-01"}, "met_on", "Choisissez une date passée."),
        ({"attendees": "-3"}, "attendees", "Assurez-vous que cette valeur est supérieure ou égale à 0."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_stays(opened, typed, field, said):
    page = opened.post(OWN, TYPED | {"opinion": "" if field == "opinion" else "Gardé"} | typed)
    assert page.status_code == 422
    assert page.context["form"].errors == {field: [said]}
    assert not TenantWord.objects.exists()


def test_a_draft_is_kept_as_typed_and_finished_by_another(opened, key, client):
    opened.post(OWN, {"opinion": "Le hall", "attendees": "beaucoup", "keep": "1", "version": "0"})
    assert WordDraft.objects.get().fields["attendees"] == "beaucoup"
    page = client.get(OWN)
    assert page.context["form"].initial["opinion"] == "Le hall"
    assert page.context["version"] == 1


def test_two_of_a_body_at_once_read_both_texts(opened):
    opened.post(OWN, {"opinion": "Le mien", "keep": "1", "version": "0"})
    page = opened.post(OWN, {"opinion": "Le sien", "keep": "1", "version": "0"})
    text = page.content.decode()
    assert page.status_code == 409
    assert "Le mien" in text
    assert "Le sien" in text
    assert WordDraft.objects.get().fields["opinion"] == "Le mien"
    page = opened.post(OWN, {"opinion": "Les deux", "keep": "1", "version": "1"})
    assert WordDraft.objects.get().fields["opinion"] == "Les deux"


def test_a_remark_comes_back_nowhere(opened, key, signed_in, alice, sonia):
    opened.post(f"{OWN}remarque/", {"text": "canari-du-gardien"})
    assert AuditorRemark.objects.get().text == "canari-du-gardien"
    one = Consultation.objects.get()
    assert "canari" not in opened.get(OWN).content.decode()
    assert "canari" not in opened.get(f"{OWN}remarque/").content.decode()
    for reader in (alice, sonia):
        for page in (one.get_absolute_url(), one.dossier.get_absolute_url()):
            assert "canari" not in signed_in(reader).get(page).content.decode()


def test_an_answer_is_read_and_may_not_answer(opened, consultation, alice):
    one = actions.give(consultation, say(opinion="Le hall est sale."))
    assert opened.get(f"{OWN}suite/").status_code == 404
    one.workflow.fire(one, "answer", by=alice, text="Il est lavé chaque lundi et chaque jeudi.")
    assert "Il est lavé chaque lundi" in opened.get(OWN).content.decode()
    opened.post(f"{OWN}suite/", {"text": "Pas le jeudi."})
    assert Consultation.objects.get().state == "to_answer"
    assert "Pas le jeudi." in opened.get(OWN).content.decode()


def photograph(megabytes):
    """A photograph of noise, which nothing makes lighter: as heavy as that of a telephone."""
    noise = Image.frombytes(
        "RGB", (2000, 1000 * megabytes // 6), os.urandom(2000 * 3 * (1000 * megabytes // 6))
    )
    out = io.BytesIO()
    noise.save(out, "PNG", compress_level=0)
    return out.getvalue()


def test_a_photograph_of_a_telephone_is_joined(opened):
    photo = SimpleUploadedFile("IMG_0412.png", content := photograph(12), "image/png")
    opened.post(f"{OWN}piece/", {"upload": photo})
    assert (len(content) // 10**6, "IMG_0412.png" in opened.get(OWN).content.decode()) == (12, True)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("IMG_1.HEIC", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 200, AS_JPEG),
        ("IMG_2.png", b"\x89PNG" + b"\x00" * 16_000_000,
         "Ce fichier dépasse 15 Mo. Réduisez-le, puis choisissez-le encore."),
        ("notes.docx", b"PK", "Ce fichier n’est ni une image (JPEG, PNG, WebP), ni un PDF."),
    ],
)  # fmt: skip
def test_what_is_no_photograph_is_told_with_how_to_do_otherwise(opened, name, content, said):
    upload = SimpleUploadedFile(name, content)
    page = opened.post(f"{OWN}piece/", {"upload": upload})
    told = [*page.context["form"].errors["upload"]]
    assert (page.status_code, [one.replace("\u00a0", " ") for one in told]) == (
        422, [said.replace("\u00a0", " ")],
    )  # fmt: skip


@pytest.fixture
def meeting(dossier, alice):
    upload = document("Compte rendu", "Le plan a été présenté.")
    facts = {"kind": "information", "body": "Conseil", "attendees": 9, "held_on": clock.today()}
    return parts.add_tenants(dossier, by=alice, stage="candidature", upload=upload, **facts)


def test_the_minutes_of_the_landlord_are_read_by_the_body_that_is_asked(opened, meeting):
    address = f"{OWN}compte-rendu/{meeting.pk}/"
    assert address in opened.get(OWN).content.decode()
    answer = opened.get(address)
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    assert b"".join(answer).startswith(b"%PDF")


@pytest.mark.parametrize("why", ["closed", "another_stage", "another_dossier", "erased", "refused"])
def test_no_other_file_is_opened(client, opened, meeting, alice, why):
    if why == "closed":
        client.post(f"{OWN}quitter/")
    elif why == "another_stage":
        type(meeting).objects.update(stage="audit")
    elif why == "another_dossier":
        other = make_dossier(make_organism("Autre Habitat", slug="autre-habitat"))
        type(meeting).objects.update(dossier=other)
    elif why == "erased":
        type(meeting.file).objects.update(erased_on=clock.today())
    else:
        type(meeting.file).objects.update(scan_state="refused")
    answer = opened.get(f"{OWN}compte-rendu/{meeting.pk}/")
    assert answer.status_code == (302 if why == "closed" else 404)


def test_a_closed_stage_is_read_and_asks_nothing_more(opened, dossier):
    type(dossier).objects.filter(pk=dossier.pk).update(state="submitted", submitted_on="2026-11-24")
    page = opened.get(OWN)
    assert page.context["may_write"] is False
    assert "Cette étape est finie." in page.content.decode()
    again = opened.post(OWN, TYPED)
    assert again.status_code == 409
    assert not TenantWord.objects.exists()


def test_it_is_left_by_one_button(opened):
    opened.post(f"{OWN}quitter/")
    assert opened.get(OWN).url == CODE


def test_a_draft_with_a_sign_that_no_database_keeps_is_kept_without_it(opened):
    opened.post(OWN, {"opinion": "Le\x00 hall", "keep": "1", "version": "0"})
    assert WordDraft.objects.get().fields["opinion"] == "Le hall"


def test_a_word_given_while_another_of_the_body_writes_shows_both(opened):
    opened.post(OWN, {"opinion": "Le sien", "keep": "1", "version": "0"})
    page = opened.post(OWN, TYPED | {"opinion": "Le mien", "version": "0"})
    text = page.content.decode()
    assert (page.status_code, "Le sien" in text, "Le mien" in text) == (409, True, True)
    assert not TenantWord.objects.exists()


def test_a_word_that_is_taken_back_no_more_leads_back_to_its_own_page(
    opened, consultation, dossier
):
    actions.give(consultation, say(opinion="Le hall est sale."))
    type(dossier).objects.filter(pk=dossier.pk).update(state="submitted", submitted_on="2026-11-24")
    page = opened.post(f"{OWN}reprendre/", follow=True)
    assert page.redirect_chain == [(OWN, 302)]
    assert "Cette étape est close" in page.content.decode()


def test_a_link_opens_as_often_as_it_is_needed(client, key):
    cache.clear()
    assert {client.get(key.path).status_code for _ in range(12)} == {302}
