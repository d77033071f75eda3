"""Retention of dossiers with their audits and of declarations of interests (BR-93): ended on their day."""

from datetime import date, datetime, timedelta

import pytest
from django.db import models

from labelling.path.assessment.models import Evidence
from labelling.path.audits import retention
from labelling.path.audits.models import AuditFinding, AuditRating
from labelling.path.audits.reports.models import Report
from labelling.path.dossiers.models import LabelDossier
from labelling.title.hearings.models import Hearing
from labelling.title.labels.models import Label
from portal import documents
from portal.backup import drift
from portal.core import clock
from portal.documents.storage import private_storage
from portal.models import Erasure, Message, StoredFile, TextRevision
from portal.retention import jobs
from portal.retention.registry import KEEPINGS, MASKED
from portal.scenario.files import document
from portal.search.models import SearchTerm
from portal.workflow import audit_log, comparing, facts
from tests.factories import make_dossier
from tests.labelling.complaints.factories import lodge, make_complaint, refused
from tests.labelling.dossiers import factories
from tests.labelling.labels.factories import make_label

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
BEFORE, DAY = date(2026, 11, 24), date(2026, 11, 25)
TEXTS = (models.TextField, models.CharField)
SECRET = "Madame Durand, au 3 rue des Lilas"


def at(day):
    return clock.at(datetime(day.year, day.month, day.day, 3, tzinfo=clock.PARIS))


def due(code, day):
    with at(day):
        return list(KEEPINGS[code].due())


def run(code, day):
    with at(day):
        return jobs.run(KEEPINGS[code])


def refuse(dossier, state="refused"):
    since = datetime(2023, 11, 24, 12, tzinfo=clock.PARIS)
    days = {"submitted_on": "2023-01-01", "decided_on": "2023-11-24"}
    LabelDossier.objects.filter(pk=dossier.pk).update(state=state, since_at=since, **days)
    return LabelDossier.objects.get(pk=dossier.pk)


def told(dossier, by):
    """A dossier that says SECRET wherever it may; (its report, its piece, its mission)."""
    mission = factories.make_mission(dossier, state="closed", summary=SECRET, plan_people=SECRET)
    criterion = dossier.framework.criteria[0]
    finding = AuditFinding.objects.create(
        mission=mission, number=1, kind="NCm", criterion=criterion, text=SECRET, evidence=SECRET,
        owner=SECRET, proof=documents.store(document("preuve", "Texte."), holder=mission, by=by, kind="proof"),
    )  # fmt: skip
    rating = AuditRating.objects.create(
        mission=mission, criterion=criterion, rating=2, comment=SECRET
    )
    audit_log.write(mission, by=by, act="rate", sentence="a coté", data=facts.rows(made=[rating]))
    kept = documents.store(document("rapport", "Rapport."), holder=mission, by=by, kind="report")
    report = Report.objects.create(mission=mission, number=1, file=kept, by=by)
    piece = documents.store(document("piece", "Pièce."), holder=dossier, by=by, kind="lettre")
    dossier.pieces.create(code="lettre", title=SECRET, file=piece, added_by=by)
    answer = dossier.answers.create(criterion=criterion, rating=2, comment=SECRET, updated_by=by)
    proof = documents.store(document("photo", "Photo."), holder=dossier, by=by, kind="evidence")
    Evidence.objects.create(answer=answer, title=SECRET, file=proof, added_by=by)
    dossier.actions.create(number=1, scope="transversal", title=SECRET, owner=SECRET)
    dossier.complements.create(reason=SECRET, due_on=BEFORE, asked_by=by, answer=SECRET)
    dossier.waivers.create(rule="BR-17", reason=SECRET, granted_by=by)
    dossier.tenant_involvements.create(
        stage="candidature", kind="information", body=SECRET, held_on=BEFORE, attendees=12, added_by=by
    )  # fmt: skip
    dossier.corrections.create(
        number=1, field="homes_in_perimeter", state="agreed", former="91000", corrected="9100", reason=SECRET,
        proposed_by=by, decided_on=BEFORE, decided_by=by,
    )  # fmt: skip
    LabelDossier.objects.filter(pk=dossier.pk).update(
        presentation=SECRET, instruction_note=SECRET, outcome_reason=SECRET
    )
    TextRevision.objects.create(
        code="presentation", thing_id=dossier.pk, text=SECRET, begun_at=clock.now(), at=clock.now(), by=by
    )  # fmt: skip
    Message.objects.create(
        event_key="test", person=by, notice="dossier.submitted", template="x.txt", state="sent",
        thing_type="labelling.labeldossier", thing_id=dossier.pk, subject=SECRET, body=SECRET,
    )  # fmt: skip
    return report, piece, finding


