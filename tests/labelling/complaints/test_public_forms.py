"""Public forms without account: one row, one acknowledgement, kept input, nothing for robots."""

from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from labelling.committee.complaints.models import Complaint, Enquiry, MisuseReport
from portal import documents
from portal.core import clock
from portal.notifications import outbox
from portal.scenario.files import document
from portal.web.submissions import public_forms
from portal.workflow import audit_log
from tests.labelling.complaints.factories import (
    EMAIL,
    enquiry_form,
    make_misuse,
    misuse_form,
    stamp,
)
from tests.labelling.labels.factories import make_label
from tests.markup import tidy

pytestmark = pytest.mark.django_db
WRITE, REPORT, COMPLAIN, THANKS = (
    "/contact/ecrire/",
    "/signaler/",
    "/reclamation/",
    "/contact/merci/",
)
MONDAY = datetime(2026, 11, 23, 10)


def shown(client, path):
    return client.get(path).content.decode()


def test_a_message_is_one_row_one_line_one_acknowledgement_with_its_dates(
    client, sonia, mailoutbox
):
    """D23: an answer promised within five working days, told at once with the reference and the link."""
    with clock.at(MONDAY):
        answer = client.post(WRITE, enquiry_form())
        outbox.deliver_due()

    enquiry = Enquiry.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, THANKS)
    assert (enquiry.reference, enquiry.state) == ("QH-R-2026-0001", "received")
    assert (enquiry.promised_on, enquiry.due_on) == (date(2026, 11, 30), date(2026, 11, 30))
    assert [line.sentence for line in audit_log.entries_of(enquiry)] == [
        "Un message est arrivé par le formulaire public."
    ]
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([EMAIL, sonia.email])
    [mine] = [mail for mail in mailoutbox if mail.to == [EMAIL]]
    assert "QH-R-2026-0001" in mine.subject
    assert enquiry.follow_url in mine.body
    assert "30\u00a0novembre 2026" in mine.body
    assert enquiry.text not in mine.body  # the form carries nobody’s words to a third party


def test_the_page_of_thanks_shows_the_link_to_its_author_alone(client):
    client.post(WRITE, enquiry_form())
    enquiry = Enquiry.objects.get()

    assert enquiry.follow_path in shown(client, THANKS)
    client.cookies.clear()
    assert "QH-R-" not in shown(client, THANKS)


def test_a_complaint_is_acknowledged_in_five_working_days_and_answered_in_forty_five_days(client):
    """D23, D23b: both run from the receipt; the answer’s date slips to a working day."""
    with clock.at(MONDAY):
        client.post(COMPLAIN, enquiry_form(about="audit", organism_name=""))

    complaint = Complaint.objects.get()
    assert (complaint.due_on, complaint.promised_on) == (date(2026, 11, 30), date(2027, 1, 7))


@pytest.mark.dated
def test_a_report_needs_no_name_no_address_and_knows_the_organisms_of_the_directory(client):
    label = make_label()
    client.post(REPORT, misuse_form(organism_name=f" {label.organism.name.upper()} "))
    client.post(REPORT, misuse_form(organism_name="Un bailleur inconnu"))

    known, unknown = MisuseReport.objects.order_by("pk")
    assert (known.organism, known.sender_email) == (label.organism, "")
    assert (unknown.organism, unknown.organism_name) == (None, "Un bailleur inconnu")
    assert outbox.Message.objects.filter(person=None).count() == 0
    assert f'<option value="{label.organism.name}">' in shown(client, REPORT)


def test_a_name_that_the_directory_does_not_show_is_bound_to_nothing(client, organism):
    """A candidate’s existence is told by no form (BR-70)."""
    client.post(REPORT, misuse_form(organism_name=organism.name))

    assert MisuseReport.objects.get().organism is None
    assert organism.name not in shown(client, REPORT)


def test_a_joined_file_is_inspected_private_and_has_no_author(client):
    client.post(REPORT, misuse_form(upload=document("Affiche", "Une affiche")))

    stored = MisuseReport.objects.get().file
    assert (stored.stored_by, stored.kind, stored.content_type) == (
        None,
        documents.FROM_STRANGER,
        "application/pdf",
    )
    assert client.get(stored.get_absolute_url()).status_code == 302  # to the door


def test_only_a_stranger_s_file_may_have_no_author(dossier):
    with pytest.raises(IntegrityError, match="file_has_its_author"):
        documents.store(document("A", "a"), holder=dossier, by=None, kind="autre")


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (("tableau.xlsx", b"PK"), "Ce fichier n’est ni une image (JPEG, PNG, WebP), ni un PDF."),
        (("photo.png", b"x" * (5 * 1024 * 1024 + 1)), "Ce fichier dépasse 5 Mo."),
        (("photo.png", b"<svg>"), "photo.png"),
    ],
)
def test_a_file_that_is_not_a_light_picture_or_pdf_is_refused_beside_its_field(
    client, upload, sentence
):
    answer = client.post(REPORT, misuse_form(upload=SimpleUploadedFile(*upload)))

    assert answer.status_code == 422
    assert sentence in " ".join(answer.context["form"].errors["upload"])
    assert public_forms.FILE_LOST in answer.content.decode()
    assert MisuseReport.objects.count() == 0


def test_what_is_typed_is_kept_beside_clear_sentences(client):
    answer = client.post(
        REPORT, misuse_form(place="", seen_on="31/02/2026", sender_email="lea@", text="Court.")
    )

    form = answer.context["form"]
    assert answer.status_code == 422
    assert form.errors == {
        "place": ["Dites où vous l’avez vu."],
        "seen_on": ["Cette date ne se lit pas. Écrivez-la comme 15/03/2027."],
        "text": ["Donnez un peu plus de détails\u00a0: 20 caractères au moins."],
        "sender_email": [
            "Cette adresse ne semble pas complète. Elle s’écrit comme nom@exemple.fr."
        ],
    }
    assert all(text in answer.content.decode() for text in ("31/02/2026", "lea@", "Court."))


