"""Each page that reads a spreadsheet: a file cut, altered or hostile is a sentence there, and what was typed stays."""

from contextlib import suppress
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.parties.framework.drafts.files.reading import read_rules
from labelling.path.plan.reading import read_plan
from labelling.path.stock.imports import actions as importing
from labelling.path.stock.models import StockImport
from labelling.steering.history_import.matching import actions as tracking_reading
from labelling.steering.history_import.models import TrackingImport
from labelling.steering.satisfaction.reading import read_results
from portal.spreadsheets.reading import read
from portal.spreadsheets.sheets import REFUSALS, Unreadable
from tests import factories
from tests.labelling.framework.drafts.factories import begin
from tests.labelling.history_import.test_sending import HERE
from tests.labelling.stock.factories import address, send
from tests.labelling.stock.files import HEADER, ods, rezipped, row, sample, xlsx

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[1] / "data"
BOOK, SAVED = xlsx(row()), sample("parc-312-residences.ods")
FILES = {
    "cut.xlsx": BOOK[:-200],
    "cut-sheet.xlsx": rezipped(BOOK, {"xl/worksheets/sheet1.xml": lambda part: part[:400]}),
    "without-styles.xlsx": rezipped(BOOK, {"xl/styles.xml": lambda part: b""}),
    "cut.ods": SAVED[: len(SAVED) // 2],
    "cut-content.ods": rezipped(SAVED, {"content.xml": lambda part: part[:9_000]}),
    "row-without-table.ods": ods("<table:table-row><table:table-cell/></table:table-row>"),
    "zip.ods": b"PK\x03\x04" + b"\x00" * 300,
    "bytes.csv": bytes(range(256)) * 40,
    "lines.csv": b";" * 5_000 + b"\n" + b'"' * 3,
    "empty.csv": b"",
}


@pytest.fixture
def dossier(organism, alice):
    return factories.make_dossier(organism, state="preparation")


@pytest.fixture(params=["stock", "ratings", "plan", "satisfaction", "tracking", "rules"])
def door(request, dossier, alice, sonia, signed_in):
    """(client, address, what is typed beside the file)."""
    survey = "/espace/pilotage/satisfaction/import/"
    who, where, typed = {
        "stock": (alice, address("stock_upload", dossier), {}),
        "ratings": (alice, address("stock_upload_ratings", dossier), {}),
        "plan": (alice, address("plan_upload", dossier), {}),
        "satisfaction": (sonia, survey, {"ended_on": "2025-06-30"}),
        "tracking": (sonia, HERE, {}),
        "rules": (sonia, f"{begin(sonia).get_absolute_url()}tableur/", {}),
    }[request.param]
    return signed_in(who), where, typed


def test_a_file_that_cannot_be_read_is_a_sentence_and_what_was_typed_stays(door):
    client, where, typed = door
    for name, content in FILES.items():
        answer = client.post(where, {"file": SimpleUploadedFile(name, content), **typed})
        assert (name, answer.status_code) == (name, 422)
        form = answer.context["form"]
        assert [len(said) > 30 for said in form.errors["file"]] == [True]
        assert {field: form[field].value() for field in typed} == typed


def test_a_stock_file_kept_that_does_not_open_any_more_is_a_sentence(dossier, alice, signed_in):
    client = signed_in(alice)
    send(client, dossier, xlsx([*row(), "x"], header=[*HEADER, "Libellé"]))
    StockImport.objects.update(file=FILES["cut.xlsx"])
    again = address("stock_read_again", dossier, 1)

    answer = client.post(again, {"column-0": ""})

    assert answer.status_code == 409
    assert REFUSALS["DAMAGED"] in answer.content.decode()


@pytest.mark.parametrize("where", ["feuilles", "valeurs", "fichier-avec-remarques"])
def test_a_tracking_file_kept_that_does_not_open_any_more_is_a_sentence(sonia, signed_in, where):
    client = signed_in(sonia)
    send_to = SimpleUploadedFile("suivi.xlsx", xlsx(header=["Bailleur", "Statut"]))
    client.post(HERE, {"file": send_to})
    one = TrackingImport.objects.get()
    page = client.get(f"{HERE}{one.reference}/{where}/")
    TrackingImport.objects.update(file=FILES["cut.xlsx"])

    if where == "fichier-avec-remarques":
        answer = client.get(f"{HERE}{one.reference}/{where}/")
    else:
        form = page.context["form"]
        typed = {name: form[name].value() or "" for name in form.fields}
        answer = client.post(f"{HERE}{one.reference}/{where}/", typed | {"seen": form.seen})

    assert answer.status_code == 409
    assert REFUSALS["DAMAGED"] in answer.content.decode()


def test_each_file_of_other_hands_is_read_and_breaks_no_reader(dossier, sonia, caplog):
    """Whether an import knows its columns is another matter: rows come out, and no fault is told."""
    draft = begin(sonia, "framework")
    paths = [path for path in sorted(DATA.rglob("*.*")) if path.suffix in (".xlsx", ".ods", ".csv")]
    assert len(paths) > 30
    for path in paths:
        content = path.read_bytes()
        assert sum(len(sheet.rows) for sheet in read(content).sheets) > 1, path.name
        for reader in (
            lambda content: tracking_reading.read(content, tracking_reading.starting()),
            lambda content: importing.read_file(dossier, content, importing.STOCK),
            lambda content: importing.read_file(dossier, content, importing.RATINGS),
            lambda content: read_plan(dossier, content),
            lambda content: read_results(content, 2025),
            lambda content: read_rules(draft, content),
        ):
            with suppress(Unreadable):
                reader(content)
    assert [said for said in caplog.messages if said.startswith("fault")] == []
