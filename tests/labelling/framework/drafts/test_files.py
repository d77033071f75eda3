"""Rules as a spreadsheet: a draft written and read again, what changes told cell by cell, what is refused."""

import io
from copy import deepcopy

import pytest
from openpyxl import Workbook, load_workbook

from labelling.parties.framework.drafts.files.reading import read_rules
from labelling.parties.framework.drafts.files.writing import write
from labelling.parties.framework.drafts.parts import tidied
from portal.spreadsheets.sheets import Unreadable
from tests.labelling.framework.drafts.factories import KINDS, begin
from tests.labelling.stock.files import csv_file

pytestmark = [pytest.mark.django_db, pytest.mark.dated]


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def book_of(draft, *, is_blank=False):
    return load_workbook(io.BytesIO(write(draft, "xlsx", is_blank=is_blank)))


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def place(sheet, code, title):
    """The cell of the row that bears a code, under a title."""
    titles = [cell.value for cell in sheet[1]]
    codes = [row[titles.index("Code")].value for row in sheet.iter_rows()]
    return sheet.cell(codes.index(code) + 1, titles.index(title) + 1)


def refusals(draft, book):
    return [(one.place, plain(one.text)) for one in read_rules(draft, saved(book)).refusals]


def told(found):
    """{title of a group: (added, removed, moved, {line: [(column, before, after)]})} of what differs."""
    return {
        group.title: (
            [plain(line.label) for line in group.added],
            [plain(line.label) for line in group.removed],
            [plain(line.label) for line in group.moved],
            {
                plain(line.label): [
                    (plain(one.label), plain(one.before), plain(one.after)) for one in line.changes
                ]
                for line in group.changed
            },
        )
        for group in found.comparison.differing
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_what_is_written_and_read_again_changes_nothing(sonia, kind, extension):
    draft = begin(sonia, kind)
    found = read_rules(draft, write(draft, extension))

    assert found.refusals == []
    assert (found.changes, found.unkept, found.near, found.absent) == (0, [], [], [])
    assert found.content == tidied(deepcopy(draft.content))


def test_ten_cells_changed_two_rows_added_and_one_removed_are_told_and_no_more(sonia):
    """Columns moved, titles in capitals without accents and a column of one's own change nothing."""
    draft = begin(sonia, "framework")
    book = book_of(draft)
    themes, criteria, gates = book["Thèmes"], book["Critères"], book["Repères et seuils"]
    place(themes, "T01", "Poids").value = 5
    place(themes, "T01", "Titre").value = "Pilotage"
    place(themes, "T02", "Seuil propre au thème (%)").value = "40"
    place(criteria, "T01.1", "Poids").value = 2.0
    place(criteria, "T01.1", "Obligatoire").value = "NON"
    place(criteria, "T01.2", "Attendu").value = "Un tableau de bord.\nÀ jour."
    place(criteria, "T01.2", "S’applique").value = "Mention speciale seulement"
    place(criteria, "T01.3", "Audits").value = "diagnostic HQS ; audit de vérification"
    place(criteria, "T01.3", "Exemples de preuves").value = None
    gates["B2"].value = 1
    criteria.delete_rows(place(criteria, "T01.6", "Code").row)
    themes.append(["T99", "Écoute", 2])
    criteria.append(
        ["T99", "T99.1", "On écoute.", "Un registre.", None, "oui", None, 1, "diagnostic HQS"]
    )
    _move_first_column_last(criteria)
    for cell in criteria[1]:
        cell.value = cell.value.upper().replace("É", "E")
    criteria.cell(1, 12).value, criteria.cell(2, 12).value = "Qui relit", "Anne"
    found = read_rules(draft, saved(book))

    assert found.refusals == []
    assert [plain(one) for one in found.unkept] == ["colonne « Qui relit » (Critères)"]
    groups = told(found)
    assert list(groups) == ["Valeurs générales", "Thèmes", "Critères"]
    assert [len(groups[name][3]) for name in groups] == [1, 2, 3]
    assert sum(len(one) for group in groups.values() for one in group[3].values()) == 10
    assert groups["Thèmes"][:3] == (["T99 Écoute"], [], [])
    assert groups["Critères"][0] == ["T99.1 On écoute."]
    assert [label.split()[0] for label in groups["Critères"][1]] == ["T01.6"]
    assert groups["Critères"][2] == []
    (changes,) = (v for k, v in groups["Critères"][3].items() if k.startswith("T01.1"))
    assert changes == [("Obligatoire", "oui", "non"), ("Poids", "1", "2")]
    assert found.changes == 9


def _move_first_column_last(sheet):
    for row in sheet.iter_rows():
        values = [cell.value for cell in row]
        for cell, value in zip(row, [*values[1:], values[0]], strict=True):
            cell.value = value


def test_delays_are_read_as_people_write_them(sonia):
    draft = begin(sonia)
    book = book_of(draft)
    for said in ("20o", "20 jours ouvrés", "20 Jours ouvres", "20 jo"):
        place(book["Délais"], "D01", "Délai").value = said
        found = read_rules(draft, saved(book))
        assert told(found) == {
            "Délais": (
                [], [], [],
                {"D01 Contrôle de complétude": [("Délai", "15 jours ouvrés", "20 jours ouvrés")]},
            )
        }  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "code", "title", "value", "said"),
    [
        ("Délais", "D02", "Délai", "30 semaines", "l’unité « semaines » n’est pas connue"),
        ("Délais", "D02", "Délai", "-30 jours", "est négatif"),
        ("Délais", "D02", "Délai", 30, "l’unité de « 30 » manque"),
        ("Délais", "D02", "Délai", "bientôt", "n’est pas un délai"),
        ("Délais", "D02", "Code", "D01", "le délai D01 est écrit deux fois."),
        ("Délais", "D02", "Code", "D 2", "Un code tient en lettres"),
        ("Délais", "D02", "Objet", None, "« Objet » est vide"),
        ("Délais", "D02", "Compté avant la date", "peut-être", "n’est ni oui ni non"),
        ("Délais", "D02", "Rappels (jours avant l’échéance)", 10.3, "points-virgules"),
        ("Étapes", "candidature", "Type de dossier", "Autre", "« Autre » n’est pas connu"),
        ("Pièces demandées", "lettre-engagement", "Code de l’étape", "nulle-part", "n’est dans aucune ligne"),
    ],
)  # fmt: skip
def test_a_cell_that_is_refused_is_told_with_its_place(sonia, sheet, code, title, value, said):
    draft = begin(sonia)
    book = book_of(draft)
    cell = place(book[sheet], code, title)
    cell.value = value
    where = f"{sheet}, {cell.coordinate}"
    found = refusals(draft, book)

    assert [(at, said in text) for at, text in found if at == where] == [(where, True)]


