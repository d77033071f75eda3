"""Matching of a tracking file: sheets, columns and values as proposed, corrected, remembered for the next file."""

from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.steering.history_import.models import TrackingImport
from labelling.steering.history_import.reading import NO_SIREN
from portal.models import Role
from tests import factories
from tests.labelling.accreditation.factories import make_auditor
from tests.labelling.history_import.conftest import plain
from tests.labelling.history_import.test_sending import FILE, HERE, send

pytestmark = pytest.mark.django_db
SHEET = (
    "Bailleur;Numéro;Famille;Région;Statut;Parc\n"
    "Corvange Habitat;;OPH;Bretagne;candidature reçue;1200\n"
    "Sarvelle Logis;;ESH;Le Grand Ouest;tout va bien;800\n"
)


@pytest.fixture
def office(signed_in, sonia):
    return signed_in(sonia)


def sent(office, text=SHEET):
    answer = send(office, text.encode())
    assert answer.status_code == 302, plain(answer.content)
    return TrackingImport.objects.latest("pk")


def page(client, one, part):
    return client.get(f"{HERE}{one.reference}/{part}/")


def correct(client, one, part, **said):
    form = page(client, one, part).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"seen": form.seen} | said
    return client.post(f"{HERE}{one.reference}/{part}/", data)


def field_of(client, one, word, written):
    form = page(client, one, "valeurs").context["form"]
    rows = [(said, row) for said, several in form.values.items() for row in several]
    return next(row["field"].name for said, row in rows if (said, row["title"]) == (word, written))


def named(one):
    one.refresh_from_db()
    return {line["name"]: line for line in one.content["organisms"]}


def test_the_page_shows_each_sheet_and_column_with_its_reason(office):
    office.post(HERE, {"file": SimpleUploadedFile(FILE.name, FILE.read_bytes())})
    said = plain(page(office, TrackingImport.objects.get(), "feuilles").content)

    assert "Un organisme par ligne. Titres à la ligne 3." in said
    assert "Feuille masquée." in said
    assert "Le titre « Nb lgts »." in said


def test_a_column_is_matched_by_the_user_and_remembered_for_the_next_file(office, sonia):
    text = SHEET.replace("Parc", "Ampleur")
    first = sent(office, text)
    assert named(first)["Corvange Habitat"]["homes"] is None

    answer = correct(office, first, "feuilles", **{"role-0-F": "homes"})

    assert answer.status_code == 302
    assert named(first)["Corvange Habitat"]["homes"] == 1200
    assert first.matching["titles"] == {"ampleur": "homes"}

    first.choices = {"accepted": [NO_SIREN]} | {
        f"{row['sheet']}!{row['row']}": {"skip": True} for row in first.content["organisms"]
    }
    first.save()
    first.workflow.fire(first, "confirm", by=sonia)
    again = sent(office, text)

    assert named(again)["Corvange Habitat"]["homes"] == 1200


def test_a_file_without_a_known_title_is_read_once_its_titles_are_said(office):
    one = sent(office, "Liste;;\n" + SHEET.replace("Bailleur", "Quidam"))
    assert "Aucun organisme n’est reconnu" in plain(page(office, one, "feuilles").content)

    correct(office, one, "feuilles", **{"grain-0": "organisms", "row-0": 2})
    correct(office, one, "feuilles", **{"role-0-A": "name"})

    assert list(named(one)) == ["Corvange Habitat", "Sarvelle Logis"]


def test_two_columns_do_not_say_the_same_word(office):
    one = sent(office)
    answer = correct(office, one, "feuilles", **{"role-0-B": "homes"})

    assert answer.status_code == 422
    assert "La colonne B dit déjà « nombre de logements »." in plain(answer.content)


def test_a_sheet_left_out_is_not_read(office):
    one = sent(office)
    correct(office, one, "feuilles", **{"grain-0": "prose"})

    assert named(one) == {}
    assert "Non lue, à votre demande." in plain(page(office, one, "feuilles").content)

    correct(office, one, "feuilles", **{"grain-0": "organisms"})

    assert list(named(one)) == ["Corvange Habitat", "Sarvelle Logis"]


def test_a_value_is_said_by_the_user_and_read_again(office):
    one = sent(office)
    assert "Pas compris" in plain(page(office, one, "valeurs").content)

    status = field_of(office, one, "status", "tout va bien")
    region = field_of(office, one, "region", "Le Grand Ouest")
    correct(office, one, "valeurs", **{status: "preparation", region: "53"})

    line = named(one)["Sarvelle Logis"]
    assert (line["status"], line["region"]) == ("preparation", "53")
    assert one.matching["values"] == {
        "status": {"tout va bien": "preparation"}, "region": {"le grand ouest": "53"},
    }  # fmt: skip


