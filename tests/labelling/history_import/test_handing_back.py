"""The file handed back: each remark in its cell, never a formula, and read again it is understood the same."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from labelling.steering.history_import.lines import listing
from labelling.steering.history_import.matching import actions
from labelling.steering.history_import.models import TrackingImport
from labelling.steering.history_import.reader.tables.corrections import Matching
from labelling.steering.history_import.remarks import handed_back
from portal.models import Role
from portal.spreadsheets import reading as spreadsheets
from tests import factories
from tests.labelling.history_import.conftest import begin, plain
from tests.labelling.history_import.files import events_file, milestones_file
from tests.labelling.history_import.test_sending import FILE, HERE, send

pytestmark = pytest.mark.django_db
SHEET = "Remarques du portail"
INVERTED = "La fin du label précède son début."


def download(client, one):
    return client.get(f"{HERE}{one.reference}/fichier-avec-remarques/")


def sent(client, content, name):
    assert send(client, content, name).status_code == 302
    return TrackingImport.objects.latest("pk")


def back(one):
    return again(bytes(one.file), one)


def again(source, one):
    return handed_back(source, actions.opened(source), listing.remarks(one))[0]


def titles(content):
    return [sheet.name for sheet in spreadsheets.read(content, with_hidden=True).sheets]


def opened(content):
    return load_workbook(io.BytesIO(content))


def readings(one):
    return one.content, {
        k: v for k, v in one.reading.items() if k not in ("file_kind", "encoding", "delimiter")
    }


def test_each_remark_is_in_a_comment_of_its_cell_and_the_first_sheet_leads_to_it(signed_in, sonia):
    office = signed_in(sonia)
    one = sent(office, FILE.read_bytes(), FILE.name)

    answer = download(office, one)

    book = opened(answer.content)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert book.sheetnames[:3] == [SHEET, "Organismes", "Audits"]
    assert book[SHEET].max_row == len(one.reading["issues"]) + 1
    comment = book["Organismes"]["N47"].comment.text
    assert comment == "— Portail Quali’Hlm —\nÀ corriger\u00a0: La fin du label précède son début."
    assert book["Organismes"]["N47"].border.left.color.rgb == "00C0392B"
    row = next(
        r for r in book[SHEET].iter_rows() if (r[0].value, r[1].value) == ("Organismes", "N47")
    )
    assert (row[2].value, row[6].value) == ("À corriger", "à décider")
    assert row[1].hyperlink.location == "'Organismes'!N47"


def test_what_was_decided_stands_beside_each_remark(signed_in, sonia):
    office = signed_in(sonia)
    one = sent(office, FILE.read_bytes(), FILE.name)
    office.post(
        f"{HERE}{one.reference}/lignes/par-remarque/", {"code": INVERTED, "verdict": "keep"}
    )
    one.refresh_from_db()

    said = {r["decided"] for r in listing.remarks(one) if r["code"] == INVERTED}
    assert said == {"acceptée"}


@pytest.mark.parametrize("name", ["suivi-label.xlsx", "events.xlsx", "milestones.ods"])
def test_read_again_it_gives_the_same_understanding(signed_in, sonia, name):
    content = {
        "suivi-label.xlsx": FILE.read_bytes,
        "events.xlsx": lambda: events_file.make()[0],
        "milestones.ods": lambda: milestones_file.make()[0],
    }[name]()
    one = sent(signed_in(sonia), content, name)

    returned = back(one)
    content, reading = actions.read(returned, Matching())
    twice = again(returned, one)

    before = readings(one)
    assert content == before[0]
    assert {k: reading[k] for k in before[1]} == before[1]
    assert titles(twice) == titles(returned)
    assert titles(returned)[0] == SHEET


def test_a_text_with_separators_comes_back_as_a_workbook_that_says_the_same(signed_in, sonia):
    text = "Organisme;Statut;Candidature\nCorvange;prépa;12/03/2025\nAutre;inconnu;T2 2025\n"
    one = sent(signed_in(sonia), text.encode(), "suivi.csv")

    content, _ = actions.read(back(one), Matching())

    def facts(rows):
        return [{k: v for k, v in row.items() if k not in ("sheet", "sources")} for row in rows]

    assert facts(content["organisms"]) == facts(one.content["organisms"])
    assert opened(back(one)).sheetnames == [SHEET, "Fichier"]


def test_no_formula_is_written_even_from_a_text_that_looks_like_one(signed_in, sonia):
    book = Workbook()
    sheet = book.active
    sheet.title = "Suivi"
    sheet.append(["Organisme", "Statut", "Note"])
    sheet.append(["Corvange", "inconnu", "=1+1"])
    sheet.append(["Autre", "zut", None])
    sheet["C3"].value = "=HYPERLINK(A1)"
    sheet["C3"].data_type = "s"
    file = io.BytesIO()
    book.save(file)
    csv = "Organisme;Statut\n=cmd|x;=1+1\n"
    office = signed_in(sonia)
    returned = [
        opened(back(sent(office, file.getvalue(), "a.xlsx"))),
        opened(back(sent(office, csv.encode(), "a.csv"))),
    ]

    kinds = {
        cell.data_type
        for book in returned
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
    assert "f" not in kinds


def test_a_comment_of_the_file_stays_above_ours(signed_in, sonia):
    book = Workbook()
    sheet = book.active
    sheet.append(["Organisme", "Statut"])
    sheet.append(["Corvange", "inconnu"])
    sheet["B2"].comment = Comment("voir Lucie", "Sonia")
    file = io.BytesIO()
    book.save(file)
    one = sent(signed_in(sonia), file.getvalue(), "a.xlsx")

    text = opened(back(one))["Sheet"]["B2"].comment.text
    assert text.startswith("voir Lucie\n— Portail Quali’Hlm —\nÀ confirmer")
    assert actions.read(back(one), Matching())[1]["issues"] == one.reading["issues"]


def test_it_is_the_referent_s_alone_and_only_while_the_file_is_here(signed_in, sonia):
    office = signed_in(sonia)
    one = sent(office, b"Organisme;Statut\nCorvange;prepa\n", "suivi.csv")
    deputy = signed_in(factories.make_user("Denis", roles=[Role.DEPUTY]))

    assert download(deputy, one).status_code == 403
    assert "Fichier avec les remarques" not in plain(deputy.get(one.get_absolute_url()).content)
    assert "Fichier avec les remarques" in plain(
        signed_in(sonia).get(one.get_absolute_url()).content
    )
    one.workflow.fire(one, "abandon", by=sonia)
    answer = download(signed_in(sonia), one)
    assert (answer.status_code, "Le fichier n’est plus ici" in plain(answer.content)) == (409, True)
    assert download(signed_in(sonia), begin(sonia, {"organisms": []})).status_code == 409
