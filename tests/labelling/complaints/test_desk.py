"""Desk of requests: triage, answer, transfer, list, timers, visibility."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from labelling.committee.complaints.models import Complaint, Enquiry
from portal.core import clock
from portal.notifications import outbox
from portal.scenario.files import document
from portal.scenario.registry import ACTS
from portal.web.submissions.once import new_key
from tests import factories
from tests.labelling.complaints.factories import (
    EMAIL,
    fire,
    lodge,
    make_complaint,
    make_enquiry,
    make_misuse,
    refused,
)
from tests.labelling.kit.factories import make_licence
from tests.labelling.labels.factories import make_label
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db
ANSWER = "Nous avons écrit à l’organisme, qui a retiré l’affiche."
MONDAY = datetime(2026, 11, 23, 10)


def act(thing, address):
    return f"{thing.get_absolute_url()}{address}/"


def strangers_mails(mailoutbox):
    return [mail for mail in mailoutbox if mail.to == [EMAIL]]


def test_an_answer_leaves_once_by_mail_is_kept_and_shown_on_the_secret_page(
    client, sonia, signed_in, mailoutbox
):
    enquiry = make_enquiry()
    assert signed_in(sonia).get(act(enquiry, "repondre")).status_code == 200
    data = {"answer": ANSWER, "version": 1, "once": new_key()}
    answers = [client.post(act(enquiry, "repondre"), data) for _ in range(2)]
    outbox.deliver_due()

    enquiry.refresh_from_db()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (enquiry.state, enquiry.answer, enquiry.closed_on) == ("answered", ANSWER, clock.today())
    assert [ANSWER in mail.body for mail in strangers_mails(mailoutbox)] == [False, True]
    client.logout()
    assert ANSWER in client.get(enquiry.follow_path).content.decode()


def test_an_empty_answer_is_refused_beside_its_field(sonia, signed_in):
    enquiry = make_enquiry()
    answer = signed_in(sonia).post(act(enquiry, "repondre"), {"answer": "Oui."})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["answer"])
    assert Enquiry.objects.get().state == "received"


def test_a_colleague_s_answer_comes_first(sonia, signed_in):
    enquiry = make_enquiry()
    client = signed_in(sonia)
    client.post(act(enquiry, "repondre"), {"answer": ANSWER, "version": 1})
    late = client.post(act(enquiry, "repondre"), {"answer": "Une autre réponse, plus tard."})

    refused_page(late, "Cette étape n’est pas possible")
    assert Enquiry.objects.get().answer == ANSWER


@pytest.mark.parametrize("who", ["sonia", "dircom"])
def test_a_retained_report_feeds_the_organism_s_file_and_its_answer_is_told(
    who, request, organism, mailoutbox
):
    """Triage, answer, the fact on the file; nothing of who reported."""
    by, report = request.getfixturevalue(who), make_misuse(seen_on=date(2026, 11, 2))
    report = fire(report, "acknowledge", by)
    assert report.due_on == report.promised_on
    report = fire(report, "retain", by, finding="Vu sur place.", organism=organism)
    assert organism.misuses.facts() == [
        {
            "reason": "Le logo ou le nom du label utilisé sans droit",
            "seen_on": date(2026, 11, 2),
            "retained_on": clock.today(),
        }
    ]
    report = fire(report, "handle", by, answer=ANSWER, measures="Courrier envoyé.")
    report = fire(report, "close", by)
    outbox.deliver_due()

    assert (report.state, report.closed_on) == ("closed", clock.today())
    subjects = [mail.subject for mail in strangers_mails(mailoutbox)]
    assert [subject.split(" : ")[1] for subject in subjects] == [
        "nous avons reçu votre signalement",
        "votre signalement est en cours d’examen",
        "réponse à votre signalement",
    ]
    assert len(organism.misuses.facts()) == 1


def test_a_report_that_is_not_retained_or_not_ours_leaves_no_fact(organism, sonia):
    for name, data in (
        ("dismiss", {"finding": "L’organisme a ce droit."}),
        ("redirect", {"redirected_to": "la commission de conciliation"}),
    ):
        report = fire(make_misuse(organism=organism), "acknowledge", sonia)
        fire(fire(report, name, sonia, **data), "handle", sonia, answer=ANSWER)

    assert organism.misuses.facts() == []


def test_the_organism_reads_the_fact_and_never_the_reporter(alice, sonia, organism, signed_in):
    """The canaries of a report: name, address, words, place and file of the reporter."""
    secret = {
        "sender_name": "Zoé Canari",
        "sender_email": "zoe@canari.fr",
        "place": "Impasse Canari",
    }
    report = make_misuse(text="Le canari chante à midi.", upload=document("canari", "x"), **secret)
    report = fire(report, "acknowledge", sonia)
    fire(report, "retain", sonia, finding="Canari confirmé.", organism=organism)
    outbox.deliver_due()

    client = signed_in(alice)
    pages = [
        client.get(path).content.decode()
        for path in (organism.get_absolute_url(), "/espace/", "/espace/demandes/")
    ]
    assert "Le logo ou le nom du label utilisé sans droit" in pages[0]
    assert [page for page in pages if "canari" in page.lower() or report.reference in page] == []
    assert client.get(report.get_absolute_url()).status_code == 404
    assert client.get(report.file.get_absolute_url()).status_code == 404


def test_a_message_that_is_a_complaint_changes_kind_and_loses_nothing(
    client, sonia, signed_in, mailoutbox
):
    with clock.at(MONDAY):
        report = make_misuse(
            upload=document("Preuve", "x"), sender_name="Léa", organism_name="Office",
            seen_on=date(2026, 11, 2),
        )  # fmt: skip
    with clock.at(MONDAY + timedelta(days=3)):
        answer = signed_in(sonia).post(
            act(report, "transferer"),
            {"kind": "reclamation", "reason": "Elle conteste un audit.", "version": 1},
        )
        outbox.deliver_due()
        report.refresh_from_db()
        complaint = Complaint.objects.get()
        shown = client.get(report.get_absolute_url()).content.decode()
        client.logout()
        followed = client.get(report.follow_path).content.decode()

    assert (answer.status_code, report.state) == (302, "transferred")
    assert (report.moved_to, complaint.came_from) == (complaint.reference, report.reference)
    assert (complaint.sender_name, complaint.sender_email, complaint.organism_name) == (
        "Léa",
        EMAIL,
        "Office",
    )
    assert complaint.text == (
        f"{report.text}\n\nSujet choisi\u00a0: Le logo ou le nom du label utilisé sans droit. "
        "Vu\u00a0: Rue Neuve. Le 02/11/2026."
    )
    assert complaint.file.sha256 == report.file.sha256
    assert (complaint.received_on, complaint.promised_on) == (date(2026, 11, 23), date(2027, 1, 7))
    assert complaint.get_absolute_url() in shown
    assert complaint.reference in followed
    assert [complaint.reference in mail.subject for mail in strangers_mails(mailoutbox)][-1] is True


def test_dircom_transfers_a_complaint_that_she_does_not_see_any_more(dircom, signed_in):
    """BR-89: no link to what she may not open."""
    enquiry = make_enquiry()
    client = signed_in(dircom)
    client.post(act(enquiry, "transferer"), {"kind": "reclamation", "reason": "Un audit."})
    complaint = Complaint.objects.get()

    page = client.get(enquiry.get_absolute_url()).content.decode()
    assert complaint.get_absolute_url() not in page
    assert client.get(complaint.get_absolute_url()).status_code == 404


def test_one_list_of_all_kinds_filtered_and_constant(
    sonia, signed_in, dossier, alice, django_assert_num_queries
):
    client, path = signed_in(sonia), reverse("labelling:request_list")
    empty = client.get(path).content.decode()
    things = [make_enquiry()]
    with django_assert_num_queries(8):
        client.get(path)
    things += [make_misuse(organism_name="Office des Lilas"), make_complaint()]
    things.append(lodge(refused(factories.make_dossier(dossier.organism, state="refused")), alice))
    for number in range(26):
        make_misuse(sender_email="", organism_name=f"Bailleur {number}")
    with django_assert_num_queries(8):
        page = client.get(path)

    def found(query):
        return [row.reference for row in client.get(f"{path}?{query}").context["page"].object_list]

    assert "Aucune demande" in empty
    assert (page.context["page"].paginator.count, len(page.context["page"].object_list)) == (30, 25)
    assert len(found("page=2")) == 5
    assert [found(f"nature={kind}")[0] for kind in ("message", "reclamation", "recours")] == [
        things[0].reference,
        things[2].reference,
        things[3].reference,
    ]
    assert found("q=lilas") == [things[1].reference]
    assert found(f"q={things[2].reference}") == [things[2].reference]
    assert found("situation=retard") == found("etat=answered") == []
    assert len(found("nature=inconnue&etat=rien")) == 25
    fire(things[0], "answer", sonia, answer=ANSWER)
    assert found("situation=closes") == [things[0].reference]


def test_what_is_contested_is_made_precise_by_the_referent(organism, sonia, dircom, signed_in):
    complaint = make_complaint()
    path = act(complaint, "preciser")
    client = signed_in(sonia)
    client.post(path, {"about": "audit", "organism": organism.pk, "version": 1})
    complaint.refresh_from_db()

    assert complaint.organism == organism
    assert signed_in(dircom).get(path).status_code == 404
    report = make_misuse()
    assert client.get(act(report, "preciser")).status_code == 200
    assert client.get(act(make_enquiry(), "preciser")).status_code == 404


def test_a_scenario_sends_reports_files_and_lodges(organism, alice, sonia):
    dossier = factories.make_dossier(organism, state="refused")
    refused(dossier)
    made = [
        ACTS["enquiry.send"](by=None, text="Une question.", email=EMAIL),
        ACTS["misuse.report"](by=None, text="Un logo.", place="Rue Neuve", piece="Affiche"),
        ACTS["complaint.file"](by=None, text="Un audit.", about="audit"),
        ACTS["appeal.lodge"](by=alice, on=dossier, text="Nos preuves n’ont pas été lues."),
    ]
    fire(made[2], "acknowledge", sonia)
    ACTS["request.assign"](by=sonia, on=made[2], people=[sonia])

    assert [thing.reference[-4:] for thing in made] == ["0001", "0002", "0003", "0004"]
    assert list(made[2].handlers.all()) == [sonia]


def test_the_licence_tells_the_misuses_of_the_mark_that_were_retained(
    alice, sonia, organism, signed_in
):
    """Those of the service rendered stay on the organism’s page alone."""
    licence = make_licence(make_label(organism), by=alice)
    for reason in ("attestation", "quality"):
        report = fire(make_misuse(reason=reason), "acknowledge", sonia)
        fire(report, "retain", sonia, finding="Vu.", organism=organism)
    page = signed_in(alice).get(licence.get_absolute_url())

    assert [fact["reason"] for fact in page.context["misuses"]] == [
        "Une attestation qui paraît fausse"
    ]
    assert "Usages abusifs retenus" in page.content.decode()
