"""Tests of the tracking table handed back: note, who takes care and what follows, by the forms of the follow-up."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.models import Exchange, Handing, OfficeNote, Organism
from labelling.steering.follow_up import exports, notes
from labelling.steering.follow_up.exchanges import actions as exchanges
from portal import revisions
from portal.assignments import actions
from portal.assignments.registry import bearer_of
from portal.core import clock
from portal.workflow import audit_log
from tests.factories import make_dossier, make_organism
from tests.labelling.labels.factories import make_label
from tests.portal.exports.reading import (
    changed,
    column,
    compared,
    export,
    handed_back,
    send,
    write,
)

pytestmark = pytest.mark.django_db
LIST = "/espace/suivi/?colonnes=charge,note,correspondant,statut,logements"


@pytest.fixture
def several(db):
    return [
        make_dossier(make_organism(f"Office {n}", slug=f"office-{n}", homes=100)) for n in range(4)
    ]


def put(title, *texts):
    """These texts in a column, from the first row on."""

    def change(sheet):
        for row, text in enumerate(texts, 2):
            sheet.cell(row, column(sheet, title), text)

    return change


def cells(answer):
    return [(line.name, one.code, one.why) for line in compared(answer).lines for one in line.cells]


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv"])
def test_unchanged_it_is_silent(signed_in, sonia, several, extension):
    """A CSV does not say its columns: its titles do."""
    notes.write(several[0].organism, by=sonia, text="À rappeler\nle matin")
    client = signed_in(sonia)

    body = export(client, LIST, extension).body
    made = compared(send(client, body, f"suivi-2026-11-24.{extension}"))

    assert (made.lines, made.added, made.removed, made.ignored, made.same) == ([], [], [], [], 4)


def test_exactly_what_changed_is_told(signed_in, sonia, several):
    """Ten cells changed, two rows added, one removed, a column moved."""

    def change(sheet):
        for row in range(2, 5):
            for title, text in (("Note", f"Note {row}"), ("Logements", row), ("Statut", "Autre")):
                sheet.cell(row, column(sheet, title), text)
        sheet.cell(2, column(sheet, "Correspondant"), "Zoé")
        sheet.delete_rows(5)
        for name in ("Nouveau un", "Nouveau deux"):
            sheet.append([name])
        sheet.move_range(f"A1:A{sheet.max_row}", cols=20)

    made = compared(handed_back(signed_in(sonia), LIST, change))

    told = [(one.code, one.after) for line in made.lines for one in line.cells]
    assert told == [
        (code, text)
        for row in range(2, 5)
        for code, text in (("note", f"Note {row}"), ("logements", str(row)))
    ]
    left = [(line.name, one.code) for line in made.lines for one in line.left]
    assert sorted(left) == [
        ("Office 0", "correspondant"),
        *((f"Office {n}", "statut") for n in range(3)),
    ]
    assert (made.added, made.removed) == (["Nouveau un", "Nouveau deux"], [("Office 3", "")])


def test_a_note_is_written_or_corrected_by_its_author_with_its_line_and_its_version(
    signed_in, sonia, paul, several
):
    """One's own is corrected, that of a colleague stays below a new one, and none is emptied."""
    mine = notes.write(several[0].organism, by=sonia, text="Ancienne")
    theirs = notes.write(several[1].organism, by=paul, text="De Paul")
    notes.write(several[3].organism, by=sonia, text="Reste")
    client = signed_in(sonia)
    with clock.at(clock.now() + timedelta(hours=1)):
        answer = handed_back(client, LIST, put("Note", "Une", "Deux", "Trois", ""))
        assert "checked" in answer.content.decode()
        done = write(client, answer)
        again = write(client, answer)

    assert [why for _, _, why in cells(answer)] == ["", "", "", exports.NOTE_STAYS]
    assert "3\u00a0lignes sont changées." in done.content.decode()
    assert "0\u00a0ligne est changée." in again.content.decode()
    texts = OfficeNote.objects.order_by("pk").values_list("organism__name", "text", "by")
    assert list(texts) == [
        ("Office 0", "Une", sonia.pk),
        ("Office 1", "De Paul", paul.pk),
        ("Office 3", "Reste", sonia.pk),
        ("Office 1", "Deux", sonia.pk),
        ("Office 2", "Trois", sonia.pk),
    ]
    assert audit_log.entries_of(mine).first().act == "edit"
    assert revisions.TEXTS[notes.TEXT] is not None
    assert audit_log.entries_of(theirs).count() == 1


def test_a_note_written_since_the_export_is_told_and_not_ticked(signed_in, sonia, several):
    client = signed_in(sonia)
    body = changed(export(client, LIST).body, put("Note", "La mienne"))
    notes.write(several[0].organism, by=sonia, text="Une autre")

    answer = send(client, body)

    (line,) = compared(answer).lines
    assert "a écrit la note" in line.stale
    assert "checked" not in answer.content.decode()


def test_dossiers_are_given_by_one_mail_that_may_be_undone(signed_in, sonia, paul, several):
    client = signed_in(sonia)
    change = put("Qui s’en charge", str(paul), str(paul), "Zoé Inconnue", "")
    answer = handed_back(client, LIST, change)
    done = write(client, answer)
    again = write(client, answer)

    assert [why for _, _, why in cells(answer)] == ["", "", exports.NOBODY, exports.NOT_LEFT]
    assert [getattr(bearer_of(one)[0], "person", None) for one in several] == [
        paul,
        paul,
        None,
        None,
    ]
    handing = Handing.objects.get()
    assert f'href="/espace/confier/{handing.reference}/"' in done.content.decode()
    assert "0\u00a0ligne est changée." in again.content.decode()


