"""Evidence is inserted and never rewritten; what its owner rewrites all the same is found (BR-23, F3)."""

import io
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction

from labelling.committee.models import AgendaItem, Ballot, CommitteeSession, InterestDeclaration
from labelling.path.dossiers import receipts
from labelling.path.dossiers.models import FrozenCopy, LabelDossier
from labelling.title.labels.models import Attestation, Label
from portal.retention.models import Erasure
from portal.schema import triggers
from portal.workflow import acting, audit_log, comparing
from portal.workflow.audit_log import Checkpoint
from portal.workflow.evidence import EVIDENCE, REFUSAL

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
UNFIXED = {"labelling.committeesession", "labelling.minutesaddendum"}  # their text, once approved
NUMBERS = (models.IntegerField, models.FloatField, models.DecimalField, models.ForeignKey)


@pytest.fixture
def evidence(world):
    """A world that has some of each."""
    dossier, person = LabelDossier.objects.first(), world.people["alice"]
    data = {}
    with acting(dossier, by=person, act="submit", sentence="a déposé", data=data) as now:
        data["digest"] = receipts.freeze(now, person).digest
    Erasure.objects.get_or_create(code="essai", count=1, what="x", rule="y", ending="z")
    return world


@pytest.fixture
def owned():
    """Somebody who owns the database: no trigger is left."""
    triggers.remove(connection)
    yield
    triggers.install(connection)


def rewritten(field):
    """SQL that gives a column another value of its kind."""
    name = f'"{field.column}"'
    if isinstance(field, models.BooleanField):
        return f"{name} = NOT {name}"
    if isinstance(field, models.JSONField):
        return f"{name} = '{{\"autre\": 1}}'"
    if isinstance(field, models.UUIDField):
        return f"{name} = '{uuid4().hex}'"
    if isinstance(field, models.DateTimeField):
        return f"{name} = '1999-01-01 00:00:00+00'"
    if isinstance(field, models.DateField):
        return f"{name} = '1999-01-01'"
    if isinstance(field, NUMBERS):
        return f"{name} = COALESCE({name}, 0) + 1"
    return f"{name} = '~' || substr({name}, 2)"


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def refused(statement):
    """Whether the database itself refuses it."""
    try:
        run(statement)
    except DatabaseError as error:
        return REFUSAL in str(error)
    return False


@pytest.mark.parametrize("label", sorted(set(EVIDENCE) - UNFIXED))
def test_the_application_rewrites_no_column_of_evidence(evidence, label):
    one = EVIDENCE[label]
    row, table = one.model._base_manager.first(), one.model._meta.db_table
    if row is None:
        pytest.fail(f"the world has no {label}")
    let_through = [
        field.name
        for field in one.fixed
        if not field.primary_key
        if not refused(f"UPDATE {table} SET {rewritten(field)} WHERE id = {row.pk}")
    ]

    assert let_through == []


@pytest.mark.postgres
@pytest.mark.parametrize("label", sorted(label for label, one in EVIDENCE.items() if one.is_sealed))
def test_the_application_removes_no_evidence(evidence, label):
    assert refused(f"DELETE FROM {EVIDENCE[label].model._meta.db_table}")


def test_a_ballot_is_replaced_and_never_counts_again(evidence):
    ballot = Ballot.objects.filter(is_current=True).first()
    table = Ballot._meta.db_table

    assert run(f"UPDATE {table} SET is_current = FALSE WHERE id = {ballot.pk}") == 1
    assert refused(f"UPDATE {table} SET is_current = TRUE WHERE id = {ballot.pk}")


def test_a_void_attestation_stays_void(evidence):
    number = Attestation.objects.first().number
    Attestation.objects.filter(number=number).update(status="void")

    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        Attestation.objects.filter(number=number).update(status="published")


def test_approved_minutes_are_refused_another_text_or_digest(evidence):
    session = CommitteeSession.objects.exclude(minutes_digest="").first()
    table = CommitteeSession._meta.db_table

    assert refused(f"UPDATE {table} SET minutes_text = minutes_text || 'x' WHERE id = {session.pk}")
    assert refused(f"UPDATE {table} SET minutes_digest = 'x' WHERE id = {session.pk}")


