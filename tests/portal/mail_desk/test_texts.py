"""Custom mail texts: closed placeholders, versions, preview, trial, and the text kept with each mail."""

from datetime import timedelta

import pytest

from portal.core import clock
from portal.mail_desk import texts
from portal.models import Message, TextVersion
from portal.notifications import outbox
from portal.notifications.notices import NOTICES
from portal.web.submissions.once import new_key
from portal.workflow import Refused
from tests import factories
from tests.portal.mail_desk.factories import queue

pytestmark = pytest.mark.django_db
KEY = "dossier.submitted"
PAGE = f"/espace/courriels/textes/{KEY}/"
SUBJECT, BODY = "Reçu : {reference}", "Bonjour {prenom},\n\n{organisme} est là.\n\n{lien}"


@pytest.fixture
def browser(sonia, signed_in):
    return signed_in(sonia)


def sent_form(dossier, **fields):
    said = {"subject": SUBJECT, "body": BODY, "sur": dossier.get_absolute_url(), "seen": 0}
    return {"once": new_key(), "faire": "enregistrer"} | said | fields


def write(by, subject=SUBJECT, body=BODY):
    return texts.write(KEY, by=by, seen=texts.last_number(KEY), subject=subject, body=body)


@pytest.mark.parametrize("field", ["subject", "body"])
def test_an_unknown_placeholder_is_refused_by_its_name_and_the_text_is_kept(
    browser, dossier, field
):
    wrong = {"subject": "Le mot de {mot_de_passe}", "body": "{mot_de_passe} {lien}"}[field]
    answer = browser.post(PAGE, sent_form(dossier, **{field: wrong}))
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "«\u00a0{mot_de_passe}\u00a0» n’existe pas ici" in page
    assert wrong in page
    assert TextVersion.objects.count() == 0


def test_a_name_in_a_text_is_joined_as_french_says_it(sonia, dossier, alice, mailoutbox):
    """Whether the shipped text says « d’Armoril » or « Armoril »: who writes « de {organisme} » knows no grammar."""
    dossier.organism.name = "Armoril Habitat"
    dossier.organism.save()
    write(
        sonia,
        subject="Le dossier de {organisme}",
        body="{organisme} dit que {organisme} est là. {lien}",
    )
    queue(dossier, alice, KEY)
    outbox.deliver_due()

    assert mailoutbox[0].subject == "Le dossier d’Armoril Habitat"
    assert mailoutbox[0].body.startswith("Armoril Habitat dit qu’Armoril Habitat est là.")


def test_template_code_in_a_text_is_words(sonia, dossier, alice, mailoutbox):
    """Nothing but the closed list is replaced: neither tags, nor the names that a value holds."""
    alice.first_name = "{lien}"
    alice.save()
    code = "{% load static %}{{ person.password }}"
    form_faults = texts.placeholders.faults(code, ["lien"])
    write(sonia, subject="Reçu", body="Bonjour {prenom} % load % {lien}")
    queue(dossier, alice, KEY)
    outbox.deliver_due()

    assert form_faults
    assert mailoutbox[0].body.startswith("Bonjour {lien} % load % http")


@pytest.mark.parametrize("line", ["\r\nBcc: tous@exemple.fr", "\nBcc: tous@exemple.fr", "\rBcc: x"])
def test_a_subject_of_several_lines_injects_no_header(browser, sonia, dossier, alice, line):
    answer = browser.post(PAGE, sent_form(dossier, subject=f"Reçu{line}"))

    assert answer.status_code == 422
    assert TextVersion.objects.count() == 0


def test_a_line_break_that_a_value_holds_stays_out_of_the_headers(
    sonia, dossier, alice, mailoutbox
):
    dossier.organism.name = "Valmeyre\nBcc: tous@exemple.fr"
    dossier.organism.save()
    write(sonia, subject="Reçu pour {organisme}")
    queue(dossier, alice, KEY)
    outbox.deliver_due()

    assert mailoutbox[0].subject == "Reçu pour Valmeyre Bcc: tous@exemple.fr"
    assert mailoutbox[0].recipients() == [alice.email]


def test_versions_are_kept_and_one_goes_back_to_any_of_them(browser, sonia, dossier):
    browser.post(PAGE, sent_form(dossier, subject="Une"))
    browser.post(PAGE, sent_form(dossier, subject="Deux", seen=1))
    browser.post(f"{PAGE}versions/1/", {"once": new_key(), "seen": 2})
    browser.post(f"{PAGE}versions/0/", {"once": new_key(), "seen": 3})
    rows = TextVersion.objects.order_by("number")

    assert [(row.number, row.subject, row.is_shipped) for row in rows] == [
        (1, "Une", False),
        (2, "Deux", False),
        (3, "Une", False),
        (4, "", True),
    ]
    assert texts.versions(KEY).first().is_shipped


