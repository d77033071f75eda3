"""Several sheets of a file make one stock; the building of a residence is kept."""

import io

import pytest
from openpyxl import load_workbook

from labelling.path.stock.models import Residence, StockImport
from tests.labelling.stock.factories import address, send
from tests.labelling.stock.files import HEADER, report_of, row, xlsx
from tests.markup import tidy

pytestmark = pytest.mark.django_db


def book(first, **others):
    """A workbook: its first sheet, then the others, {title: rows}; each with the header."""

    def add(workbook):
        for title, rows in others.items():
            sheet = workbook.create_sheet(title)
            for cells in (HEADER, *rows):
                sheet.append(cells)

    return xlsx(*first, change=add)


NORTH = [row(), row(code="R-2", name="B", address="5 rue B")]
SOUTH = [row(code="S-1", name="Les Lilas", address="6 rue C"), row(code="S-2", homes="environ 60")]


def issues(report):
    return [issue.code for issue in report.issues]


def read_names(report):
    return [sheet.name for sheet in report.sheets]


def report(first, **others):
    def add(workbook):
        workbook.active.title = "Nord"
        for title, rows in others.items():
            sheet = workbook.create_sheet(title)
            for cells in rows:
                sheet.append(cells)

    return report_of(*first, change=add)


def test_a_sheet_an_agency_makes_one_stock():
    found = report(NORTH, Sud=[HEADER, *SOUTH])

    assert read_names(found) == ["Nord", "Sud"]
    assert [line.sheet for line in found.lines] == [0, 0, 1, 1]
    assert (found.homes, issues(found)) == (3 * 48, [])


def test_of_a_sheet_a_year_the_latest_is_read():
    found = report(
        [row(code="X-1", name="X", address="1 rue X")],
        **{"Parc 2024": [HEADER, *NORTH], "Parc 2025": [HEADER, *NORTH]},
    )

    assert read_names(found) == ["Nord", "Parc 2025"]
    assert read_names(report(NORTH, **{"Parc 2025": [HEADER, *NORTH]})) == ["Nord"]
    assert issues(found) == ["AUTRE_FEUILLE"]
    assert "sont celles de la feuille «\u00a0Parc 2025\u00a0»" in found.issues[0].message


def test_the_columns_of_each_sheet_are_its_own():
    turned = [[*HEADER[1:], HEADER[0]], *([*cells[1:], cells[0]] for cells in SOUTH)]
    found = report(NORTH, Sud=turned)

    assert [line.values["code"] for line in found.lines] == ["R-1", "R-2", "S-1", "S-2"]
    assert [column.letter for column in found.sheets[1].columns if column.field == "code"] == ["I"]


def test_a_reference_serves_once_in_all_the_sheets():
    others = [row(code=f"S-{n}", name=f"N{n}", address=f"{n} rue D") for n in range(3)]
    found = report(NORTH, Sud=[HEADER, row(homes=50), *others])
    (issue,) = found.lines[2].issues

    assert issue.message.startswith(
        "La référence R-1 est déjà celle de la ligne 2 de la feuille «\u00a0Nord\u00a0»."
    )


def test_a_total_is_that_of_its_sheet():
    found = report(NORTH, Sud=[HEADER, *SOUTH, ["Total", *[None] * 5, 48]])

    assert issues(found) == []


def test_the_sheets_to_read_are_chosen_and_the_same_file_is_read_again(member, dossier):
    send(member, dossier, book(NORTH, Sud=SOUTH, Copie=NORTH))
    shown = tidy(member.get(address("stock_import", dossier, 1)).content.decode())
    form = member.get(address("stock_read_again", dossier, 1)).context["form"]
    answer = member.post(address("stock_read_again", dossier, 1), {"sheets": ["Copie"]})

    assert "Feuille «\u00a0Copie\u00a0» laissée (liste non lue)." in shown
    assert form.fields["sheets"].initial == ["Sheet", "Sud"]
    assert answer.status_code == 302
    read = StockImport.objects.get().report["read"]
    assert [sheet["name"] for sheet in read["sheets"]] == ["Copie"]

    member.post(address("stock_import", dossier, 1), {})
    assert sorted(Residence.objects.values_list("code", flat=True)) == ["R-1", "R-2"]
    assert member.get(address("stock_read_again", dossier, 1)).status_code == 409


def test_no_sheet_chosen_is_to_correct(member, dossier):
    send(member, dossier, book(NORTH, Sud=SOUTH))

    assert member.post(address("stock_read_again", dossier, 1), {}).status_code == 422


def test_a_column_said_there_is_read_and_remembered(member, dossier):
    header = [*HEADER, "Repère"]
    rows = [[*cells, f"Bât. {n}"] for n, cells in enumerate(NORTH)]
    send(member, dossier, xlsx(*rows, header=header))
    member.post(address("stock_read_again", dossier, 1), {f"column-{len(HEADER)}": "block"})
    member.post(address("stock_import", dossier, 1), {})

    assert list(Residence.objects.order_by("code").values_list("block", flat=True)) == [
        "Bât. 0",
        "Bât. 1",
    ]
    assert StockImport.objects.get().report["titles"] == {"repere": "block"}


def test_a_remark_says_its_sheet_and_the_file_to_correct_has_them_all(member, dossier):
    send(member, dossier, book(NORTH, Sud=SOUTH))
    shown = member.get(address("stock_import", dossier, 1)).context["issues"].object_list
    file = member.get(address("stock_corrected", dossier, 1)).content
    sheets = load_workbook(io.BytesIO(file))

    assert [(one["sheet"], one["line"]) for one in shown] == [("Sud", 3)]
    assert ">Sud</span>" in member.get(address("stock_import", dossier, 1)).content.decode()
    assert sheets.sheetnames == ["Sheet", "Sud"]
    assert [sheet.max_row for sheet in sheets] == [3, 3]


def test_two_buildings_of_a_residence_are_two_lines_without_a_doubt(member, dossier):
    header = [*HEADER, "Bâtiment"]
    rows = [[*row(code=f"R-{name}"), name] for name in "AB"]
    send(member, dossier, xlsx(*rows, header=header))
    statuses = member.get(address("stock_import", dossier, 1)).context["statuses"]
    member.post(address("stock_import", dossier, 1), {})
    listed = tidy(member.get(address("stock_detail", dossier)).content.decode())

    assert statuses[0][1] == 2
    assert [one in listed for one in ("R-A, bâtiment A", "R-B, bâtiment B")] == [True, True]