@pytest.mark.parametrize(
    ("state", "is_final"), [("not_open", False), ("open", False), ("closed", True)]
)
def test_a_declaration_of_interest_is_final_once_the_vote_is_closed(evidence, state, is_final):
    row, table = InterestDeclaration.objects.first(), InterestDeclaration._meta.db_table
    AgendaItem.objects.filter(pk=row.item_id).update(state=state)

    assert refused(f"UPDATE {table} SET nature = 'autre' WHERE id = {row.pk}") is is_final


SEALED = sorted(label for label, one in EVIDENCE.items() if one.is_sealed)


@pytest.mark.parametrize("label", SEALED)
@pytest.mark.parametrize("how", ["rewritten", "removed"])
def test_what_the_owner_does_to_sealed_evidence_is_found(evidence, owned, label, how):
    audit_log.checkpoint()
    before = audit_log.broken()
    one = EVIDENCE[label]
    table, row = one.model._meta.db_table, one.model._base_manager.order_by("pk").last()
    field = next(
        f
        for f in reversed(one.fixed)
        if isinstance(f, models.CharField | models.DateField | models.JSONField)
    )
    with connection.constraint_checks_disabled():
        if how == "removed":
            one.model._base_manager.filter(pk=row.pk)._raw_delete("default")
        else:
            run(f"UPDATE {table} SET {rewritten(field)} WHERE id = {row.pk}")
    faults = {fault[0][0] for fault in audit_log.broken() if fault not in before}
    one.model._base_manager.filter(pk=row.pk)._raw_delete("default")
    row.save(force_insert=True)  # so that the end of the test finds no key without its row

    assert label in faults


def test_a_copy_rewritten_with_its_digest_is_not_the_one_that_the_log_tells(evidence, owned):
    copy = FrozenCopy.objects.latest("pk")
    before = audit_log.broken()
    content = copy.content | {"organism": {"name": "Un autre"}}
    FrozenCopy.objects.filter(pk=copy.pk).update(
        content=content, digest=receipts.digest_of(content)
    )

    assert [f for f in audit_log.broken() if f not in before] == [
        (("labelling.frozencopy", copy.pk), 1, "empreinte que le journal ne dit pas")
    ]


def test_what_is_inserted_after_a_checkpoint_breaks_nothing(evidence):
    before = audit_log.broken()
    audit_log.checkpoint()
    Erasure.objects.create(code="autre", count=2, what="x", rule="y", ending="z")
    audit_log.checkpoint()

    assert audit_log.broken() == before


def test_a_state_moved_by_hand_is_not_the_one_that_the_log_tells(evidence, owned):
    label = Label.objects.first()
    audit_log.write(label, by=None, act="grant", sentence="a accordé", target=label.state)
    before = comparing.contradicted()
    other = "withdrawn" if label.state != "withdrawn" else "active"
    Label.objects.filter(pk=label.pk).update(state=other)

    found = [fault for fault in comparing.contradicted() if fault not in before]
    assert [fault[0] for fault in found] == [("labelling.label", label.pk)]
    assert f"état «\u00a0{other}\u00a0»" in found[0][2]


def test_checkpoints_removed_are_found_by_the_copy_kept_elsewhere(evidence, owned, tmp_path):
    audit_log.checkpoint()
    audit_log.checkpoint()
    kept, out = tmp_path / "points.jsonl", io.StringIO()
    kept.write_text("".join(f"{line}\n" for line in audit_log.copies()))
    assert audit_log.missing_from(kept.read_text().splitlines()) == []
    Checkpoint.objects.last().delete()
    Checkpoint.objects.update(entries=0)

    faults = audit_log.missing_from(kept.read_text().splitlines())
    assert {why for *_, why in faults} == {"point de contrôle ôté ou modifié"}
    assert len(faults) == len(kept.read_text().splitlines())
    with pytest.raises(CommandError):
        call_command("verify_journal", against=kept, stdout=out, stderr=out)
    assert "point de contrôle ôté ou modifié" in out.getvalue()


def test_a_seal_signs_its_evidence(evidence, owned):
    point = audit_log.checkpoint()
    sealed = point.evidence | {"portal.erasure": [0, 0, "x"]}
    Checkpoint.objects.filter(pk=point.pk).update(evidence=sealed)

    assert (("checkpoint", point.pk), point.entries, "signature fausse") in audit_log.broken()