def test_negative_numbers_unknown_themes_and_codes_turned_into_numbers_are_refused(sonia):
    draft = begin(sonia, "framework")
    book = book_of(draft)
    place(book["Thèmes"], "T01", "Poids").value = -1
    place(book["Critères"], "T02.1", "Code du thème").value = "T77"
    place(book["Critères"], "T02.2", "Code").value = 2.2

    assert [(at, text.split(" : ")[0]) for at, text in refusals(draft, book)] == [
        ("Thèmes, C2", "-1 est négatif"),
        ("Critères, A8", "« T77 » n’est dans aucune ligne de « Thèmes »."),
        ("Critères, B9", "le tableur en a fait un nombre ou une date"),
    ]


def test_fractions_of_votes_are_read_and_a_date_is_told(sonia):
    draft = begin(sonia, "committee")
    book = book_of(draft)
    sheet = book.worksheets[0]
    sheet["B2"].value, sheet["B4"].value = 0.5, "75 %"
    assert list(told(read_rules(draft, saved(book)))) == ["Valeurs générales"]
    sheet["B2"].value, sheet["B3"].value = "2/0", 1

    assert [at for at, _ in refusals(draft, book)] == [
        "Quorum, majorités et consultati, B2",
        "Quorum, majorités et consultati, B3",
    ]


def test_a_file_of_one_part_leaves_the_others(sonia):
    """A CSV has one table; a near title is told."""
    draft = begin(sonia, "framework")
    rows = [
        [one["code"], one["title"], one["weight"], one["gate"]] for one in draft.content["themes"]
    ]
    rows[0][2] = "9"
    found = read_rules(
        draft, csv_file(*rows, header=["code", "TITRE", "Poids", "Seuil propre au thèmes"])
    )

    assert found.refusals == []
    assert found.near == [("Seuil propre au thèmes", "Seuil propre au thème (%)")]
    assert found.absent == ["Repères et seuils", "Critères"]
    assert [found.changes, found.content["themes"][0]["weight"]] == [1, 9]
    assert found.content["themes"][0]["criteria"] == draft.content["themes"][0]["criteria"]


def test_a_blank_book_filled_with_other_criteria_replaces_them(sonia):
    draft = begin(sonia, "framework")
    book = book_of(draft, is_blank=True)
    assert [at for at, _ in refusals(draft, book)] == ["Thèmes", "Critères"]
    book["Thèmes"].append(["A", "Accueil", 1])
    book["Critères"].append(
        ["A", "A.1", "On accueille.", "Un accueil.", None, None, None, 1, "diagnostic HQS"]
    )
    found = read_rules(draft, saved(book))

    assert (found.refusals, found.faults) == ([], [])
    assert [
        (one["code"], [c["code"] for c in one["criteria"]]) for one in found.content["themes"]
    ] == [("A", ["A.1"])]


@pytest.mark.parametrize("kind", ["framework", "rules"])
def test_a_file_of_something_else_is_refused_as_a_whole(sonia, kind):
    draft = begin(sonia, "committee")
    other = begin(sonia, kind, code="V-2")
    with pytest.raises(Unreadable, match="autre texte"):
        read_rules(draft, write(other, "ods"))
    with pytest.raises(Unreadable, match="Aucune feuille"):
        read_rules(draft, csv_file())
    with pytest.raises(Unreadable):
        read_rules(draft, saved(Workbook()))


def test_a_column_or_a_heading_that_lacks_and_a_sheet_given_twice_are_told(sonia):
    draft = begin(sonia, "framework")
    book = book_of(draft)
    book["Thèmes"].delete_cols(2)
    book["Critères"].delete_rows(1)
    book.copy_worksheet(book["Repères et seuils"]).title = "Seuils"

    assert refusals(draft, book) == [
        ("Seuils", "une autre feuille donne déjà « Repères et seuils » : gardez-en une."),
        ("Thèmes", "la colonne « Titre » manque."),
        ("Critères", "les titres des colonnes ne sont pas reconnus."),
    ]
