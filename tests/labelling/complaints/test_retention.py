"""Retention of requests (BR-93): erased on their day with files and mails, unless an open appeal needs them."""

from datetime import date, datetime

import pytest
from django.db import connection

from labelling.committee.complaints.models import Appeal, Complaint, Enquiry, MisuseReport
from portal.core import clock
from portal.documents import Frozen
from portal.documents.storage import private_storage
from portal.models import Erasure, Message, Role, StoredFile
from portal.notifications import outbox
from portal.retention import jobs
from portal.retention.registry import KEEPINGS
from portal.scenario.files import document
from portal.workflow import audit_log
from tests import factories
from tests.labelling.complaints.factories import (
    EMAIL,
    TEXT,
    fire,
    lodge,
    make_complaint,
    make_enquiry,
    make_misuse,
    refused,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
CLOSED = date(2026, 11, 24)
ANSWER = "Nous avons écrit à l’organisme, qui a retiré l’affiche."


def at(day):
    return clock.at(datetime(day.year, day.month, day.day, 3, tzinfo=clock.PARIS))


def run(code, day):
    with at(day):
        return jobs.run(KEEPINGS[code])


def close(thing, day=CLOSED):
    type(thing).objects.filter(pk=thing.pk).update(closed_on=day)


def on_disk(stored):
    return private_storage().exists(stored.file.name)


@pytest.fixture
def answered(sonia):
    """A message with a piece of evidence, answered and told."""
    with clock.at(datetime(2026, 11, 24, 12)):
        enquiry = make_enquiry(sender_name="Léa Voisin", upload=document("Affiche", "Une affiche"))
        fire(enquiry, "answer", sonia, answer=ANSWER)
        outbox.deliver_due()
    return Enquiry.objects.get()


def test_br_93_message_leaves_a_year_after_its_answer_with_its_file_and_its_mails(
    answered, django_capture_on_commit_callbacks
):
    """BR-93: the day before, nothing; on the day, all of it; again, nothing more."""
    stored, reference = answered.file, answered.reference
    sent = Message.objects.filter(thing_type="labelling.enquiry").count()
    with django_capture_on_commit_callbacks(execute=True):
        before = run("message", date(2027, 11, 23)), on_disk(stored), Enquiry.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        done = [run("message", date(2027, 11, day)) for day in (24, 24, 25)]

    assert (sent, before, done) == (3, (0, True, 1), [1, 0, 0])
    assert (Enquiry.objects.count(), StoredFile.objects.count(), on_disk(stored)) == (0, 0, False)
    assert Message.objects.filter(thing_type="labelling.enquiry").count() == 0
    proof = Erasure.objects.get()
    assert (proof.code, proof.count, proof.references) == ("message", 1, [reference])
    assert audit_log.entries_of(proof).count() == 1


def test_br_93_what_was_written_is_left_in_no_index_mail_task_nor_log(
    sonia, caplog, django_capture_on_commit_callbacks
):
    """Every table is read after the erasure, but the log of those who answered, which names nobody from outside."""
    caplog.set_level("DEBUG")
    with clock.at(datetime(2026, 11, 24, 12)), django_capture_on_commit_callbacks(execute=True):
        words = {"text": f"{TEXT} Zibelinesque.", "sender_name": "Zénobie Zibelinesque"}
        fire(make_enquiry(**words), "answer", sonia, answer=ANSWER)
        outbox.deliver_due()
    there = tables_that_hold("ibelinesque")
    with django_capture_on_commit_callbacks(execute=True):
        run("message", date(2027, 11, 24))

    assert "portal_searchterm" in there or "labelling_enquiry" in there
    assert tables_that_hold("ibelinesque") == set()
    assert "ibelinesque" not in caplog.text


def tables_that_hold(word):
    """Names of the tables of which a row holds the word, in any column."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(word in str(row) for row in cursor.fetchall()):
                found.add(table)
    return found


def test_br_93_its_journal_stays_unbroken_and_names_nobody_from_outside(answered):
    """BR-23, BR-93: the chain ends with the erasure; neither name, address nor text is in it."""
    run("message", date(2027, 11, 24))
    lines = list(audit_log.entries_of(answered))

    assert (lines[0].sentence, lines[0].actor_name) == (
        "Effacé par le portail au terme de sa durée de conservation.",
        "Le portail",
    )
    said = " ".join(f"{line.sentence} {line.reason} {line.data}" for line in lines)
    assert [word for word in (EMAIL, "Voisin", TEXT, ANSWER) if word in said] == []
    assert audit_log.broken() == []


def test_a_file_that_another_row_names_stays(answered, sonia, django_capture_on_commit_callbacks):
    """Only what nothing else holds goes: a second row keeps row and content."""
    other = make_misuse()
    MisuseReport.objects.filter(pk=other.pk).update(file=answered.file)
    with django_capture_on_commit_callbacks(execute=True):
        run("message", date(2027, 11, 24))

    assert (Enquiry.objects.count(), on_disk(answered.file)) == (0, True)
    assert StoredFile.objects.get() == answered.file


def test_a_file_changes_and_leaves_by_no_other_way(answered):
    """BR-16: what the clock does at the end is still refused to everybody else."""
    with pytest.raises(Frozen, match="ne s’efface pas"):
        answered.file.delete()
    with pytest.raises(Frozen, match="ne s’efface pas"):
        StoredFile.objects.all().delete()


@pytest.mark.parametrize(("make", "code"), [(make_misuse, "misuse"), (make_complaint, "complaint")])
def test_br_93_report_is_a_year_in_use_then_five_in_the_archive(make, code, sonia, dircom):
    """BR-93: in the archive the référent alone still reads it."""
    thing = make()
    close(thing)
    model = type(thing)
    handler = factories.make_user("Hugo", "Prat")
    if code == "complaint":
        thing.handlers.add(handler)
    deputy = factories.make_user("Paul", "Rey", roles=[Role.DEPUTY])
    readers = {"misuse": (sonia, deputy, dircom), "complaint": (sonia, deputy, handler)}[code]

    def seen(day):
        with at(day):
            return [model.objects.visible_to(person).count() for person in readers]

    assert seen(date(2027, 11, 23)) == [1, 1, 1]
    assert seen(date(2027, 11, 24)) == [1, 0, 0]
    assert [run(code, day) for day in (date(2032, 11, 23), date(2032, 11, 24))] == [0, 1]
    assert model.objects.count() == 0


def test_an_open_demand_never_leaves():
    make_complaint(), make_misuse(), make_enquiry()
    late = date(2060, 1, 1)

    assert [run(code, late) for code in ("complaint", "misuse", "message")] == [0, 0, 0]


def test_br_93_open_appeal_holds_what_it_may_need(organism, alice, sonia):
    """BR-93: the complaint about the decision and the report on the organism wait for the appeal’s end."""
    decision = refused(factories.make_dossier(organism, state="refused"))
    appeal = lodge(decision, alice)
    complaint, report = make_complaint(), make_misuse()
    Complaint.objects.filter(pk=complaint.pk).update(decision=decision, closed_on=CLOSED)
    MisuseReport.objects.filter(pk=report.pk).update(organism=organism, closed_on=CLOSED)
    late = date(2033, 1, 1)
    held = run("complaint", late), run("misuse", late), run("appeal", late)
    close(appeal, date(2030, 1, 1))

    assert held == (0, 0, 0)
    assert (run("complaint", late), run("misuse", late), run("appeal", late)) == (1, 1, 0)
    assert run("appeal", date(2036, 1, 1)) == 1
    assert Appeal.objects.count() == 0


def test_the_organism_reads_its_appeal_in_the_archive_and_those_who_examined_it_do_not(
    organism, alice, sonia
):
    appeal = lodge(refused(factories.make_dossier(organism, state="refused")), alice)
    close(appeal)
    secretary = factories.make_user("Nora", "Ake", roles=[Role.SECRETARY])
    readers = (alice, sonia, secretary)
    with at(date(2027, 12, 1)):
        assert [Appeal.objects.visible_to(one).count() for one in readers] == [1, 1, 0]


def test_a_transferred_message_stays_as_long_as_what_it_has_become(answered, sonia, client):
    """Its secret page leads whoever wrote to the complaint, until that one leaves."""
    complaint = make_complaint()
    Enquiry.objects.update(moved_to=complaint.reference)
    close(complaint)
    path = answered.follow_path

    assert run("message", date(2032, 11, 23)) == 0
    assert client.get(path).status_code == 200
    assert (run("complaint", date(2032, 11, 24)), run("message", date(2032, 11, 24))) == (1, 1)
    assert client.get(path).status_code == 404


def test_a_demand_reopened_meanwhile_is_left_by_the_clock(answered):
    """What is due is read again under lock: the batch ends what is still over."""
    keeping, keys = KEEPINGS["message"], [answered.pk]
    close(answered, None)
    with at(date(2027, 11, 24)):
        assert jobs._batch(keeping, keys, []) == 0
    assert Enquiry.objects.count() == 1
