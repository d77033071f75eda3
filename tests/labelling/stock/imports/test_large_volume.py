"""Volume of a stock import: fifty thousand residences read and written by the worker, in their time and memory."""

import gc
import io
import time
from pathlib import Path

import pytest
from openpyxl import Workbook

from labelling.path.stock import actions
from labelling.path.stock.imports import actions as importing
from labelling.path.stock.imports import jobs
from labelling.path.stock.models import Residence, StockImport
from tests.labelling.stock.test_export_volume import memory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, TO_PREVIEW, TO_WRITE = 50_000, 20, 30
MEGABYTES = 135  # above what the worker holds before: about 165
COMMUNES = (
    ("35000", "Rennes", "35238"),
    ("29200", "Brest", "29019"),
    ("56100", "Lorient", "56121"),
)
HEADER = (
    "Code résidence;Nom de la résidence;Adresse;Code postal;Commune;Code INSEE;Nombre de logements;"
    "Année de construction;QPV;Agence;Bâtiment;Type;Surface moyenne (m²);Vacance (%);Commentaire"
).split(";")


def rows():
    yield HEADER
    for n in range(1, MANY + 1):
        yield [
            f"N{n:05}", f"Résidence des Chardonnerets {n}", f"{n} rue de la Paix", *COMMUNES[n % 3], n % 90 + 1,
            1950 + n % 70, "Non" if n % 7 else "Oui", f"Agence {n % 20}", "ABCD"[n % 4], "Collectif", 66, 4, "RAS",
        ]  # fmt: skip


def as_csv():
    return "\n".join(";".join(map(str, row)) for row in rows()).encode()


def as_xlsx():
    book, file = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Parc")
    for row in rows():
        sheet.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_fifty_thousand_residences_are_previewed_then_written_then_written_again(
    make, dossier, alice
):
    report = importing.to_read(dossier, importing.STOCK)
    found = actions.keep_report(dossier, "parc", report, make(), by=alice)
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the most held is counted from now
    before, start = memory("VmRSS"), time.process_time()
    jobs.work_on_what_waits()
    read, grown = time.process_time() - start, memory("VmHWM") - before
    created, first = written(found, alice)
    Residence.objects.update(agency="Ancienne")
    StockImport.objects.update(status="previewed")
    updated, second = written(found, alice)

    assert (created["created"], updated["updated"], updated["created"]) == (MANY, MANY, 0)
    assert read < TO_PREVIEW
    assert max(first, second) < TO_WRITE
    assert grown < MEGABYTES


def written(found, by):
    """What was written, and in how many seconds: of the worker and of the database."""
    importing.confirm(found, by=by)
    start = time.monotonic()
    jobs.work_on_what_waits()
    return StockImport.objects.get().report["outcome"], time.monotonic() - start