def hanging(model=LabelDossier, path=()):
    """(path, model) of all that a dossier is made of: what points to it, and what points to that."""
    yield path, model
    for field in model._meta.get_fields():
        if (
            field.auto_created
            and field.is_relation
            and not field.concrete
            and field.related_model._meta.label in MADE_OF
        ):
            yield from hanging(field.related_model, (field.field.name, *path))


MADE_OF = {
    f"labelling.{one}" for one in (
        "Piece", "ComplementRequest", "TenantInvolvement", "Waiver", "AuditMission", "AuditFinding", "AuditRating",
        "CriterionAnswer", "Evidence", "Action", "Correction", "StockImport", "StockImportPart",
    )
}  # fmt: skip
# Of what points to a dossier, what has a life of its own: its line of the register, or none that ends.
APART = {
    f"labelling.{one}" for one in (
        "FrozenCopy", "Label", "AgendaItem", "BrandLicence", "HandingLine", "OfficeNote", "Relance", "Exchange",
        "Rating", "ActionPlan", "Consultation",
        "TeamSurvey",  # counts, which name nobody; its codes have their line
    )
}  # fmt: skip


def pointing():
    """The models whose rows point to a dossier."""
    return {
        field.related_model._meta.label
        for field in LabelDossier._meta.get_fields(include_hidden=True)
        if field.auto_created and field.is_relation and not field.concrete
    }


def telling(dossier):
    """(model, field) of the texts of this dossier in which SECRET is read."""
    found = []
    for path, model in hanging():
        rows = model._base_manager.filter(**{"__".join(path) or "pk": dossier.pk})
        texts = [f.name for f in model._meta.concrete_fields if isinstance(f, TEXTS)]
        said = [one for one in texts if rows.filter(**{f"{one}__contains": SECRET})]
        found += [(model.__name__, one) for one in said]
    return found


def test_all_that_points_to_a_dossier_is_erased_with_it_or_has_a_life_of_its_own():
    assert pointing() - MADE_OF - APART == set()


def test_a_model_that_nobody_thought_of_is_told():
    """The control."""
    assert pointing() - MADE_OF - (APART - {"labelling.ActionPlan"}) == {"labelling.ActionPlan"}


def test_br93_on_its_day_the_clock_erases_what_a_dossier_says_and_proves_it(organism, alice):
    dossier = refuse(make_label(organism).dossier, "granted")
    Label.objects.update(start_on="2020-01-01", end_on="2023-11-24", state="expired")
    report, piece, finding = told(dossier, alice)
    said = telling(dossier)
    contents = [piece.file.name, finding.proof.file.name, report.file.file.name]
    kept = [private_storage().exists(name) for name in contents]

    assert SearchTerm.objects.filter(term__contains="durand", kind="actions").exists()
    assert (len(said) >= 18, kept, run("dossier", BEFORE)) == (True, [True] * 3, 0)
    assert run("dossier", DAY) == 1

    assert telling(dossier) == []
    dossier.refresh_from_db()
    assert (dossier.erased_on, dossier.decided_on, dossier.perimeter) == (
        DAY, date(2023, 11, 24), "Tous les logements",
    )  # fmt: skip
    assert not TextRevision.objects.filter(thing_id=dossier.pk, code="presentation").exists()
    assert not SearchTerm.objects.filter(term__contains="durand").exists()
    assert not Message.objects.filter(
        thing_type="labelling.labeldossier", thing_id=dossier.pk
    ).exists()
    proof = Erasure.objects.get(code="dossier")
    assert (proof.count, proof.references, proof.ending) == (1, [dossier.reference], MASKED)
    assert audit_log.entries_of(dossier).first().act == "erase"
    assert (comparing.contradicted(), run("dossier", DAY + timedelta(days=1))) == ([], 0)


