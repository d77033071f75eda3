"""Action plan of a spreadsheet: read row by row, shown first, then added once."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.path.plan.models import Action
from labelling.path.plan.reading import NO_HEADER, read_plan
from tests.labelling.stock.factories import address, make_residences
from tests.markup import tidy

pytestmark = pytest.mark.django_db
FILE = Path(__file__).parents[2] / "data" / "evidence" / "plan-actions-2026.xlsx"
HEADER = (
    "Action",
    "Résidence",
    "Critère",
    "Responsable",
    "Échéance",
    "Indicateur",
    "Cible",
    "Avancement",
)
ROW = ("Poser une affiche", "", "", "Directeur", "31/03/2027", "Halls", "100 %", "En cours")


def book(*rows, header=HEADER):
    made = openpyxl.Workbook()
    for row in (("Plan 2027",), header, *rows):
        made.active.append(row)
    file = io.BytesIO()
    made.save(file)
    return SimpleUploadedFile("plan.xlsx", file.getvalue())


def without(row, **changes):
    names = ("title", "residence", "criterion", "owner", "due", "indicator", "target", "progress")
    return tuple(changes.get(name, value) for name, value in zip(names, row, strict=True))


TRANSVERSAL = tuple(title for title in HEADER if title != "Résidence")


def transversal(row):
    return (row[0], *row[2:])


def test_the_real_file_is_read_whole(dossier):
    """Its residences are those of another stock: local actions wait for theirs."""
    found = read_plan(dossier, FILE.read_bytes())
    first = found.rows[0]

    assert (len(found.rows), len(found.kept)) == (15, 10)
    assert first.facts == {
        "scope": "transversal", "residence": None, "criterion_code": first.facts["criterion_code"],
        "title": "Envoyer un message daté et signé d’un prénom pour toute demande",
        "origin": "Accusés de réception non systématiques", "last_value": "71 %",
        "start_on": date(2026, 1, 12), "budget": "14\u00a0000\u00a0€", "comment": "Pilote à Oyonnax concluant",
        "owner": "Responsable de la relation locataires", "due_on": date(2026, 6, 30),
        "indicator": "Part des demandes accusées sous 24 h\u00a0: de 38 % à 95 %", "progress": "doing",
    }  # fmt: skip
    assert [row.facts["progress"] for row in found.rows[:10]] == [
        "doing", "done", "doing", "doing", "doing", "doing", "planned", "done", "doing", "doing",
    ]  # fmt: skip
    assert found.unkept == []
    assert (
        "«\u00a0Les Tilleuls\u00a0» n’est pas une résidence du patrimoine"
        in found.rows[10].faults[0]
    )


def test_a_local_action_finds_its_residence_by_name_or_code(dossier):
    one, other = make_residences(dossier.organism, 2)
    rows = [
        without(ROW, residence=one.name.upper()),
        without(ROW, title="Peindre", residence=other.code),
    ]
    found = read_plan(dossier, book(*rows).read())

    assert [row.facts["residence"] for row in found.kept] == [one, other]
    assert {row.facts["scope"] for row in found.kept} == {"local"}


def test_what_cannot_be_read_is_told_and_left_to_write(dossier):
    row = without(ROW, criterion="Z99", due="fin d’année", progress="on verra", title="A" * 201)
    (read,) = read_plan(dossier, book(transversal(row), header=TRANSVERSAL).read()).rows

    assert (read.faults, read.facts["due_on"], read.facts["criterion_code"]) == ([], None, "")
    assert (len(read.facts["title"]), read.facts["progress"]) == (200, "planned")
    assert len(read.remarks) == 4


def test_a_ditto_mark_says_what_stands_above(dossier):
    same = without(ROW, title="Repeindre", owner="idem", due="\u3003")
    rows = [transversal(ROW), transversal(same)]
    _first, second = read_plan(dossier, book(*rows, header=TRANSVERSAL).read()).rows

    assert (second.facts["owner"], second.facts["due_on"]) == ("Directeur", date(2027, 3, 31))


def test_the_file_is_shown_then_added_once(member, dossier):
    rows = [transversal(ROW), transversal(without(ROW, title="Repeindre"))]
    page = address("plan_upload", dossier)
    shown = member.post(page, {"file": book(*rows, header=TRANSVERSAL)})
    before = Action.objects.count()
    added = member.post(page, {"file": book(*rows, header=TRANSVERSAL), "sure": "1"}, follow=True)
    again = member.post(page, {"file": book(*rows, header=TRANSVERSAL), "sure": "1"})

    assert "2 actions entrent au plan" in shown.content.decode().replace("\u00a0", " ")
    assert before == 0
    assert "2 actions ajoutées au plan" in added.content.decode().replace("\u00a0", " ")
    assert list(Action.objects.values_list("title", "owner", "due_on", "progress")) == [
        ("Poser une affiche", "Directeur", date(2027, 3, 31), "doing"),
        ("Repeindre", "Directeur", date(2027, 3, 31), "doing"),
    ]
    assert (again.status_code, Action.objects.count()) == (409, 2)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"a;b\r\n1;2", NO_HEADER), (b"", "vide"), (b"%PDF-1.7 ...", "PDF")],
)
def test_what_is_no_plan_is_refused_in_a_sentence(member, dossier, content, said):
    answer = member.post(
        address("plan_upload", dossier), {"file": SimpleUploadedFile("plan.csv", content)}
    )

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_one_action_or_many_cost_the_same_queries(member, dossier):
    def cost(many):
        rows = [transversal(without(ROW, title=f"Action {n}")) for n in range(many)]
        sent = {"file": book(*rows, header=TRANSVERSAL)}
        with CaptureQueriesContext(connection) as queries:
            assert member.post(address("plan_upload", dossier), sent).status_code == 200
        return len(queries)

    cost(1)
    assert cost(1) == cost(30)


def test_what_a_plan_tells_beside_is_kept_and_shown(member, dossier):
    header = [
        "Action",
        "Responsable",
        "Démarrage",
        "Échéance",
        "Indicateur",
        "Valeur actuelle",
        "Coût",
        "Constat",
    ]
    row = [
        "Repeindre",
        "Chef",
        "janvier",
        "31/12/2027",
        "Halls",
        12,
        "temps interne",
        "Halls sales",
    ]
    page = address("plan_upload", dossier)
    shown = tidy(member.post(page, {"file": book(row, header=header)}).content.decode())
    member.post(page, {"file": book(row, header=header), "sure": "1"})

    made = dossier.actions.get()
    assert (made.start_on, made.last_value, made.budget, made.origin) == (
        None,
        "12",
        "temps interne",
        "Halls sales",
    )
    assert "le début «\u00a0janvier\u00a0» n’est pas un jour\u00a0: à écrire" in shown
    plan = tidy(member.get(address("plan_detail", dossier)).content.decode())
    for said in (
        "dernière valeur\u00a0: 12",
        "budget\u00a0: temps interne",
        "constat\u00a0: Halls sales",
    ):
        assert (said, said in shown, said in plan) == (said, True, True)


def test_each_column_is_listed_and_corrected_with_a_title_or_without(member, dossier):
    header = ("Quoi", "Responsable", "Action", "", "Météo")
    rows = [("Repeindre", "Chef", "en cours", "12", "beau"), ("Laver", "idem", "faite", "", "")]
    page = address("plan_upload", dossier)
    first = member.post(page, {"file": book(*rows, header=header)}).context["form"]

    shown = [(str(one["column"]), one["column"].sample) for one in first.columns]
    assert shown == [
        ("«\u00a0Quoi\u00a0»", "Repeindre · Laver"),
        ("«\u00a0Responsable\u00a0»", "Chef · idem"),
        ("«\u00a0Action\u00a0»", "en cours · faite"),
        ("D, sans titre", "12"),
        ("«\u00a0Météo\u00a0»", "beau"),
    ]
    names = [one["field"].name for one in first.columns]
    assert [first[name].value() for name in names] == ["", "owner", "title", "", ""]

    said = dict(zip(names, ("title", "owner", "progress", "last_value", ""), strict=True))
    member.post(page, said | {"file": book(*rows, header=header), "sure": "1"})
    assert list(dossier.actions.values_list("title", "owner", "progress", "last_value")) == [
        ("Repeindre", "Chef", "doing", "12"),
        ("Laver", "Chef", "done", ""),
    ]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (
            {"column-responsable": "title"},
            "La colonne «\u00a0Action\u00a0» dit déjà\u00a0: Action.",
        ),
        (
            {"column-responsable": "king"},
            "Ce choix n’existe pas\u00a0: prenez-en un dans la liste.",
        ),
    ],
)
def test_a_column_is_one_field_and_two_never_say_the_same(member, dossier, said, why):
    sent = {"file": book(ROW), "column-action": "title"} | said
    answer = member.post(address("plan_upload", dossier), sent | {"sure": "1"})

    assert answer.status_code == 422
    assert [str(error[0]) for error in answer.context["form"].errors.values()] == [why]
    assert not dossier.actions.exists()
