"""Private file store: frozen pieces (BR-16), random names (BR-91), consistent files and rows."""

import hashlib
import os
import resource
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.signals import request_finished
from django.db import IntegrityError, transaction

from portal import documents
from portal.core import clock
from portal.documents import actions, models
from portal.documents.models import StoredFile
from tests.portal.documents.build import EXE, pdf, stream
from tests.portal.documents.factories import content_of, keep, mail_to, upload

EVIDENCE = Path(__file__).parents[2] / "data" / "evidence"


def on_disk(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_what_was_received_is_what_is_kept(lea, private_root):
    stored = keep(lea, name="Compte rendu été.pdf")
    assert content_of(stored) == pdf()
    assert (stored.sha256, stored.size) == (hashlib.sha256(pdf()).hexdigest(), len(pdf()))
    assert (stored.name, stored.content_type) == ("Compte rendu été.pdf", "application/pdf")
    assert (stored.version, stored.scan_state, stored.holder) == (1, "not_scanned", mail_to(lea))
    assert on_disk(private_root) == [stored.file.name]


def test_br_91_name_on_disk_says_nothing_and_the_folder_is_closed(lea, private_root):
    stored = keep(lea, name="salaire-de-Tom.pdf")
    path = private_root / stored.file.name
    assert len(stored.file.name.split("/")) == 3
    assert "Tom" not in stored.file.name
    assert "." not in stored.file.name
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_br_91_private_storage_gives_no_address(lea):
    with pytest.raises(ValueError, match="adresse"):
        keep(lea).file.url  # noqa: B018 -- reading it is the test


def test_photo_is_kept_without_its_place(lea):
    photo = EVIDENCE / "residence-les-tilleuls-facade.jpg"
    stored = keep(lea, name=photo.name, content=photo.read_bytes())
    assert b"Exif" not in content_of(stored)
    assert stored.is_intact()


def test_br_16_replacement_is_a_new_version_and_the_first_keeps_its_content(lea):
    first = keep(lea)
    digest, content = first.sha256, content_of(first)
    second = keep(lea, content=pdf(page="/Rotate 90"), replaces=first)
    first = StoredFile.objects.get(pk=first.pk)
    assert (second.version, second.replaces, second.versions) == (2, first, [second, first])
    assert (first.sha256, content_of(first), first.is_intact()) == (digest, content, True)
    assert (first.is_current, second.is_current) == (False, True)
    assert list(StoredFile.objects.of(mail_to(lea)).current()) == [second]


def test_br_16_stored_file_does_not_change(lea):
    stored = keep(lea)
    stored.name = "autre.pdf"
    attempts = (
        stored.save,
        lambda: stored.save(update_fields=["name"]),
        lambda: stored.save(update_fields=["scan_state", "sha256"]),
        stored.delete,
        lambda: StoredFile.objects.update(name="autre.pdf"),
        lambda: StoredFile.objects.all().delete(),
        lambda: StoredFile.objects.bulk_update([stored], ["name"]),
    )
    for attempt in attempts:
        with pytest.raises(documents.Frozen), transaction.atomic():
            attempt()
    assert StoredFile.objects.get().name == "compte rendu.pdf"


def test_version_cannot_be_replaced_twice(lea):
    first = keep(lea)
    keep(lea, replaces=first)
    with pytest.raises(ValidationError) as refusal:
        keep(lea, replaces=first)
    assert refusal.value.code == "already_replaced"


def test_version_follows_a_piece_of_the_same_holder_and_kind(lea, tom):
    first = keep(lea)
    for options in ({"holder": mail_to(tom)}, {"kind": "report"}):
        with pytest.raises(ValueError, match="même"):
            keep(lea, **options, replaces=first)


def test_database_refuses_a_chain_without_its_first_link(lea):
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.create(
            name="a.pdf", size=1, version=2, kind="a", stored_by=lea, holder=mail_to(lea), file="a"
        )


def test_end_of_validity_and_confidentiality_are_kept(lea):
    end = date(2028, 12, 31)
    stored = keep(lea, confidentiality=documents.Confidentiality.COMMITTEE, effective_to=end)
    stored.refresh_from_db()
    assert stored.effective_to == end
    assert stored.get_confidentiality_display() == "comité"


def test_stored_at_is_the_portal_clock(lea):
    with clock.at(clock.parse("2026-03-19 14:05")):
        assert keep(lea).stored_at == clock.parse("2026-03-19 14:05")


def test_refused_file_leaves_nothing(lea, private_root):
    with pytest.raises(ValidationError) as refusal:
        keep(lea, name="cr-ccl.exe", content=EXE)
    assert refusal.value.code == "not_a_document"
    assert (on_disk(private_root), StoredFile.objects.count()) == ([], 0)


def test_failed_row_takes_its_file_away(lea, private_root):
    with pytest.raises(IntegrityError), transaction.atomic():
        keep(lea, by=None)
    assert on_disk(private_root) == []


@contextmanager
def no_room_left():
    """The system refuses to write more than a few bytes in any file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(lea, private_root):
    accepted = documents.accept(upload("cr.pdf"))  # by a child, which has no disk to write to
    with no_room_left(), pytest.raises(ValidationError) as refusal:
        documents.store(accepted, holder=mail_to(lea), by=lea, kind="charter")

    assert refusal.value.code == "no_room"
    assert (on_disk(private_root), StoredFile.objects.count()) == ([], 0)


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(lea, private_root):
    private_root.mkdir(parents=True, exist_ok=True)
    for n in range(256):
        (private_root / f"{n:02x}").touch()
    with pytest.raises(ValidationError) as refusal:
        keep(lea)

    assert refusal.value.code == "no_room"


@pytest.mark.django_db(transaction=True)
def test_file_of_an_undone_act_leaves_with_the_request(lea, private_root):
    def act():
        with transaction.atomic():
            keep(lea)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert len(on_disk(private_root)) == 1
    request_finished.send(None)
    assert on_disk(private_root) == []


@pytest.mark.django_db(transaction=True)
def test_file_of_a_finished_act_stays(lea, private_root):
    keep(lea)
    request_finished.send(None)
    assert len(on_disk(private_root)) == 1


def test_orphans_go_after_ten_minutes(lea, private_root, capsys):
    stored = keep(lea)
    for name, age in (("aa/bb/old", 700), ("aa/bb/young", 60)):
        path = private_root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        os.utime(path, (time.time() - age,) * 2)
    os.utime(private_root / stored.file.name, (time.time() - 700,) * 2)
    call_command("clean_files", dry_run=True)
    assert len(on_disk(private_root)) == 3
    call_command("clean_files")
    assert on_disk(private_root) == sorted(["aa/bb/young", stored.file.name])
    assert capsys.readouterr().out.splitlines()[-1] == "1 fichier(s) orphelin(s) retiré(s)."


def test_holder_cannot_hold_more_than_its_share(lea, monkeypatch):
    monkeypatch.setattr(actions, "HOLDER_LIMIT", 1)
    keep(lea, content=pdf(objects=[stream(bytes(700_000))]))
    with pytest.raises(ValidationError) as refusal:
        keep(lea, content=pdf(objects=[stream(bytes(700_000))]))
    assert refusal.value.code == "holder_full"
    assert "1\u00a0Mo" in refusal.value.message


def test_thing_that_holds_no_files_cannot_be_given_one(lea, monkeypatch):
    monkeypatch.setattr(models, "_holders", {})
    with pytest.raises(TypeError):
        keep(lea)


class PieceForm(forms.Form):
    piece = documents.EvidenceField()


def test_field_says_the_reason_beside_itself():
    form = PieceForm(files={"piece": upload("cr-ccl.exe", EXE)})
    assert form.errors["piece"].as_data()[0].code == "not_a_document"


def test_field_needs_a_file_and_says_so():
    assert PieceForm(files={}).errors["piece"] == ["Choisissez un fichier."]
    assert "est vide" in PieceForm(files={"piece": upload("a.pdf", b"")}).errors["piece"][0]


def test_field_gives_what_store_takes_and_inspects_once(lea, monkeypatch):
    form = PieceForm(files={"piece": upload("cr\u0301.pdf")})
    assert form.is_valid()
    monkeypatch.setattr(actions, "inspect_apart", None)  # a second inspection would raise
    stored = documents.store(
        form.cleaned_data["piece"], holder=mail_to(lea), by=lea, kind="charter"
    )
    assert (stored.name, stored.is_intact()) == ("cŕ.pdf", True)


def test_field_offers_the_permitted_kinds_to_the_browser():
    accepted = PieceForm.base_fields["piece"].widget.attrs["accept"]
    assert accepted == ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.png,.jpg,.jpeg,.webp"