def test_a_date_to_come_is_refused(client):
    tomorrow = f"{clock.today() + timedelta(days=1):%d/%m/%Y}"
    answer = client.post(REPORT, misuse_form(seen_on=tomorrow))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["seen_on"]


def test_a_robot_that_fills_the_hidden_field_gets_the_same_page_and_leaves_nothing(client):
    answer = client.post(WRITE, enquiry_form(**{public_forms.TRAP: "https://exemple.fr"}))

    assert (answer.status_code, answer["Location"]) == (302, THANKS)
    assert "Merci, c’est bien reçu" in shown(client, THANKS)
    assert Enquiry.objects.count() == 0
    assert outbox.Message.objects.count() == 0


def test_the_hidden_field_is_out_of_reach_of_people(client):
    page = tidy(shown(client, WRITE))

    assert '<div class="trap" aria-hidden="true">' in page
    assert f'name="{public_forms.TRAP}" tabindex="-1" autocomplete="off"' in page


@pytest.mark.parametrize(
    ("age", "taken"),
    [
        (timedelta(seconds=2), public_forms.TOO_FAST),
        (timedelta(seconds=3), None),
        (timedelta(hours=24), None),
        (timedelta(hours=24, seconds=1), public_forms.TOO_OLD),
    ],
)
def test_a_page_sent_too_fast_or_too_late_is_shown_again_with_its_text(client, age, taken):
    with clock.at(MONDAY):
        answer = client.post(WRITE, enquiry_form(stamp=stamp(age)))

        if taken is None:
            assert (answer.status_code, Enquiry.objects.count()) == (302, 1)
            return
        page = answer.content.decode()
        assert (answer.status_code, Enquiry.objects.count()) == (422, 0)
        assert answer.context["form"].non_field_errors() == [taken]
        assert "Comment devenir labellisé" in page
    again = answer.context["form"]["stamp"].value()
    with clock.at(MONDAY + timedelta(seconds=10)):
        assert client.post(WRITE, enquiry_form(stamp=again)).status_code == 302


@pytest.mark.parametrize("forged", ["", "x", "0" * 32 + ".1:abc"])
def test_a_stamp_that_we_did_not_sign_is_not_taken(client, forged):
    answer = client.post(WRITE, enquiry_form(stamp=forged))

    assert (answer.status_code, Enquiry.objects.count()) == (422, 0)


def test_the_same_page_sent_twice_is_one_row_and_one_mail(client):
    data = enquiry_form()
    answers = [client.post(WRITE, data) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Enquiry.objects.count() == 1
    assert outbox.Message.objects.filter(address=EMAIL).count() == 1


def test_four_links_are_one_too_many(client):
    links = " ".join(f"https://exemple.fr/{n}" for n in range(4))
    answer = client.post(WRITE, enquiry_form(text=f"Voyez ces pages : {links}"))

    assert answer.context["form"].errors["text"] == [public_forms.TOO_MANY_LINKS]
    assert client.post(WRITE, enquiry_form(text=f"Voyez : {links[:60]}")).status_code == 302


def test_the_eleventh_sending_of_a_minute_waits_and_keeps_its_text(client):
    codes = [
        client.post(WRITE, enquiry_form(sender_email=f"lea{n}@exemple.fr")).status_code
        for n in range(10)
    ]
    answer = client.post(WRITE, enquiry_form(text="Un onzième message, écrit avec soin."))

    assert (codes, answer.status_code) == ([302] * 10, 429)
    assert "Un onzième message, écrit avec soin." in answer.content.decode()
    assert public_forms.TOO_MANY in answer.content.decode()
    assert Enquiry.objects.count() == 10


def test_an_address_gets_five_acknowledgements_an_hour_at_most(client):
    """Nobody’s mailbox is filled by our form."""
    codes = [client.post(WRITE, enquiry_form()).status_code for _ in range(6)]

    assert codes == [302] * 5 + [429]
    assert outbox.Message.objects.filter(address=EMAIL).count() == 5


def test_the_secret_page_tells_state_date_and_answer_and_nothing_of_the_person(client, sonia):
    report = make_misuse(sender_email="lea@exemple.fr", sender_name="Léa Voisin")
    answer = client.get(report.follow_path)
    page = answer.content.decode()

    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex", "no-referrer")
    assert report.reference in page
    assert [word for word in ("Léa", "lea@", report.text, "Rue Neuve") if word in page] == []
    assert "lea" not in report.follow_path


@pytest.mark.parametrize("token", ["QH-R-2026-0001", "QH-R-2026-0001.x", "n’importe quoi"])
def test_a_token_that_we_did_not_sign_leads_nowhere(client, token):
    make_misuse()

    assert client.get(f"/suivi/{token}/").status_code == 404


def test_a_signed_in_person_has_no_need_to_type_who_they_are(signed_in, chloe):
    form = signed_in(chloe).get(WRITE).context["form"]

    assert form.initial == {"sender_name": "Chloé Ferrand", "sender_email": chloe.email}


def test_the_forms_are_never_kept_by_a_cache(client):
    assert ["no-store" in client.get(path)["Cache-Control"] for path in (WRITE, REPORT)] == [
        True
    ] * 2


def test_what_is_to_correct_may_be_come_back_to_and_is_kept_by_no_shared_cache(client):
    """Back after a sending shows the form as it was, instead of asking to send it again."""
    answer = client.post(REPORT, {})

    assert (answer.status_code, answer["Cache-Control"]) == (422, "private, no-cache")
