"""Tests of an exported stock handed back: written as its import writes, what is added or removed led to it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.path.stock import actions
from labelling.path.stock.models import Residence
from portal.workflow import audit_log
from tests.labelling.stock.factories import address, make_residences, rate_all
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


@pytest.fixture
def stock(dossier, alice):
    rows = make_residences(dossier.organism, 12)
    rate_all(dossier, alice)
    return rows


@pytest.fixture
def page(dossier):
    return address("stock_detail", dossier)


def put(**texts):
    """{title: text} of the second row, and of it alone."""
    return lambda sheet: [
        sheet.cell(2, column(sheet, title), text) for title, text in texts.items()
    ]


def correct(sheet):
    """Ten cells changed, two rows added, one removed, a column moved."""
    homes, name = column(sheet, "Logements"), column(sheet, "Résidence")
    for row in range(2, 11):
        sheet.cell(row, homes, 100 + row)
    sheet.cell(2, name, "Les Tilleuls")
    sheet.delete_rows(13)
    for code in ("N1", "N2"):
        sheet.append([f"Nouvelle {code}", code])
    sheet.move_range(f"A1:A{sheet.max_row}", cols=20)


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv"])
def test_unchanged_it_is_silent(member, stock, page, dossier, extension):
    body = export(member, page, extension).body
    made = compared(send(member, body, f"residences-{dossier.reference}-2026-11-24.{extension}"))

    assert (made.lines, made.added, made.removed, made.ignored, made.same) == ([], [], [], [], 12)


def test_exactly_what_changed_is_told(member, stock, page, dossier):
    answer = handed_back(member, page, correct)
    made = compared(answer)

    told = [(line.key, c.title, c.before, c.after) for line in made.lines for c in line.cells]
    assert told == [
        ("R0001", "Résidence", "Résidence 0001", "Les Tilleuls"),
        *((f"R{n:04}", "Logements", "10", str(101 + n)) for n in range(1, 10)),
    ]
    assert [one for line in made.lines for one in line.left] == []
    assert made.added == ["Nouvelle N1", "Nouvelle N2"]
    removal = address("stock_remove", dossier, "R0012")
    assert made.removed == [("Résidence 0012", removal)]
    assert removal in answer.content.decode()
    assert address("stock_upload", dossier) in answer.content.decode()
    assert member.get(removal).status_code == 200


def test_what_is_ticked_is_written_in_one_act_and_a_second_click_writes_nothing(
    member, stock, page, dossier
):
    answer = handed_back(member, page, correct)
    done = write(member, answer)

    assert "9\u00a0lignes sont changées." in done.content.decode()
    rows = dossier.organism.residences.order_by("code").values_list("name", "homes", "is_active")
    assert list(rows) == [
        ("Les Tilleuls", 102, True),
        *((f"Résidence {n:04}", 101 + n, True) for n in range(2, 10)),
        *((f"Résidence {n:04}", 10, True) for n in range(10, 13)),
    ]
    entry = audit_log.entries_of(dossier).first()
    assert (entry.act, entry.data["updated"]) == ("stock_correct", 9)
    assert entry.sentence.endswith("a corrigé 9\u00a0résidences du patrimoine par un tableau.")
    assert dossier.ratings.count() == 12

    again = write(member, answer)

    assert "0\u00a0ligne est changée." in again.content.decode()
    assert audit_log.entries_of(dossier).filter(act="stock_correct").count() == 1


def test_each_cell_is_read_as_the_import_reads_it(member, stock, page, dossier):
    change = put(
        **{
            "Commune": "Oyonnax",
            "Bâtiment": "B",
            "Agence": "",
            "Logements": "12 + 3 PMR",
            "En quartier prioritaire": "oui",
        }
    )
    write(member, handed_back(member, page, change))

    one = Residence.objects.get(code="R0001")
    assert (one.insee, one.town, one.block, one.agency, one.homes, one.is_qpv) == (
        "01283",
        "",
        "B",
        "",
        15,
        True,
    )


def test_a_bad_cell_is_refused_in_words_and_the_others_written(member, stock, page):
    change = put(**{"Résidence": "Les Tilleuls", "Logements": "beaucoup", "Code Insee": "99999"})
    answer = handed_back(member, page, change)

    (line,) = compared(answer).lines
    assert {one.code: one.why for one in line.cells} == {
        "name": "",
        "insee": "Le code Insee 99999 n’existe pas. Corrigez-le.",
        "homes": "«\u00a0beaucoup\u00a0» n’est pas un nombre. Écrivez le nombre de logements en chiffres.",
    }
    write(member, answer)
    one = Residence.objects.get(code="R0001")
    assert (one.name, one.homes, one.insee) == ("Les Tilleuls", 10, "01053")


def test_an_index_is_left_to_the_page_of_its_rating(member, stock, page, dossier):
    answer = handed_back(member, page, put(**{"Index sur 20": 20, "Classe": "prioritaire"}))

    (line,) = compared(answer).lines
    rating = address("stock_residence", dossier, "R0001")
    assert [(one.title, one.url) for one in line.left] == [
        ("Index sur 20", rating),
        ("Classe", rating),
    ]
    assert (line.cells, compared(answer).writable) == ([], [])


def test_a_residence_that_changed_since_the_export_is_not_ticked(
    member, stock, page, dossier, alice
):
    """A table that was corrected says which, so that the others are; an import may have changed any."""
    body = export(member, page).body
    write(member, handed_back(member, page, put(Logements=7)))

    def both(sheet):
        sheet.cell(2, column(sheet, "Logements"), 8)
        sheet.cell(3, column(sheet, "Logements"), 9)

    first, second = compared(send(member, changed(body, both))).lines
    assert "a corrigé 1\u00a0résidence du patrimoine" in first.stale
    assert second.stale == ""

    actions.write_residences(dossier, [], by=alice)
    first, second = compared(send(member, changed(body, both))).lines
    assert "a importé le patrimoine" in second.stale


def test_what_changes_between_the_page_and_its_confirmation_stays(member, stock, page):
    answer = handed_back(member, page, put(Logements=7))
    Residence.objects.filter(code="R0001").update(homes=8)

    done = write(member, answer)

    assert "a changé depuis que vous avez lu cette page" in done.content.decode()
    assert Residence.objects.get(code="R0001").homes == 8


def test_who_may_not_write_the_stock_changes_nothing(signed_in, alice, sonia, stock, page, dossier):
    """The office reads it; once the audit is open, its organism too."""
    answer = handed_back(signed_in(sonia), page, put(Logements=7))
    assert compared(answer).lines[0].cells[0].why == actions.PART.forbidden

    client = signed_in(alice)
    answer = handed_back(client, page, put(Logements=7))
    type(dossier).objects.filter(pk=dossier.pk).update(state="audit")
    done = write(client, answer)
    assert actions.PART.out_of_time[:40] in done.content.decode()
    assert Residence.objects.get(code="R0001").homes == 10
    made = compared(handed_back(client, page, put(Logements=7)))
    assert made.lines[0].cells[0].why == actions.PART.out_of_time


def test_the_same_file_goes_to_the_import_which_adds_and_asks_before_removing(
    member, stock, page, dossier
):
    body = changed(export(member, page).body, lambda sheet: sheet.delete_rows(13))
    preview = send(member, body, "parc.xlsx", address("stock_upload", dossier))
    shown = member.get(preview.url).content.decode()

    assert "1\u00a0résidence absente du fichier" in shown
    asked = member.post(preview.url, {"remove_absent": "on"})
    assert "cotation ne compte plus" in asked.content.decode()
    assert Residence.objects.get(code="R0012").is_active


def _cost(client, page, many):
    def change(sheet):
        for row in range(2, 2 + many):
            sheet.cell(row, column(sheet, "Logements"), 500 + row)
            sheet.cell(row, column(sheet, "Code Insee"), "35238")

    body = changed(export(client, page).body, change)
    with CaptureQueriesContext(connection) as asked:
        answer = send(client, body)
    assert len(compared(answer).writable) == many
    with CaptureQueriesContext(connection) as written:
        write(client, answer)
    return len(asked), len(written)


def test_one_changed_residence_or_many_cost_the_same_queries(member, dossier, page):
    make_residences(dossier.organism, 12)
    _cost(member, page, 1)
    Residence.objects.update(homes=10, insee="01053")
    one = _cost(member, page, 1)
    Residence.objects.update(homes=10, insee="01053")

    many = _cost(member, page, 11)

    assert many[0] == one[0]
    assert many[1] <= one[1] + 2