def test_what_somebody_else_wrote_meanwhile_is_not_covered(browser, sonia, dossier):
    write(sonia, subject="La leur")
    answer = browser.post(PAGE, sent_form(dossier, subject="La mienne", seen=0))

    assert answer.status_code == 409
    assert "a changé pendant que vous écriviez" in answer.content.decode()
    assert "La mienne" in answer.content.decode()
    with pytest.raises(Refused):
        texts.write(KEY, by=sonia, seen=0, subject="x", body="y")
    assert [row.subject for row in TextVersion.objects.all()] == ["La leur"]


def test_the_preview_is_what_a_real_page_would_say_and_saves_nothing(browser, sonia, dossier):
    page = browser.post(PAGE, sent_form(dossier, faire="apercu"))
    preview = page.context["preview"]

    assert preview["subject"] == f"Reçu : {dossier.reference}"
    assert f"Bonjour Sonia,\n\n{dossier.organism} est là." in preview["body"]
    assert (TextVersion.objects.count(), Message.objects.count()) == (0, 0)


def test_a_trial_goes_to_oneself_alone_and_saves_nothing(browser, sonia, dossier, mailoutbox):
    browser.post(PAGE, sent_form(dossier, faire="essai"))
    [mail] = mailoutbox

    assert (mail.to, mail.subject) == ([sonia.email], f"[Essai] Reçu : {dossier.reference}")
    assert (TextVersion.objects.count(), Message.objects.count()) == (0, 0)


def test_a_mail_keeps_the_version_it_left_with(sonia, dossier, alice, mailoutbox):
    first = write(sonia, subject="Une {reference}")
    queue(dossier, alice, KEY)
    outbox.deliver_due()
    write(sonia, subject="Deux {reference}")
    mail = Message.objects.get()

    assert mail.text_version == first
    assert mail.subject == mailoutbox[0].subject == f"Une {dossier.reference}"


def test_a_text_is_said_in_a_grouped_mail_too(sonia, dossier, alice, mailoutbox):
    """Two events of one dossier, one mail: each line in its words, each row with its version."""
    version = write(sonia, subject="Reçu : {reference}")
    queue(dossier, alice, KEY)
    queue(dossier, alice, "dossier.registered")
    outbox.deliver_due()
    [mail] = mailoutbox
    ours, shipped = Message.objects.order_by("pk")

    assert f"Reçu : {dossier.reference}" in mail.body
    assert (ours.text_version, ours.subject) == (version, f"Reçu : {dossier.reference}")
    assert shipped.text_version is None
    assert ours.sent_as == shipped.sent_as == mail.extra_headers["Message-ID"]


def test_where_a_placeholder_says_nothing_the_shipped_text_leaves(
    sonia, dossier, alice, mailoutbox
):
    """« échéance » of a dossier that has none: the shipped words know how to leave it out."""
    write(sonia, subject="Avant le {echeance}")
    queue(dossier, alice, KEY)
    outbox.deliver_due()

    assert dossier.due_on is None
    assert mailoutbox[0].subject.endswith(f"accusé de réception du dossier {dossier.reference}")
    assert Message.objects.get().text_version is None


def test_the_reason_of_a_mail_is_never_lost(sonia, dossier, alice, mailoutbox):
    write(sonia, body="Court. {lien}")
    queue(dossier, alice, KEY)
    outbox.deliver_due()

    assert NOTICES[KEY].why in mailoutbox[0].body


def test_the_list_costs_the_same_queries_with_one_text_or_many(
    browser, sonia, django_assert_max_num_queries
):
    write(sonia)
    browser.get("/espace/courriels/textes/")
    with django_assert_max_num_queries(60) as one:
        browser.get("/espace/courriels/textes/")
    for number, key in enumerate(["dossier.sent_back", "label.granted", "label.expired"]):
        by = factories.make_user("Paul", f"Durand{number}")
        texts.write(key, by=by, seen=0, subject="x", body="y {lien}")
    with django_assert_max_num_queries(60) as many:
        browser.get("/espace/courriels/textes/")

    assert len(one) == len(many)


def test_only_the_office_writes(alice, signed_in, dossier):
    assert signed_in(alice).get(PAGE).status_code == 404
    assert signed_in(alice).post(PAGE, sent_form(dossier)).status_code == 404


def test_a_trial_about_a_page_that_closed_meanwhile_is_not_sent(alice, dossier, bob, mailoutbox):
    """The worker asks the right again."""
    about = (dossier._meta.label_lower, dossier.pk)
    texts.send_trial.enqueue(KEY, "Essai", "{lien}", *about, bob.pk)
    with clock.at(clock.now() + timedelta(minutes=1)):
        texts.send_trial.enqueue(KEY, "Essai", "{lien}", *about, alice.pk)

    assert [mail.to for mail in mailoutbox] == [[alice.email]]
