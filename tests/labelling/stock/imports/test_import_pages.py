"""Import of a stock: read, previewed line by line, confirmed once."""

import html
import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from labelling.path.stock.imports import actions
from labelling.path.stock.models import Residence, StockImport
from portal.workflow import Forbidden, Refused, audit_log
from tests.labelling.stock.factories import address, make_residences, send
from tests.labelling.stock.files import FOLDER, csv_file, row, sample, xlsx
from tests.markup import tidy
from tests.refusals import refused as refused_page


def codes(organism):
    return sorted(organism.residences.values_list("code", flat=True))


@pytest.mark.parametrize(
    "name",
    [
        "parc-312-residences.xlsx",
        "parc-312-residences.ods",
        "parc-312-residences.utf8.csv",
        "parc-312-residences.latin1.csv",
    ],
)
def test_a_real_file_is_previewed_then_imported_in_each_format(member, dossier, name):
    response = send(member, dossier, sample(name), name)

    assert response.status_code == 200
    statuses = {label: n for label, n, *_look in response.context["statuses"]}
    sure = statuses["Lue sans remarque"] + statuses["Corrigée"]
    assert sure + statuses["À confirmer"] == 312
    assert response.context["plan"][0] == f"{sure}\u00a0résidences créées"
    assert Residence.objects.count() == 0

    response = member.post(
        address("stock_import", dossier, 1), {"with_doubtful": "on"}, follow=True
    )

    assert response.status_code == 200
    assert dossier.organism.residences.count() == 312


def test_the_untidy_file_is_reported_row_by_row(member, dossier):
    expected = json.loads((FOLDER / "parc-sale.expected.json").read_text(encoding="utf-8"))

    response = send(member, dossier, sample("parc-sale.xlsx"))
    shown = response.context

    assert {label: n for label, n, *_look in shown["statuses"]} == {
        "Lue sans remarque": expected["counts"]["ok"],
        "Corrigée": expected["counts"]["corrected"],
        "À confirmer": expected["counts"]["warning"],
        "À corriger": expected["counts"]["error"],
        "Laissée de côté": expected["counts"]["ignored"],
    }
    assert {row["issue"].severity for row in shown["issues"]} == {"error"}
    for severity in ("error", "warning", "info"):
        page = member.get(address("stock_import", dossier, 1), {"gravite": severity})
        rows = page.context["issues"].object_list
        assert rows
        assert {row["issue"].severity for row in rows} == {severity}
        assert all(row["issue"].message in _plain(page) for row in rows)


def _plain(response):
    return html.unescape(response.content.decode())


def test_nothing_is_written_before_confirmation_and_doubtful_lines_wait_for_a_person(
    member, dossier
):
    send(member, dossier, sample("parc-sale.xlsx"))

    assert dossier.organism.residences.count() == 0

    member.post(address("stock_import", dossier, 1), {})

    assert dossier.organism.residences.count() == 3 + 21

    send(member, dossier, sample("parc-sale.xlsx"))
    member.post(address("stock_import", dossier, 2), {"with_doubtful": "on"})

    assert dossier.organism.residences.count() == 3 + 21 + 12


def test_a_second_confirmation_changes_nothing(member, alice, dossier):
    send(member, dossier, xlsx(row(), row(code="R-2", name="B", address="5 rue B")))
    found = StockImport.objects.get()
    first = actions.confirm(found, by=alice)
    lines = audit_log.entries_of(dossier).count()

    second = actions.confirm(found, by=alice)

    assert second.report["outcome"] == first.report["outcome"]
    assert audit_log.entries_of(dossier).count() == lines
    response = member.post(address("stock_import", dossier, 1), {})
    assert response.status_code == 302
    assert audit_log.entries_of(dossier).count() == lines


def test_importing_again_says_created_updated_unchanged_absent(member, dossier):
    make_residences(dossier.organism, 2)
    send(member, dossier, xlsx(row(), row(code="R-2", name="B", address="5 rue B")))
    member.post(address("stock_import", dossier, 1), {})

    again = xlsx(
        row(homes=50),
        row(code="R-2", name="B", address="5 rue B"),
        row(code="R-3", name="C", address="6 rue C"),
    )
    send(member, dossier, again)
    member.post(address("stock_import", dossier, 2), {})
    outcome = StockImport.objects.get(number=2).report["outcome"]

    assert outcome["created"] == 1
    assert outcome["updated"] == 1
    assert outcome["unchanged"] == 1
    assert (outcome["absent"], outcome["removed"]) == (2, 0)
    assert dossier.organism.residences.get(code="R-1").homes == 50
    assert dossier.organism.residences.filter(is_active=True).count() == 5


def test_absent_residences_leave_the_stock_only_when_that_is_asked(member, dossier):
    make_residences(dossier.organism, 2)
    send(member, dossier, xlsx(row()))
    asked = member.post(address("stock_import", dossier, 1), {"remove_absent": "on"})
    active = dossier.organism.residences.filter(is_active=True)
    assert "2\u00a0résidences vont quitter le patrimoine" in asked.content.decode()
    assert active.count() == 2

    member.post(address("stock_import", dossier, 1), {"remove_absent": "on", "sure": "1"})
    assert list(active.values_list("code", flat=True)) == ["R-1"]
    assert dossier.organism.residences.count() == 3


