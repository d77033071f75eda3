"""One workbook as XlsxWriter, LibreOffice and Gnumeric save it: made here, kept in tests/data/spreadsheets."""

import datetime
import io
import shutil
import subprocess
import unicodedata
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "data" / "spreadsheets"
LIBREOFFICE, GNUMERIC = shutil.which("soffice"), shutil.which("ssconvert")
SAVED = {
    "xlsxwriter": ("xlsx",),
    "libreoffice": ("ods", "xlsx", "csv"),
    "gnumeric": ("ods", "xlsx", "csv"),
}
FRENCH_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1036,false,true"  # semicolons, UTF-8, as shown in France
DECOMPOSED = unicodedata.normalize("NFD", "Résidence Élise")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
HEAD = (
    "Référence",
    "Nom",
    "Adresse",
    "Code postal",
    "Logements",
    "Surface",
    "Vacance",
    "Loyer",
    "Livrée le",
    "Vue le",
    "Ouverture",
    "Travaux",
    "QPV",
    "Double",
    "Erreur",
    "Agence",
)
# (titles above, then) three residences: what each cell says, with the name of its format.
ROWS = (
    (
        "R-1", "L’Œillet & <Cie>", "4 rue A\nBâtiment B", "01000", 48, 62.5, 0.125, 1234.5, datetime.date(2024, 3, 2),
        datetime.datetime(2024, 3, 2, 10, 30), datetime.time(9, 30), datetime.timedelta(hours=26, minutes=30), True,
    ),
    (
        "R-2", DECOMPOSED, "« Les Érables »\u00a0: hall  2", "2A004", 0, -1.25, 0, 0, datetime.date(1968, 12, 31),
        datetime.datetime(1999, 12, 31, 23, 59, 59), datetime.time(0, 0), datetime.timedelta(minutes=90), False,
    ),
    (
        "R-3", "Ł’Été 日本", "", "00001", 123456789012, 1e-7, 1, 99999999.99, datetime.date(9999, 12, 31),
        datetime.datetime(1900, 3, 1), datetime.time(23, 59, 59), datetime.timedelta(days=400), True,
    ),
)  # fmt: skip
FORMATS = {
    6: "0.0%",
    7: '#,##0.00 "€"',
    8: "dd/mm/yyyy",
    9: "dd/mm/yyyy hh:mm:ss",
    10: "hh:mm:ss",
    11: "[h]:mm:ss",
}


def workbook():
    """As XlsxWriter writes it: merged, hidden, formatted to the last row, with remarks, headers and footers."""
    import xlsxwriter  # noqa: PLC0415 -- of the development group, asked where the files are made again

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2026, 11, 24)})
    formats = {index: book.add_format({"num_format": told}) for index, told in FORMATS.items()}
    _write_list(book, book.add_worksheet("Parc d’été"), formats)
    hidden = book.add_worksheet("Masquée")
    hidden.write("A1", "ne pas lire")
    hidden.hide()
    book.add_worksheet("Vide")
    ends = book.add_worksheet("Bouts")
    ends.set_column(0, LAST_COLUMN - 1, 12, book.add_format({"bg_color": "#FFF2CC"}))
    ends.write(0, 0, "premier")
    ends.write(0, LAST_COLUMN - 1, "loin")
    ends.write(LAST_ROW - 1, 1, "dernier")
    book.close()
    return file.getvalue()


def _write_list(book, sheet, formats):
    sheet.set_header("&L&F&CPatrimoine &A&RPage &P / &N")
    sheet.set_footer("&LÉtabli le &D à &T")
    sheet.merge_range("A1:D1", "Patrimoine au 1er janvier", book.add_format({"bold": True}))
    for column, title in enumerate(HEAD):
        sheet.write(2, column, title, book.add_format({"bg_color": "#B7E1A1"}))
    for number, cells in enumerate(ROWS, start=3):
        for column, value in enumerate(cells):
            write = sheet.write_string if isinstance(value, str) else sheet.write
            write(number, column, value, *filter(None, [formats.get(column)]))
        sheet.write_formula(number, 13, f"=E{number + 1}*2", None, cells[4] * 2)
        sheet.write_formula(number, 14, "=NA()", None, "#N/A")
    sheet.merge_range("P4:P6", "Nord")
    sheet.write_comment("B4", "À revoir\navec l’agence", {"author": "Sonia"})
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.set_column("F:F", None, None, {"hidden": True})


def save(program, extension, source, folder):
    """The bytes of the workbook `source` as this program saves it."""
    folder.mkdir(exist_ok=True)
    (folder / "source.xlsx").write_bytes(source)
    made = folder / f"source-{program}.{extension}"
    if program == "gnumeric":
        command = [GNUMERIC, "source.xlsx", made.name]
    else:
        home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
        to = FRENCH_CSV if extension == "csv" else extension
        command = [
            LIBREOFFICE,
            home,
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            "out",
            "source.xlsx",
        ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    if program == "libreoffice":
        made = folder / "out" / f"source.{extension}"
    return made.read_bytes()


def make_all(folder):
    """{(program, extension): bytes} of what is kept, made by the programs of this machine."""
    source = workbook()
    return {
        (program, extension): source
        if program == "xlsxwriter"
        else save(program, extension, source, folder)
        for program, extensions in SAVED.items()
        for extension in extensions
    }