def coloured(with_status):
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    green, red = (book.add_format({"bg_color": colour}) for colour in ("#B7E1A1", "#FFAA00"))
    sheet = book.add_worksheet("Suivi")
    rows = [["Organisme", "Famille", "Région", *with_status], ["Corvange", "OPH", "Bretagne"]]
    for number, row in enumerate([*rows, ["Sarvelle", "ESH", "Bretagne"]]):
        for index, text in enumerate(row):
            sheet.write(number, index, text, (None, green, red)[number])
    sheet.write(5, 0, "en préparation", green)
    sheet.write(6, 0, "tout va bien", red)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize(("with_status", "asked"), [((), []), (("Statut",), ["Suivi"])])
def test_a_colour_means_what_its_legend_says_and_is_asked_where_it_is_not_understood(
    office, with_status, asked
):
    send(office, coloured(with_status), "suivi.xlsx")
    one = TrackingImport.objects.get()
    form = page(office, one, "valeurs").context["form"]

    rows = [(row["title"], row["field"].value(), row["is_unknown"]) for row in form.colours]
    assert rows == [("en préparation", "preparation", False), ("tout va bien", "", True)]
    said = [one["sheet"] for one in one.reading["issues"] if "de la couleur" in one["message"]]
    assert said == asked
    assert named(one)["Corvange"]["status"] == "preparation"

    correct(office, one, "valeurs", **{form.colours[0]["field"].name: ""})

    assert named(one)["Corvange"]["status"] is None
    again = page(office, one, "valeurs").context["form"].colours
    assert [row["field"].value() for row in again] == ["", ""]


def test_a_correction_keeps_the_decisions_already_made(office):
    one = sent(office)
    one.choices = {"suivi!2": {"skip": True}}
    one.save()
    correct(office, one, "feuilles", **{"role-0-F": ""})

    one.refresh_from_db()
    assert one.choices["suivi!2"] == {"skip": True}


def test_an_auditor_of_the_file_is_somebody_of_the_portal(office):
    auditor = make_auditor()
    text = (
        SHEET.replace("Parc", "Auditeur").replace("1200", str(auditor)).replace("800", "Luc Noyal")
    )
    one = sent(office, text)
    form = page(office, one, "valeurs").context["form"]
    correct(office, one, "valeurs")

    one.refresh_from_db()
    assert [row["title"] for row in form.auditors] == [str(auditor), "Luc Noyal"]
    assert one.choices["auditors"] == {str(auditor): auditor.slug}


def test_what_another_tab_has_corrected_is_not_lost_and_both_are_shown(office):
    one = sent(office)
    seen = page(office, one, "feuilles").context["form"].seen
    correct(office, one, "feuilles", **{"role-0-F": ""})
    answer = correct(office, one, "feuilles", **{"seen": seen, "role-0-E": ""})

    assert answer.status_code == 409
    assert "corrigée pendant votre saisie, qui est gardée" in plain(answer.content)
    assert answer.context["form"].two_texts == [
        ("Fichier, colonne E : ce qu’elle dit", "(n’est pas lue)", "statut")
    ]
    assert named(one)["Corvange Habitat"]["status"] == "candidate"


def test_what_is_decided_of_lines_meanwhile_is_no_conflict_for_who_corrects_the_reading(office):
    one = sent(office)
    seen = page(office, one, "feuilles").context["form"].seen
    line = page(office, one, "lignes").context["rows"][0][1]
    assert office.post(line, {"verdict": "skip"}).status_code == 302

    answer = correct(office, one, "feuilles", **{"seen": seen, "role-0-E": ""})

    one.refresh_from_db()
    assert (answer.status_code, len(one.choices)) == (302, 1)


def test_the_deputy_reads_and_corrects_nothing(office, signed_in):
    one = sent(office)
    deputy = signed_in(factories.make_user("Denis", roles=[Role.DEPUTY]))

    for part in ("feuilles", "valeurs"):
        assert "Relire avec ces corrections" not in plain(page(deputy, one, part).content)
        assert correct(deputy, one, part).status_code == 403
        fields = page(deputy, one, part).context["form"].fields.values()
        assert {field.disabled for field in fields} <= {True}
    assert "Pour toutes" not in plain(page(deputy, one, "lignes").content)


def test_once_confirmed_nothing_is_corrected(office, sonia):
    one = sent(office, SHEET.splitlines()[0] + "\n" + SHEET.splitlines()[1] + "\n")
    one.choices = {"accepted": [NO_SIREN]}
    one.save()
    one.workflow.fire(one, "confirm", by=sonia)
    answer = correct(office, one, "feuilles", **{"role-0-F": ""})

    assert answer.status_code == 409
    assert "Cet import n’est plus à confirmer" in plain(answer.content)
    assert TrackingImport.objects.get().file is None


def test_the_only_sheet_of_a_text_is_told_by_its_lines(office):
    one = sent(office)

    assert ", ligne 1" not in plain(page(office, one, "lignes").content)
    assert "Fichier" in plain(page(office, one, "feuilles").content)