def test_the_corrected_file_says_what_is_left(member, dossier):
    send(member, dossier, sample("parc-sale.xlsx"))

    response = member.get(address("stock_corrected", dossier, 1))
    sheet = load_workbook(io.BytesIO(response.content)).active
    titles = [cell.value for cell in sheet[1]]

    assert response["Content-Disposition"].startswith("attachment")
    assert titles[-1] == "À corriger"
    assert sheet.max_row == 1 + 3 + 21 + 12 + 16


def test_a_file_that_cannot_be_read_is_refused_beside_the_field(member, dossier):
    response = send(member, dossier, b"%PDF-1.7 not a sheet", "parc.pdf")

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["file"]
    assert StockImport.objects.count() == 0


def test_a_file_without_its_columns_cannot_be_confirmed(member, alice, dossier):
    response = send(member, dossier, csv_file(["R-1", "Les Tilleuls"], header=["Référence", "Nom"]))

    if response.status_code == 422:
        return
    assert not response.context["is_open"]
    refused_page(
        member.post(address("stock_import", dossier, 1), {}), "Ce fichier ne peut pas être importé."
    )
    assert dossier.organism.residences.count() == 0


def test_an_abandoned_file_is_never_imported(member, alice, dossier):
    send(member, dossier, xlsx(row()))
    member.post(address("stock_abandon", dossier, 1))

    with pytest.raises(Refused):
        actions.confirm(StockImport.objects.get(), by=alice)
    assert dossier.organism.residences.count() == 0


def test_only_members_import_and_only_before_the_audit(signed_in, bob, sonia, alice, dossier):
    file = xlsx(row())
    assert send(signed_in(bob), dossier, file).status_code == 404
    assert send(signed_in(sonia), dossier, file).status_code == 403
    found = StockImport.objects.create(
        dossier=dossier, number=1, name="x", report={"kind": "stock"}, by=alice
    )
    with pytest.raises(Forbidden):
        actions.confirm(found, by=sonia)
    type(dossier).objects.filter(pk=dossier.pk).update(state="audit")

    assert send(signed_in(alice), dossier, file).status_code == 403
    found.dossier.refresh_from_db()
    with pytest.raises(Refused) as refused:
        actions.confirm(found, by=alice)
    assert refused.value.codes == ["state"]


def test_the_import_of_another_dossier_is_not_found(member, signed_in, dossier, bob):
    send(member, dossier, xlsx(row()))

    assert signed_in(bob).get(address("stock_import", dossier, 1)).status_code == 404
    assert signed_in(bob).get(address("stock_corrected", dossier, 1)).status_code == 404


def test_a_replayed_upload_makes_one_preview(member, dossier):
    key = "5f8f1f5e-3c1e-4b0e-8f57-1f4f0a4f0001"
    for _ in range(2):
        file = SimpleUploadedFile("parc.xlsx", xlsx(row()))
        member.post(address("stock_upload", dossier), {"file": file, "once": key})

    assert StockImport.objects.count() == 1


def test_a_residence_on_a_line_left_out_is_not_absent(member, dossier):
    """Removing what the file does not name never takes what it names wrongly or with a doubt."""
    send(member, dossier, xlsx(row(), row(code="R-2", name="B", address="5 rue B")))
    member.post(address("stock_import", dossier, 1), {})
    broken = xlsx(row(), row(code="R-2", name="B", address="5 rue B", homes="environ 60"))
    response = send(member, dossier, broken)

    assert response.context["absent"] == 0
    member.post(address("stock_import", dossier, 2), {"remove_absent": "on"})

    assert codes(dossier.organism) == ["R-1", "R-2"]
    assert dossier.organism.residences.filter(is_active=True).count() == 2


def test_a_file_of_which_nothing_is_read_is_not_said_to_be_confirmed(member, dossier):
    send(member, dossier, xlsx(row(code="", name="", homes="beaucoup")))

    assert StockImport.objects.get().get_status_display() == "rien à importer"
    assert "à confirmer" not in member.get(address("stock_import", dossier, 1)).content.decode()
    assert member.post(address("stock_import", dossier, 1), {}).status_code == 409


def test_a_sheet_without_a_name_is_not_quoted(member, dossier):
    page = tidy(send(member, dossier, csv_file(row()), "parc.csv").content.decode())

    assert "Titres à la ligne 1" in page.replace("\u00a0", " ")
    assert "Feuille" not in page


def test_a_change_that_reads_the_same_is_not_written_twice(member, dossier):
    """« 2004 », a text, becomes a number; « Les  Tilleuls » loses a space that nobody sees."""
    rows = row(name="Les  Tilleuls", built_year="2004", is_qpv="x")
    shown = html.unescape(send(member, dossier, xlsx(rows)).content.decode())
    found = re.findall(r"«\u00a0([^«»]*)\u00a0» devient «\u00a0([^«»]*)\u00a0»", shown)

    assert found == [("x", "Oui")]