def test_who_took_care_since_the_export_is_told(signed_in, sonia, paul, several):
    client = signed_in(sonia)
    body = changed(export(client, LIST).body, put("Qui s’en charge", str(sonia)))
    actions.take(several[0], by=paul)

    (line,) = compared(send(client, body)).lines

    assert "Paul" in line.stale


def test_a_tie_of_the_person_is_told_as_it_is_written(signed_in, sonia, paul, several):
    one = several[0]
    Organism.objects.get(pk=one.organism_id).office_ties.create(
        person=paul, kind="employment", started_on=date(2026, 1, 1)
    )
    client = signed_in(sonia)

    done = write(client, handed_back(client, LIST, put("Qui s’en charge", str(paul), str(paul))))

    assert f"Office 0\u00a0: {paul}\u00a0: un lien avec l’organisme" in done.content.decode()
    assert [one.dossier for one in Handing.objects.get().lines.all()] == [several[1]]


def test_an_organism_without_a_dossier_is_given_to_nobody(signed_in, sonia, paul):
    make_organism("Office seul")
    answer = handed_back(signed_in(sonia), LIST, put("Qui s’en charge", str(paul)))

    assert [why for _, _, why in cells(answer)] == ["Aucun dossier en cours."]


def test_a_contact_and_a_status_are_left_to_their_pages(signed_in, sonia, several):
    def change(sheet):
        sheet.cell(2, column(sheet, "Correspondant"), "Zoé")
        sheet.cell(2, column(sheet, "Statut"), "Labellisé")

    (line,) = compared(handed_back(signed_in(sonia), LIST, change)).lines

    assert line.cells == []
    assert {one.code: one.url for one in line.left} == {
        "correspondant": "/espace/organismes/office-0/personnes/",
        "statut": several[0].get_absolute_url(),
    }


def test_the_secretariat_writes_its_notes_and_no_fact(signed_in, nora, several):
    """It sees the organisms that had a label."""
    label = make_label()
    make_organism("Office caché")
    address = "/espace/suivi/?colonnes=note,logements"
    client = signed_in(nora)

    def change(sheet):
        sheet.cell(2, column(sheet, "Note"), "Lu")
        sheet.cell(2, column(sheet, "Logements"), 7)

    answer = handed_back(client, address, change)
    write(client, answer)

    assert [(code, bool(why)) for _, code, why in cells(answer)] == [
        ("note", False),
        ("logements", True),
    ]
    label.organism.refresh_from_db()
    assert (label.organism.homes == 7, OfficeNote.objects.get().text) == (False, "Lu")


@pytest.fixture
def exchange(several, sonia):
    return exchanges.note(
        several[0].organism,
        by=sonia,
        kind="phone",
        on=clock.today(),
        said="Tout va.",
        with_name="M. Roy",
        next_step="Rappeler",
        next_on=clock.today() + timedelta(days=21),
    )


def judged(user, *texts):
    """What the door of « Prochaine relance » says of a text an organism, in their order."""
    lines = [{"slug": f"office-{n}"} for n in range(len(texts))]
    owns = exports.NEXT.things(user, lines)
    rows = [(own, {"relance": text}) for own, text in zip(owns, texts, strict=True)]
    return rows, [one.get("relance", "") for one in exports.NEXT.faults(user, rows)]


def test_the_day_of_what_follows_is_corrected_by_who_noted_it(exchange, sonia):
    later = clock.today() + timedelta(days=26)
    rows, whys = judged(sonia, f"{later:%d/%m/%Y}", f"{later:%d/%m/%Y}")
    exports.NEXT.write(sonia, rows[:1])

    assert whys == ["", exports.NOTHING_FOLLOWS]
    exchange.refresh_from_db()
    assert (exchange.next_on, exchange.next_step, exchange.charge) == (
        later,
        "Rappeler",
        sonia,
    )
    assert audit_log.entries_of(exchange).first().act == "edit"


def test_a_day_that_means_nothing_is_refused_at_its_cell(exchange, sonia, paul):
    def why(user, text):
        return judged(user, text)[1][0]

    assert why(sonia, "") == exports.SETTLED_THERE
    assert why(sonia, "bientôt") == "Saisissez une date valide."
    assert why(sonia, "01/02/2020") == ("Ce jour est passé\u00a0: choisissez-en un qui vient.")
    assert why(paul, f"{exchange.next_on:%d/%m/%Y}") == exports.OF_ITS_AUTHOR
    assert Exchange.objects.get().next_on == exchange.next_on


def _cost(client, many, paul):
    def change(sheet):
        for row in range(2, 2 + many):
            sheet.cell(row, column(sheet, "Note"), f"Note {row}")
            sheet.cell(row, column(sheet, "Logements"), row)
            sheet.cell(row, column(sheet, "Qui s’en charge"), str(paul))

    body = changed(export(client, LIST).body, change)
    with CaptureQueriesContext(connection) as asked:
        answer = send(client, body)
    assert len(compared(answer).writable) == many
    return len(asked)


def test_one_changed_row_or_many_cost_the_same_queries(signed_in, sonia, paul, several):
    for one in several:
        notes.write(one.organism, by=sonia, text="Avant")
    client = signed_in(sonia)
    _cost(client, 1, paul)

    assert _cost(client, 1, paul) == _cost(client, 4, paul)
