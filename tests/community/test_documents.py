"""Documents of a space: versions, review dates, acknowledgements of reading."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from community.documents import actions
from community.documents.workflow import DOCUMENT
from community.models import DocumentReading, DocumentVersion, SpaceDocument, SpaceMember
from portal.core import clock
from portal.notifications import outbox
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused
from tests.community.factories import (
    club,
    make_animator,
    make_club_member,
    make_group,
    make_lea_who_animates,
    make_marc,
)
from tests.factories import shut
from tests.portal.documents.build import picture

pytestmark = pytest.mark.django_db
CAST = {"lea": make_lea_who_animates, "marc": make_marc}
HERE = "/espace/club/documents/"
TODAY = date(2026, 11, 24)


def upload(name="grille.png"):
    return SimpleUploadedFile(name, picture())


def make_document(by, title="Grille de visite", *, space=None, **facts):
    facts = {"folder": "Méthode", "effective_on": TODAY, "file": upload()} | facts
    return actions.add(space or club(), by=by, title=title, **facts)


def fresh(document):
    return SpaceDocument.objects.get(pk=document.pk)


def test_a_document_is_added_and_replaced_in_the_browser_the_former_version_stays(
    signed_in, lea, marc
):
    client = signed_in(lea)
    sent = {"title": "Grille de visite", "folder": "Méthode", "effective_on": "2026-11-24"}
    once = new_key()
    for _ in range(2):
        made = client.post(f"{HERE}nouveau/", sent | {"file": upload(), "once": once})
    later = {"effective_on": "2026-12-01", "note": "Les parkings", "once": new_key()}
    client.post(f"{made['Location']}version/", later | {"file": upload("grille-2.png")})
    page = signed_in(marc).get(made["Location"]).text

    assert SpaceDocument.objects.count() == 1
    assert list(DocumentVersion.objects.values_list("number", "file__version")) == [(2, 2), (1, 1)]
    assert ["grille.png" in page, "grille-2.png" in page, "Les parkings" in page] == [True] * 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"expires_on": "2026-11-24"}, "vient après la date"),
        ({"effective_on": "2026-02-31"}, "une date qui existe"),
        ({"file": SimpleUploadedFile("virus.exe", b"MZ")}, "virus.exe"),
        ({"title": ""}, "Donnez un titre"),
    ],
)
def test_a_bad_sending_is_told_and_what_was_typed_is_kept(change, said, signed_in, lea):
    sent = {"title": "Grille", "folder": "Méthode des visites", "effective_on": "2026-11-24"}
    sent |= {"file": upload(), "once": new_key()} | change
    answer = signed_in(lea).post(f"{HERE}nouveau/", sent)

    assert answer.status_code == 422
    assert "Méthode des visites" in answer.text
    assert said in answer.text or "fichier" in answer.text
    assert SpaceDocument.objects.count() == 0


def test_files_are_taken_by_those_who_see_the_document(signed_in, lea, marc, bob):
    document = make_document(lea)
    address = document.versions.get().file.get_absolute_url()

    def codes():
        found = []
        for who in (lea, marc, bob):
            answer = signed_in(who).get(address)
            found.append(answer.status_code)
            shut(answer)
        return found

    shown = codes()
    DOCUMENT.fire(document, "retire", by=lea)
    assert (shown, codes()) == ([200, 200, 404], [200, 404, 404])


def test_only_who_animates_keeps_the_documents(signed_in, lea, marc):
    document = make_document(lea, asks_reading=True)
    client = signed_in(marc)
    with pytest.raises(Forbidden):
        make_document(marc)
    for part in ("version/", "fiche/", "verifier/", "lectures/", "retirer-le-document/"):
        assert client.get(f"{document.get_absolute_url()}{part}").status_code == 403
    assert client.get(f"{HERE}nouveau/").status_code == 403


def told_on(*days):
    found = {}
    for day in days:
        with clock.at(datetime.combine(day, datetime.min.time().replace(hour=9))):
            for _ in range(2):
                DOCUMENT.run_reminders()
            outbox.deliver_due()
        found[day] = outbox.Message.objects.filter(notice="document.expires", state="sent").count()
    return list(found.values())


def test_the_animator_is_told_thirty_days_before_the_day_of_checking(lea, marc, mailoutbox):
    """The first of January is a day off: the day before."""
    make_document(lea, expires_on=date(2027, 1, 31))
    counts = told_on(date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 4), date(2027, 2, 5))

    assert counts == [0, 1, 1, 1]
    assert [mail.to for mail in mailoutbox] == [[lea.email]]
    assert "31\u00a0janvier 2027" in mailoutbox[0].body


def test_the_mail_is_dropped_when_the_document_was_checked_or_retired_meanwhile(
    lea, sonia, mailoutbox
):
    checked = make_document(lea, "Un", expires_on=date(2026, 12, 10))
    gone = make_document(lea, "Deux", expires_on=date(2026, 12, 10))
    DOCUMENT.run_reminders()
    actions.check(checked, by=lea, expires_on=date(2027, 12, 10))
    DOCUMENT.fire(gone, "retire", by=lea)
    outbox.deliver_due()

    assert mailoutbox == []


def test_past_its_day_it_says_so_until_it_is_checked(signed_in, lea, marc):
    document = make_document(lea, expires_on=date(2026, 12, 10))
    with clock.at(datetime(2026, 12, 10, 9)):
        listed = signed_in(marc).get(HERE).text
        rows = [t.url for t in worklist.lists(lea)["do"]]
        early = signed_in(lea).post(
            f"{document.get_absolute_url()}verifier/",
            {"expires_on": "2026-12-10", "once": new_key()},
        )
        signed_in(lea).post(
            f"{document.get_absolute_url()}verifier/",
            {"expires_on": "2027-12-10", "once": new_key()},
        )
        after = signed_in(marc).get(HERE).text

    assert ("À vérifier</span>" in listed, early.status_code) == (True, 409)
    assert document.get_absolute_url() in rows
    assert listed.count("À vérifier") - after.count("À vérifier") == 1


def test_a_reading_is_told_once_and_asked_again_of_the_next_version(signed_in, lea, marc):
    document = make_document(lea, asks_reading=True)
    client, address = signed_in(marc), f"{document.get_absolute_url()}lu/"
    before = actions.waiting(document)
    for _ in range(2):
        client.post(address, {"number": "1", "once": new_key()})
    after = actions.waiting(document)
    actions.add_version(document, by=lea, file=upload(), effective_on=TODAY)
    stale = client.post(address, {"number": "1", "once": new_key()})

    assert (before, after) == ({lea.pk, marc.pk}, {lea.pk})
    assert actions.waiting(document) == {lea.pk, marc.pk}
    assert (stale.status_code, DocumentReading.objects.count()) == (409, 1)


def test_who_has_not_read_is_reminded_once_in_seven_days_and_not_after_reading(
    signed_in, lea, marc, mailoutbox
):
    zoe = make_club_member("Zoé", "Blanc")
    document = make_document(lea, asks_reading=True)
    actions.read(document, document.versions.get(), by=lea)
    client, address = signed_in(lea), f"{document.get_absolute_url()}lectures/"
    page = client.get(address).text
    first = client.post(address, {"once": new_key()})
    again = client.post(address, {"once": new_key()})
    actions.read(document, document.versions.get(), by=zoe)
    outbox.deliver_due()
    with clock.at(datetime(2026, 12, 2, 12)):
        actions.remind(document, by=lea)
        outbox.deliver_due()

    assert [str(marc) in page, str(zoe) in page, marc.email in page] == [True, True, False]
    assert (first.status_code, again.status_code) == (302, 409)
    assert [mail.to for mail in mailoutbox] == [[marc.email]] * 2
    assert document.get_absolute_url() in [t.url for t in worklist.lists(marc)["do"]]
    with pytest.raises(Refused):
        actions.remind(document, by=lea)


def test_br_96_who_lost_the_space_is_not_reminded(lea, marc, mailoutbox):
    group = make_group()
    make_animator(lea, group)
    SpaceMember.objects.create(space=group, person=marc)
    document = make_document(lea, space=group, asks_reading=True)
    actions.remind(document, by=lea)
    SpaceMember.objects.filter(person=marc).delete()
    outbox.deliver_due()

    assert [mail.to for mail in mailoutbox] == [[lea.email]]


def test_the_database_keeps_one_row_a_number_a_reader_and_dates_in_order(lea):
    document = make_document(lea)
    version = document.versions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentVersion.objects.filter(pk=version.pk).update(expires_on=TODAY)
    DocumentReading.objects.create(version=version, person=lea, read_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentReading.objects.create(version=version, person=lea, read_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentReading.objects.filter(person=lea).update(read_at=None)


@pytest.mark.parametrize("part", ["", "lectures/"])
def test_pages_cost_the_same_with_one_and_many(part, signed_in, lea):
    document = make_document(lea, asks_reading=True)
    actions.read(document, document.versions.get(), by=lea)
    client = signed_in(lea)
    addresses = [f"{document.get_absolute_url()}{part}", HERE, "/espace/club/", "/espace/"]

    def cost():
        with CaptureQueriesContext(connection) as queries:
            for address in addresses:
                assert client.get(address).status_code == 200
        return len(queries)

    make_club_member("Marc", "Petit")
    cost()
    one = cost()
    for n in range(8):
        make_document(lea, f"Document {n}", folder=f"Sujet {n % 3}", asks_reading=True)
        actions.read(document, document.versions.get(), by=make_club_member("Zoé", f"N {n}"))
        make_club_member("Yves", f"N {n}")

    assert cost() == one