def test_br93_what_counts_stays_ratings_findings_meetings_and_the_label(organism, alice):
    dossier = refuse(make_label(organism).dossier, "granted")
    Label.objects.update(start_on="2020-01-01", end_on="2023-11-24", state="expired")
    _report, _piece, finding = told(dossier, alice)

    run("dossier", DAY)

    finding.refresh_from_db()
    assert (finding.kind, finding.state, finding.text) == ("NCm", "open", retention.GONE)
    assert AuditRating.objects.get().rating == 2
    assert dossier.tenant_involvements.get().attendees == 12
    assert (dossier.actions.count(), dossier.labels.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_br93_the_files_leave_the_disk_and_a_report_keeps_its_digest(organism, alice, signed_in):
    dossier = refuse(make_label(organism).dossier, "granted")
    Label.objects.update(start_on="2020-01-01", end_on="2023-11-24", state="expired")
    report, piece, finding = told(dossier, alice)
    names = [one.file.name for one in (piece, finding.proof, report.file)]

    run("dossier", DAY)

    assert [private_storage().exists(name) for name in names] == [False] * 3
    assert list(StoredFile.objects.exclude(pk=report.file_id)) == []
    asked = signed_in(alice).get(report.file.get_absolute_url())
    assert (asked.status_code, "Ce fichier n’est plus gardé" in asked.content.decode()) == (
        410,
        True,
    )
    assert [rows for kind, rows in drift.find().items() if kind is drift.MISSING] in ([], [[]])


def test_the_pages_of_a_dossier_whose_content_is_erased_say_so(organism, alice, signed_in):
    dossier = refuse(make_label(organism).dossier, "granted")
    Label.objects.update(start_on="2020-01-01", end_on="2023-11-24", state="expired")
    told(dossier, alice)
    run("dossier", DAY)
    page, address = signed_in(alice), dossier.get_absolute_url()

    parts = ("", "pieces/", "plan/", "auto-evaluation/", "audits/", "journal/")
    seen = [page.get(f"{address}{part}") for part in parts]

    assert {one.status_code for one in seen} == {200}
    assert "Le contenu de ce dossier est effacé" in seen[0].content.decode()
    assert [
        part for part, one in zip(parts, seen, strict=True) if SECRET in one.content.decode()
    ] == []


@pytest.mark.parametrize("what", ["appeal", "complaint", "hearing", "correction"])
def test_br93_what_is_open_holds_the_dossier_until_it_is_closed(organism, alice, what):
    label = make_label(
        organism, state="expired", end_on=date(2023, 11, 24), start_on=date(2020, 11, 25)
    )
    dossier = refuse(label.dossier, "granted")
    held = {
        "appeal": lambda: lodge(refused(make_dossier(organism, dossier_type="mention")), alice),
        "complaint": lambda: make_complaint(organism=organism),
        "hearing": lambda: Hearing.objects.create(
            label=label, measure="withdrawal", grounds=SECRET, opened_on=BEFORE, until_on=DAY
        ),
        "correction": lambda: dossier.corrections.create(
            number=1, field="perimeter", corrected="Autre", reason=SECRET, proposed_by=alice
        ),
    }[what]()
    open_one = due("dossier", DAY)
    closed = {"state": "withdrawn"} if what == "correction" else {"closed_on": DAY}
    type(held)._base_manager.filter(pk=held.pk).update(**closed)

    assert (open_one, due("dossier", DAY)) == ([], [dossier])


def test_br93_a_dossier_is_over_three_years_after_its_end_and_one_that_goes_on_never_is(dossier):
    going = due("dossier", DAY)
    ended = refuse(dossier)

    assert (going, due("dossier", BEFORE), due("dossier", DAY)) == ([], [], [ended])
    assert KEEPINGS["dossier"].is_automatic


def test_a_dossier_is_not_over_while_its_label_has_not_been_ended_for_so_long(organism):
    label = make_label(organism)
    dossier = refuse(label.dossier, "granted")
    found = []
    ends = (
        ("2027-01-01", None), ("2023-11-26", None), ("2023-11-24", None), ("2027-01-01", "2023-11-24"),
    )  # fmt: skip
    for end_on, ended_on in ends:
        Label.objects.update(start_on="2020-01-01", end_on=end_on, ended_on=ended_on)
        found.append(due("dossier", DAY))

    assert found == [[], [], [dossier], [dossier]]


def test_an_extension_is_kept_as_long_as_the_label_that_it_changed(organism):
    label = make_label(organism, start_on=date(2022, 11, 25), end_on=date(2025, 11, 24))
    extension = refuse(make_dossier(organism, dossier_type="extension"), "granted")

    assert due("dossier", DAY) == []
    Label.objects.filter(pk=label.pk).update(end_on="2023-11-24")
    assert extension in due("dossier", DAY)
