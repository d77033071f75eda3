"""Audit log: append-only, and a forced change shows its exact line (BR-23, G22)."""

import json
import time
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from portal import workflow
from portal.core import clock
from portal.schema import triggers
from portal.workflow import audit_log
from portal.workflow.audit_log import Checkpoint, Entry
from portal.workflow.triggers import append_only

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


@pytest.fixture
def told(dossier, alice):
    """Five lines about one dossier, one a day."""
    for day in range(1, 6):
        with (
            clock.at(datetime(2026, 3, day, 10)),
            workflow.acting(dossier, by=alice, act=f"act{day}", sentence=f"a écrit le jour {day}"),
        ):
            pass
    return dossier


@pytest.fixture
def no_triggers():
    """Somebody who owns the database server: the triggers are gone, the chain remains."""
    triggers.remove(connection, [append_only])
    yield
    triggers.install(connection, [append_only])


def line(seq):
    return Entry.objects.filter(seq=seq)


def test_the_history_reads_latest_first_and_names_its_actor(told, alice):
    history = audit_log.entries_of(told)

    assert [entry.seq for entry in history] == [5, 4, 3, 2, 1]
    assert history[0].sentence == f"{alice} a écrit le jour 5."
    assert (history[0].actor, history[0].actor_name) == (alice, str(alice))
    assert not history[0].is_decision


@pytest.mark.parametrize("table", [Entry, Checkpoint])
@pytest.mark.parametrize("change", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_br23_the_database_refuses_to_change_or_delete_a_line(told, table, change):
    audit_log.checkpoint()
    before = list(table.objects.values())

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table._meta.db_table))

    assert list(table.objects.values()) == before


@pytest.mark.postgres
def test_br23_the_database_refuses_to_empty_the_journal(told):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {Entry._meta.db_table}")

    assert Entry.objects.count() == 5


def test_an_intact_journal_has_no_fault(told):
    audit_log.checkpoint()

    assert audit_log.broken() == []


def test_an_edited_line_is_found(told, no_triggers):
    line(3).update(sentence="Rien ne s’est passé.")

    assert audit_log.broken() == [(key(told), 3, "ligne modifiée")]


def test_an_edited_line_with_its_fingerprint_made_again_breaks_the_next(told, no_triggers):
    entry = line(3).get()
    entry.reason = "autre motif"
    line(3).update(reason=entry.reason, digest=entry.fingerprint())

    assert audit_log.broken() == [(key(told), 4, "chaîne rompue")]


def test_a_deleted_line_is_found(told, no_triggers):
    line(2).delete()

    assert audit_log.broken() == [(key(told), 2, "ligne absente"), (key(told), 3, "chaîne rompue")]


def test_an_inserted_line_is_found(told, no_triggers):
    """A forged sixth line, well fingerprinted, but chained to nothing."""
    forged = line(5).get()
    forged.pk, forged.seq, forged.sentence = None, 6, "Le label est accordé."
    forged.digest = forged.fingerprint()
    forged.save(force_insert=True)

    assert audit_log.broken() == [(key(told), 6, "chaîne rompue")]


def test_two_swapped_lines_are_found(told, no_triggers):
    line(2).update(seq=99)
    line(3).update(seq=2)
    line(99).update(seq=3)

    found = {(seq, what) for _, seq, what in audit_log.broken()}

    assert {(2, "ligne modifiée"), (3, "ligne modifiée")} <= found


def test_the_cut_end_of_a_chain_is_found_by_the_checkpoint(told, no_triggers):
    point = audit_log.checkpoint()
    line(5).delete()

    assert audit_log.broken() == [(("checkpoint", point.pk), 5, "lignes ôtées ou ajoutées")]


def test_a_checkpoint_still_holds_after_new_lines_and_a_new_secret_key(told, alice, settings):
    audit_log.checkpoint()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 10
    with workflow.acting(told, by=alice, act="more", sentence="a continué"):
        pass
    audit_log.checkpoint()

    assert audit_log.broken() == []


def test_a_checkpoint_signed_by_another_key_is_found(told, settings):
    point = audit_log.checkpoint()
    settings.SECRET_KEY = "another" * 10

    assert audit_log.broken() == [(("checkpoint", point.pk), 5, "signature fausse")]


def test_two_things_have_two_chains(told, alice, bob):
    from_other = Entry.objects.order_by("pk").last()
    other = workflow_copy(told)
    with workflow.acting(other, by=bob, act="first", sentence="a commencé"):
        pass

    assert from_other.seq == 5
    assert [entry.seq for entry in audit_log.entries_of(other)] == [1]
    assert audit_log.entries_of(other)[0].previous == audit_log.FIRST


