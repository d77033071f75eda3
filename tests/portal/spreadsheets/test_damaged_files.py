"""Files cut, altered or hostile: a refusal with its sentence, never a fault; a fault of ours is told in the log."""

import ast
import io
import logging
import random
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError

import portal
from portal.spreadsheets.guards import faults_refused
from portal.spreadsheets.reading import is_large, read, refuse_at_once
from portal.spreadsheets.sheets import Unreadable
from tests.labelling.stock.files import ods, rezipped, row, sample, xlsx

ROOT = Path(portal.__file__).parents[1]
WHOLE = {"with_marks": True, "with_hidden": True, "with_web_pages": True}
CELL = "<table:table-cell{}><text:p>R-1</text:p></table:table-cell>"
PAGE = (
    b"<html><table><tr><td rowspan=3>R-1</td></tr><tr><td colspan=9>a<br>b</td></tr></table></html>"
)


def files():
    small = ods(f"<table:table><table:table-row>{CELL.format('')}</table:table-row></table:table>")
    return {
        "page": PAGE,
        "csv": sample("parc-312-residences.latin1.csv")[:3_000],
        "xlsx": xlsx(row(), row(name="Éléonore")),
        "ods": small,
        "saved by LibreOffice": sample("parc-312-residences.ods"),
    }


def said(content):
    """What the reading of these bytes gives: « book », or the code of its refusal."""
    try:
        is_large(content), refuse_at_once(content)
        read(content, **WHOLE)
    except Unreadable as unreadable:
        return unreadable.code
    return "book"


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("kind", files())
def test_a_file_cut_anywhere_is_read_or_refused(kind):
    content = files()[kind]
    assert said(content) == "book"
    for end in range(1, len(content), max(len(content) // 60, 1)):
        assert said(content[:end]) in (
            "book",
            "DAMAGED",
            "NOT_A_SHEET",
            "QUOTES",
            "WEB_PAGE",
            "EMPTY",
        )


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_part_cut_or_missing_within_an_archive_is_read_or_refused(kind):
    content = files()[kind]
    for name, part in parts(content).items():
        for end in range(0, len(part), max(len(part) // 12, 1)):
            cut = rezipped(content, {name: lambda whole, end=end: whole[:end]})
            assert said(cut) in ("book", "DAMAGED", "NOT_A_SHEET", "BROKEN"), (name, end)
        gone = io.BytesIO()
        with zipfile.ZipFile(gone, "w") as archive:
            for other, kept in parts(content).items():
                if other != name:
                    archive.writestr(other, kept)
        assert said(gone.getvalue()) in ("book", "DAMAGED", "NOT_A_SHEET", "BROKEN"), name


@pytest.mark.parametrize("kind", files())
def test_a_file_altered_anywhere_is_read_or_refused(kind):
    content, chance = files()[kind][:20_000], random.Random(7)
    for _time in range(60):
        altered = bytearray(content)
        for _byte in range(3):
            altered[chance.randrange(len(altered))] = chance.randrange(256)
        said(bytes(altered))


@pytest.mark.parametrize(
    "facts",
    [
        ' table:number-columns-repeated="beaucoup"',
        ' table:number-columns-repeated="-5"',
        ' table:number-columns-repeated="99999999999"',
        ' table:number-rows-spanned="1e9"',
        ' office:value-type="float" office:value="douze"',
        f' office:value-type="float" office:value="{"9" * 5_000}"',
        ' office:value-type="time" office:time-value="PT99999999999999H99M99S"',
    ],
)
def test_numbers_that_no_program_writes_are_read_or_refused(facts):
    row = f"<table:table-row>{CELL.format(facts)}</table:table-row>"
    assert said(ods(f"<table:table>{row}</table:table>")) in ("book", "DAMAGED")


@pytest.mark.parametrize(
    "body",
    [
        "<table:table-row/>",
        CELL.format(""),
        "<table:table><table:table-row/></table:table><table:table-row><text:p/></table:table-row>",
        f"<table:table>{CELL.format('')}</table:table>",
        f"<table:table><table:table-row><table:table-cell><table:table>{CELL.format('')}</table:table></table:table-cell>",
        "<table:table>" * 200 + CELL.format("") + "</table:table>" * 200,
    ],
)
def test_elements_that_stand_where_no_program_puts_them_are_read_or_refused(body):
    assert said(ods(body)) in ("book", "BROKEN", "DAMAGED")


def test_a_fault_of_a_reader_is_a_refusal_and_a_line_of_the_log_without_its_message(caplog):
    @faults_refused()
    def understand(cell):
        return 1 / len(cell.removeprefix("Mme Durand"))

    with caplog.at_level(logging.ERROR), pytest.raises(Unreadable) as refused:
        understand("Mme Durand")

    reference = refused.value.sentence.removesuffix(".")[-4:]
    assert caplog.messages[0].startswith(f"fault {reference}: ZeroDivisionError in a file")
    assert "understand" in caplog.messages[0]
    assert "Durand" not in caplog.messages[0].partition("\n")[0]
    assert refused.value.code == "BROKEN"


@pytest.mark.parametrize(
    "fault",
    [
        KeyError("a"),
        RecursionError(),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "a"),
        MemoryError(),
    ],
)
def test_each_kind_of_fault_that_a_file_can_cause_is_a_refusal(fault):
    with pytest.raises(Unreadable), faults_refused():
        raise fault


@pytest.mark.parametrize(
    "fault", [OperationalError("away"), ValidationError("Trop tard."), OSError()]
)
def test_what_no_file_can_cause_goes_on(fault):
    with pytest.raises(type(fault)), faults_refused():
        raise fault


def unguarded(source):
    """Names of the functions that read a spreadsheet outside of `faults_refused`."""
    opens = "read" if "from portal.spreadsheets.reading import read" in source else "reading.read"
    return [
        one.name
        for one in ast.walk(ast.parse(source))
        if isinstance(one, ast.FunctionDef)
        and not any("faults_refused" in ast.unparse(decorator) for decorator in one.decorator_list)
        and any(
            isinstance(call, ast.Call) and ast.unparse(call.func) == opens for call in ast.walk(one)
        )
    ]


def test_whatever_reads_a_file_that_somebody_sent_refuses_its_faults():
    """What only opens the file understands nothing of it: its two callers have the guard."""
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for app in ("labelling", "observatory", "community", "home")
        for path in (ROOT / app).rglob("*.py")
        if "portal.spreadsheets" in (source := path.read_text(encoding="utf-8"))
        for name in unguarded(source)
    }
    assert found == {"labelling/steering/history_import/matching/actions.py: opened"}


def test_control_a_reader_without_its_guard_is_told():
    source = (
        "from portal.spreadsheets.reading import read\n{}def read_plan(f):\n    return read(f)\n"
    )

    assert unguarded(source.format("")) == ["read_plan"]
    assert unguarded(source.format("@faults_refused()\n")) == []
