"""Layouts that people really make: a sheet a region, titles on two rows, colours, dates left blank."""

import datetime
import io
import json
import os

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from labelling.steering.history_import.files.reading import to_json, understand
from labelling.steering.history_import.files.sheets import Matching, SheetMatching
from labelling.steering.history_import.files.vocabulary import KINDS, TITLES, WORDS
from portal.spreadsheets.reading import read
from portal.spreadsheets.sheets import Book, Row, Sheet
from tests.labelling.history_import.files.test_understanding import understood

TRIES = 80 if "THOROUGH" in os.environ else 25  # as make test-all says


def xlsx(change=None, **sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def codes(understanding):
    return [(one.sheet, one.row, one.column, one.code) for one in understanding.issues]


def test_a_sheet_a_region_completes_an_organism_and_tells_what_it_says_otherwise():
    header = ["Organisme", "SIREN", "Famille", "Candidature", "Statut"]
    found = understood(
        xlsx(
            Bretagne=[header, ["Branepdun Habitat", "000143172", "OPH", None, "labellisé"]],
            Occitanie=[header, ["BRANEPDUN", "000 143 172", "ESH", "mars 2021", "labellisé"]],
        )
    )
    (organism,) = found.organisms
    words = ("sheet", "region", "family", "application_on")
    assert [organism[word] for word in words] == ["Bretagne", "53", "OPH", "2021-03"]
    assert codes(found) == [
        ("Occitanie", 2, None, "CONTRADICTION"),  # the region that the sheet's name says
        ("Occitanie", 2, "SIREN", "SIREN_ESPACES"),
        ("Occitanie", 2, "Famille", "CONTRADICTION"),
        ("Occitanie", 2, "Candidature", "DATE_IMPRECISE"),
    ]
    told = next(one for one in found.issues if one.column == "Famille")
    assert (told.read, told.kept) == ("ESH", "OPH")
    assert told.message.startswith("Une autre valeur est écrite à la ligne 2 de la feuille")


def test_titles_on_two_rows_are_read_together():
    def merge(book):
        book["Suivi"].merge_cells("B1:C1")

    rows = [["", "Label", "", "Audits"], ["Nom", "du", "au", "AMO"]]
    rows.append(["Branepdun Habitat", "12/06/2024", "11/06/2027", "05/02/2024"])
    found = understood(xlsx(merge, Suivi=rows))
    assert found.sheets[0].group_row == 1
    assert found.organisms[0]["label"] == {"start": "2024-06-12", "end": "2027-06-11"}
    assert found.organisms[0]["implementation_audit_on"] == "2024-02-05"


def test_a_former_name_is_kept_and_found_again_in_the_other_sheets():
    found = understood(
        xlsx(
            Suivi=[["Organisme", "Statut"], ["Branepdun Habitat (ex Clopax Logis)", "labellisé"]],
            Relances=[
                ["quand", "qui", "quoi"],
                [datetime.date(2024, 1, 3), "Clopax Logis", "appel"],
            ],
        )
    )
    assert found.organisms[0]["former_names"] == ["Clopax Logis"]
    assert [one["organism"] for one in found.reminders] == ["Branepdun Habitat"]
    assert ("Suivi", 2, "Organisme", "ANCIEN_NOM") in codes(found)


def test_a_milestone_and_an_audit_that_differ_by_some_days_are_told():
    audits = [["Organisme", "type", "date début"], ["Clopax Logis", "AMO", "09/02/2024"]]
    audits.append(["Clopax Logis", "AMO", "03/02/2020"])  # of the cycle before
    found = understood(
        xlsx(
            Suivi=[["Organisme", "HQS", "AMO"], ["Clopax Logis", "mars 2023", "05/02/2024"]],
            Audits=[*audits, ["Clopax Logis", "HQS", "12/03/2023"]],
        )
    )
    (told,) = (one for one in found.issues if one.code == "CONTRADICTION")
    assert (told.sheet, told.column, told.read) == ("Suivi", "AMO", "2024-02-05")
    assert "ligne 2 de la feuille «\u00a0Audits\u00a0»" in told.message


def test_two_organisms_of_one_name_are_two_and_told():
    rows = [["Organisme", "SIREN", "Statut"], ["Branepdun Habitat", "000143172", "labellisé"]]
    found = understood(xlsx(Suivi=[*rows, ["Branepdun Habitat", "000224170", "échu"]]))
    assert [one["siren"] for one in found.organisms] == ["000143172", "000224170"]
    assert codes(found) == [("Suivi", 3, "Organisme", "HOMONYME")]


def test_decisions_alone_name_their_organisms_and_a_blank_date_is_the_one_above():
    text = "Séance;Organisme;Avis\n12/06/2024;Branepdun Habitat;favorable\n;Clopax Logis;ajourné\n"
    found = understood(text.encode("cp1252"))
    assert [one["name"] for one in found.organisms] == ["Branepdun Habitat", "Clopax Logis"]
    assert [(one["session"], one["decision"]) for one in found.decisions] == [
        ("2024-06-12", "granted"),
        ("2024-06-12", "adjourned"),
    ]
    assert codes(found) == [("", 1, None, "COLONNE_ABSENTE"), ("", 3, "Séance", "IDEM")]


def test_a_web_page_named_xls_is_understood_with_its_colours():
    cells = "<td>Branepdun Habitat</td><td>OPH</td><td></td>"
    legend = '<tr><td bgcolor="#b7e1a1">labellisé</td></tr>'
    found = understood(
        "<table><tr><th>Organisme</th><th>Famille</th><th>Statut</th></tr>"
        f'<tr style="x">{cells.replace("<td>", '<td bgcolor="#B7E1A1">')}</tr></table>'
        f"<table>{legend}</table>".encode("cp1252")
    )
    assert [(one["name"], one["status"]) for one in found.organisms] == [
        ("Branepdun Habitat", "labelled")
    ]


GREEN, GREY = "FFB7E1A1", "FFBFBFBF"


def coloured(*colours):
    def change(book):
        for number, colour in enumerate(colours, start=2):
            for cell in book.worksheets[0][number]:
                cell.fill = PatternFill("solid", fgColor=colour)

    return change


ROWS = [["Organisme", "Famille", "HQS", "Statut"], ["Branepdun Habitat", "OPH", "05/02/2024", ""]]


def test_a_colour_is_told_by_its_legend_wherever_it_stands():
    def legend(book):
        coloured(GREY)(book)
        cell = book["Légende"]["A1"]
        cell.fill = PatternFill("solid", fgColor=GREY)

    found = understood(xlsx(legend, Suivi=ROWS, Légende=[["abandon"]]))
    assert found.colour_legend == {"#BFBFBF": "abandon"}
    assert found.organisms[0]["status"] == "discontinued"


def test_a_colour_without_a_legend_is_asked_and_never_guessed():
    content = xlsx(coloured(GREEN), Suivi=ROWS)
    found = understood(content)
    assert found.organisms[0]["status"] is None
    assert ("Suivi", 2, "Statut", "COULEUR_SANS_LEGENDE") in codes(found)
    said = understood(content, Matching(values={"colour": {"#B7E1A1": "preparation"}}))
    assert said.organisms[0]["status"] == "preparation"


def test_the_user_says_the_kind_and_the_header_of_a_sheet():
    content = xlsx(
        Divers=[["Le", "Organisme", "Ce qui s’est dit"], ["03/01/2024", "Clopax Logis", "x"]]
    )
    assert understood(content).sheets[0].why == "Aucun en-tête reconnu."
    said = SheetMatching(kind="reminders", header_row=1, columns={"C": "text"})
    found = understood(content, Matching(sheets={"Divers": said}))
    assert [(one["on"], one["text"]) for one in found.reminders] == [("2024-01-03", "x")]
    nothing = understood(content, Matching(sheets={"Divers": SheetMatching(kind="ignored")}))
    assert nothing.sheets[0].why == "Non lue, à votre demande."


def test_audits_are_told_from_events_by_their_types():
    header = ["Date", "Organisme", "Type", "Auditeur", "Remarques"]
    rows = [["03/01/2024", "Clopax Logis", "HQS", "Anne Corbanier", None]]
    kinds = [
        understood(xlsx(Feuille=[header, *rows, ["04/01/2024", "Clopax Logis", kind, None, None]]))
        .sheets[0]
        .kind
        for kind in ("AMO", "relance")
    ]
    assert kinds == ["audits", "events"]


def test_events_say_who_an_organism_is_and_where_they_disagree():
    header = ["Date", "Organisme", "Siren", "Famille", "Évènement"]
    rows = [["03/01/2024", "Clopax Logis", None, "OPH", "candidature"]]
    rows.append(["03/03/2024", "Clopax Logis", "000 143 172", "ESH", "HQS"])
    found = understood(
        xlsx(Suivi=[header, *rows, ["04/01/2024", "Hosjul Foyer", None, None, "relance"]])
    )
    assert [(one["name"], one["siren"], one["family"]) for one in found.organisms] == [
        ("Clopax Logis", "000143172", "OPH"),
        ("Hosjul Foyer", None, None),
    ]
    told = [code for code in codes(found) if code[3] in ("CONTRADICTION", "SIREN_ABSENT")]
    assert told == [("Suivi", 3, "Famille", "CONTRADICTION"), ("Suivi", 4, "Siren", "SIREN_ABSENT")]


def test_every_word_of_a_kind_has_its_french_name():
    assert {word for titles in TITLES.values() for word in titles} == set(WORDS)
    assert set(TITLES) < set(KINDS)


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 1, 1)).map(
        lambda day: datetime.datetime(day.year, day.month, day.day)
    ),
    st.just(datetime.timedelta(hours=30)),
    st.just(datetime.time(9)),
    st.text(max_size=12),
    st.sampled_from(
        'idem|"|12/03/2021|T1 2021|S54 2021|sem. 53 2021|31/02/2021|env. 12|OPH|label|AMO|devient X'
        "|Clopax Logis|Clopax Logi|TOTAL|#REF!|absorbé par Clopax Logis|fusion|changement de nom".split(
            "|"
        )
    ),
)
HEADERS = st.sampled_from(
    [[titles.split("|")[0] for titles in kind.values()] for kind in TITLES.values()]
)


@settings(max_examples=TRIES, deadline=None)
@given(st.lists(st.tuples(HEADERS, st.lists(st.lists(CELLS, max_size=16), max_size=6)), max_size=3))
def test_whatever_the_cells_a_file_is_understood_and_goes_through_json(sheets):
    book = Book("xlsx", [])
    for place, (header, rows) in enumerate(sheets):
        cells = [header, *rows]
        numbered = [Row(number, tuple(row)) for number, row in enumerate(cells, start=1)]
        book.sheets.append(Sheet(f"F{place}", numbered))
    assert json.dumps(to_json(understand(book)))


def test_an_empty_text_is_understood_as_nothing():
    found = understand(read(b"a;b\n1;2\n", with_marks=True))
    assert (found.organisms, found.issues, found.sheets[0].why) == (
        [],
        [],
        "Aucun en-tête reconnu.",
    )