def workflow_copy(dossier):
    """Another dossier: the same row under another reference."""
    copy = type(dossier).objects.get(pk=dossier.pk)
    copy.pk, copy.reference, copy.dossier_type = None, "QH-D-1999-9999", "extension"
    copy.save(force_insert=True)
    return copy


def test_the_command_says_intact_and_signs_on_demand(told):
    out = StringIO()

    call_command("verify_journal", "--checkpoint", stdout=out)

    assert "Journal intact\u00a0: 5 ligne(s)." in out.getvalue()
    assert Checkpoint.objects.get().entries == 5


def test_the_command_names_each_fault_and_ends_with_one(told, no_triggers):
    line(4).update(data={"fields": ["perimeter"]})
    errors = StringIO()

    with pytest.raises(CommandError) as stop:
        call_command("verify_journal", stdout=StringIO(), stderr=errors)

    assert stop.value.returncode == 1
    assert errors.getvalue() == f"labelling.labeldossier {told.pk}, rang 4\u00a0: ligne modifiée\n"


def test_ten_thousand_lines_are_verified_in_two_seconds_of_processor(told):
    first, lines = line(1).get(), []
    previous, pk = audit_log.FIRST, Entry.objects.latest("pk").pk
    for seq in range(1, 10_001):
        entry = Entry(**{name: getattr(first, name) for name in audit_log.FIELDS})
        entry.aggregate_id, entry.seq, entry.previous, entry.pk = 0, seq, previous, pk + seq
        entry.digest = previous = entry.fingerprint()
        lines.append(entry)
    Entry.objects.bulk_create(lines, batch_size=500)
    start = time.process_time()

    assert audit_log.broken() == []
    assert time.process_time() - start < 2


def key(dossier):
    return audit_log.kind(dossier), dossier.pk


def test_the_command_copies_the_checkpoints_and_compares_a_copy(told, tmp_path):
    path, said = tmp_path / "points.jsonl", StringIO()
    call_command("verify_journal", checkpoint=True, copy=path, stdout=said)
    call_command("verify_journal", against=path, stdout=said)

    roots = [json.loads(line)["root"] for line in path.read_text().splitlines()]
    assert roots == list(Checkpoint.objects.values_list("root", flat=True))
    assert len(roots) == 1


@pytest.mark.parametrize("removed", ["all", "last"])
def test_the_command_of_each_day_names_checkpoints_that_were_removed(
    dossier, alice, tmp_path, no_triggers, removed
):
    """With the lines above it, the last checkpoint leaves a journal that is whole: the copy tells (F-7)."""
    copy, said, told = tmp_path / "journal.jsonl", StringIO(), StringIO()
    call_command("verify_journal", copy=copy, stdout=said)
    for number in range(3):
        with workflow.acting(dossier, by=alice, act="note", sentence=f"a écrit la ligne {number}"):
            pass
        audit_log.checkpoint()
        call_command("verify_journal", against=str(copy), copy=copy, stdout=said)
    kept = copy.read_text()
    points = (
        Checkpoint.objects.all() if removed == "all" else Checkpoint.objects.order_by("-pk")[:1]
    )
    first = min(point.last_pk for point in points)
    Entry.objects.filter(pk__gte=first).delete()
    Checkpoint.objects.filter(last_pk__gte=first).delete()
    call_command("verify_journal", stdout=said)  # whole, without the copy
    with pytest.raises(CommandError):
        call_command("verify_journal", against=str(copy), copy=copy, stdout=said, stderr=told)

    lost = (1, 2, 3) if removed == "all" else (3,)
    why = "point de contrôle ôté ou modifié"
    assert told.getvalue() == "".join(f"copy {n}, rang {n}\u00a0: {why}\n" for n in lost)
    assert copy.read_text() == kept  # what it accuses with is not written over


def test_a_copy_that_is_not_there_is_a_fault(tmp_path):
    told, copy = StringIO(), tmp_path / "journal.jsonl"
    with pytest.raises(CommandError):
        call_command("verify_journal", against=str(copy), copy=copy, stderr=told)

    why = "cette copie ne se lit pas\u00a0: rapportez-la, ou commencez-en une avec --copy"
    assert told.getvalue() == f"copy {copy}, rang 0\u00a0: {why}\n"
    assert not copy.exists()
