"""Tests of an exported plan handed back: each action by its form and its act, the rest left to its page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.path.plan import edits
from labelling.path.plan.models import Action
from portal.core import clock
from portal.workflow import audit_log
from tests.factories import make_dossier
from tests.portal.exports.reading import changed, column, compared, export, handed_back, send, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(organism, alice):
    dossier = make_dossier(organism, state="preparation")
    Action.objects.bulk_create(
        Action(
            dossier=dossier,
            number=n,
            scope="transversal",
            title=f"Former {n}",
            progress="planned",
            due_on=date(2027, 1, n),
            created_at=clock.now(),
        )
        for n in range(1, 13)
    )
    return dossier


@pytest.fixture
def page(plan):
    return f"/espace/dossiers/{plan.reference}/plan/"


@pytest.fixture
def member(signed_in, alice):
    return signed_in(alice)


def put(row=2, **texts):
    return lambda sheet: [
        sheet.cell(row, column(sheet, name), text) for name, text in texts.items()
    ]


def correct(sheet):
    """Ten cells changed, two rows added, one removed, a column moved."""
    for row in range(2, 11):
        sheet.cell(row, column(sheet, "Responsable"), "Gardiens")
    sheet.cell(2, column(sheet, "Avancement"), "en cours")
    sheet.delete_rows(13)
    for number in (41, 42):
        sheet.append([number, "transversale", f"Nouvelle {number}"])
    sheet.move_range(f"A1:A{sheet.max_row}", cols=20)


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv"])
def test_unchanged_it_is_silent(member, plan, page, extension):
    body = export(member, page, extension).body
    made = compared(send(member, body, f"plan-actions-{plan.reference}-2026-11-24.{extension}"))

    assert (made.lines, made.added, made.removed, made.ignored, made.same) == ([], [], [], [], 12)


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv"])
@pytest.mark.parametrize("comment", [
    "Vu au conseil.\nÀ revoir ; « mars » ?\n\nFin.", "Saisi au clavier.\r\nSur deux lignes.", "  - un\n  - deux",
])  # fmt: skip
def test_a_comment_of_several_lines_comes_back_as_it_was(member, plan, page, comment, extension):
    plan.actions.update(comment=comment)
    body = export(member, page, extension).body
    made = compared(send(member, body, f"plan-actions-{plan.reference}-2026-11-24.{extension}"))

    assert (made.lines, made.added, made.removed, made.same) == ([], [], [], 12)


def test_one_line_changed_in_a_comment_is_told_and_the_others_are_kept(member, plan, page):
    plan.actions.update(comment="Vu au conseil.\nÀ revoir.")
    answer = handed_back(member, page, put(2, Commentaire="Vu au conseil.\nÀ revoir en mars."))
    assert [one.after for line in compared(answer).lines for one in line.cells] == [
        "Vu au conseil.\nÀ revoir en mars."
    ]
    write(member, answer)
    assert plan.actions.get(number=1).comment == "Vu au conseil.\nÀ revoir en mars."
    assert plan.actions.get(number=2).comment == "Vu au conseil.\nÀ revoir."


def test_exactly_what_changed_is_told_then_written_once(member, plan, page):
    answer = handed_back(member, page, correct)
    made = compared(answer)
    told = [(line.key, one.title, one.after) for line in made.lines for one in line.cells]

    assert told == [
        ("1", "Responsable", "Gardiens"),
        ("1", "Avancement", "en cours"),
        *((str(n), "Responsable", "Gardiens") for n in range(2, 10)),
    ]
    assert made.added == ["Nouvelle 41", "Nouvelle 42"]
    assert made.removed == [("Former 12", "")]
    assert made.add_url == f"{page}ajout/"
    write(member, answer)
    again = write(member, answer)
    assert "0\u00a0ligne est changée." in again.content.decode()
    assert plan.actions.filter(owner="Gardiens").count() == 9
    assert plan.actions.get(number=1).progress == "doing"
    assert audit_log.entries_of(plan).filter(act="plan_change").count() == 9


def test_a_bad_cell_is_refused_in_words_and_the_others_written(member, plan, page):
    change = put(**{"Pour le": "bientôt", "Responsable": "Gardiens", "Avancement": "presque"})
    answer = handed_back(member, page, change)
    write(member, answer)

    (line,) = compared(answer).lines
    assert {one.code: bool(one.why) for one in line.cells} == {
        "owner": False,
        "due": True,
        "progress": True,
    }
    assert "Saisissez une date valide." in answer.content.decode()
    one = plan.actions.get(number=1)
    assert (one.owner, one.due_on, one.progress) == ("Gardiens", date(2027, 1, 1), "planned")


def test_an_action_changed_since_the_export_is_not_ticked_and_the_others_are(
    member, plan, page, alice
):
    body = changed(export(member, page).body, put(Responsable="Gardiens"))
    body = changed(body, put(3, Responsable="Gardiens"))
    edits.change(plan.actions.get(number=1), {"indicator": "Nombre"}, by=alice)

    first, second = compared(send(member, body)).lines

    assert "a modifié l’action 1" in first.stale
    assert second.stale == ""


def test_what_is_written_between_the_reading_and_the_writing_stays(member, plan, page, alice):
    answer = handed_back(member, page, put(Responsable="Gardiens"))
    edits.change(plan.actions.get(number=1), {"owner": "Accueil"}, by=alice)

    done = write(member, answer)

    assert "a changé depuis que vous avez lu cette page" in done.content.decode()
    assert plan.actions.get(number=1).owner == "Accueil"


def test_the_office_reads_the_plan_and_changes_nothing(signed_in, sonia, plan, page):
    answer = handed_back(signed_in(sonia), page, put(Responsable="Gardiens"))

    assert [one.why for one in compared(answer).lines[0].cells] == [edits.PART.forbidden]
    assert compared(answer).writable == []


def test_one_changed_action_or_many_cost_the_same_queries(member, page):
    def cost(many):
        def change(sheet):
            for row in range(2, 2 + many):
                sheet.cell(row, column(sheet, "Responsable"), "Gardiens")

        body = changed(export(member, page).body, change)
        with CaptureQueriesContext(connection) as asked:
            assert len(compared(send(member, body)).writable) == many
        return len(asked)

    cost(1)
    assert cost(1) == cost(12)
