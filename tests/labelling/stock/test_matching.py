"""Columns that nobody knows: said by who sends the file, remembered for the next one of the organism."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.path.stock.imports import actions
from labelling.path.stock.models import Residence, StockImport
from tests import factories
from tests.labelling.stock.factories import address
from tests.labelling.stock.files import HEADER, row, xlsx

pytestmark = pytest.mark.django_db
STRANGE = ["Truc", *HEADER[1:6], "Combien", *HEADER[7:]]  # the reference, the number of homes
SAID = {"column-A": "code", "column-G": "homes"}


def send(client, dossier, file=None, header=STRANGE, **said):
    file = file or SimpleUploadedFile("parc.xlsx", xlsx(row(), header=header))
    return client.post(address("stock_upload", dossier), {"file": file, **said})


def confirmed(client, dossier, **said):
    send(client, dossier, **said)
    found = dossier.stock_imports.latest("number")
    return actions.confirm(found, by=found.by)


def test_each_unknown_column_is_asked_when_what_is_needed_is_missing(member, dossier):
    answer = send(member, dossier)
    fields = answer.context["form"].fields

    assert answer.status_code == 422
    assert [name for name in fields if name != "file"] == ["column-A", "column-G"]
    assert fields["column-G"].label == "Colonne G, «\u00a0Combien\u00a0»"
    assert list(answer.context["form"].errors) == ["column-A"]
    assert "nombre de logements" in str(answer.context["form"].errors["column-A"])
    assert not StockImport.objects.exists()


def test_the_file_is_not_to_be_chosen_again(member, dossier):
    shown = send(member, dossier).content.decode()
    (kept,) = re.findall(r'name="(kept-[^"]+)" value="([^"]+)"', shown)
    answer = member.post(address("stock_upload", dossier), dict([kept]) | SAID)

    assert answer.status_code == 302
    assert dossier.stock_imports.get().status == StockImport.State.PREVIEWED


def test_what_is_said_of_them_is_read(member, dossier):
    assert send(member, dossier, **SAID).status_code == 302
    confirmed(member, dossier, **SAID)

    assert list(Residence.objects.values_list("code", "homes")) == [("R-1", 48)]


def test_the_next_file_of_the_organism_remembers_and_no_other(member, signed_in, dossier):
    confirmed(member, dossier, **SAID)
    again = send(member, dossier)

    other = factories.make_dossier(factories.make_organism("Autre"), state=dossier.state)
    stranger = send(signed_in(factories.make_member(other.organism)), other)

    assert (again.status_code, stranger.status_code) == (302, 422)
    read = dossier.stock_imports.latest("number").report
    assert read["titles"] == {"truc": "code", "combien": "homes"}


def test_it_is_remembered_from_the_correction_whatever_becomes_of_the_file(member, dossier):
    send(member, dossier, **SAID)
    member.post(address("stock_abandon", dossier, 1))

    assert send(member, dossier).status_code == 302
    titles = {"truc": "code", "combien": "homes"}
    assert actions.remembered(dossier.organism, "stock")["titles"] == titles
    assert actions.remembered(dossier.organism, "ratings")["titles"] == {}


def column(client, dossier, title):
    """The name of the field where a column is said what it is."""
    form = client.get(address("stock_read_again", dossier, 1)).context["form"]
    return next(one["field"].name for one in form.columns if one["column"].title == title)


def test_every_column_is_listed_with_what_it_holds_and_one_known_for_sure_is_corrected(
    member, dossier
):
    header = ["Programme", "Libellé", *HEADER[2:], "Chauffage"]
    send(
        member,
        dossier,
        xlsx_of([*row(), "gaz"], [*row(code="R-2", name="Les Lilas"), "gaz"], header=header),
    )
    form = member.get(address("stock_read_again", dossier, 1)).context["form"]

    shown = [(one["column"].title, one["column"].sample) for one in form.columns]
    assert [title for title, _sample in shown] == header
    assert dict(shown)["Chauffage"] == "gaz"
    initial = {one["column"].title: one["field"].initial for one in form.columns}
    assert (initial["Programme"], initial["Libellé"], initial["Chauffage"]) == ("code", "name", "")

    said = {column(member, dossier, "Chauffage"): "block", column(member, dossier, "CP"): ""}
    assert member.post(address("stock_read_again", dossier, 1), said).status_code == 302
    actions.confirm(StockImport.objects.get(), by=StockImport.objects.get().by)
    assert list(Residence.objects.values_list("block", "postcode")) == [("gaz", "")] * 2


def xlsx_of(*rows, header=HEADER):
    return SimpleUploadedFile("parc.xlsx", xlsx(*rows, header=header))


def test_what_is_said_of_a_column_wins_over_a_title_written_as_usual(member, dossier):
    """« Nom » is told to be the reference: another « Référence » is not read instead."""
    send(member, dossier, xlsx_of(row(name="A-1")))
    reference, name = (column(member, dossier, title) for title in ("Référence", "Nom"))
    member.post(address("stock_read_again", dossier, 1), {reference: "name", name: "code"})
    one = StockImport.objects.get()
    actions.confirm(one, by=one.by)

    assert list(Residence.objects.values_list("code", "name")) == [("A-1", "R-1")]


def test_two_columns_of_a_sheet_never_say_the_same(member, dossier):
    send(member, dossier, xlsx_of(row()))
    name = column(member, dossier, "Nom")
    answer = member.post(address("stock_read_again", dossier, 1), {name: "code"})

    assert answer.status_code == 422
    assert answer.context["form"].errors[name] == [
        "La colonne «\u00a0Référence\u00a0» dit déjà\u00a0: référence."
    ]


def test_homes_of_a_type_that_are_told_not_to_be_read_are_not_added(member, dossier):
    header = [*HEADER[:6], "T2", "T3", "T4", *HEADER[7:]]
    cells = [*row()[:6], 10, 20, 30, *row()[7:]]
    send(member, dossier, xlsx_of(cells, header=header))
    member.post(address("stock_read_again", dossier, 1), {column(member, dossier, "T4"): ""})
    one = StockImport.objects.get()
    actions.confirm(one, by=one.by)

    assert list(Residence.objects.values_list("homes", flat=True)) == [30]


def test_a_column_that_is_no_field_is_refused_and_nobody_who_says_nothing_is_asked_twice(
    member, dossier
):
    wrong = send(member, dossier, **{"column-A": "king"})
    silent = send(member, dossier, **{"column-A": "", "column-G": ""})

    assert (wrong.status_code, silent.status_code) == (422, 302)
    assert dossier.stock_imports.get().status == StockImport.State.EMPTY


def test_a_known_header_asks_nothing(member, dossier):
    assert send(member, dossier, header=HEADER).status_code == 302


def test_a_column_without_title_is_listed_and_what_is_said_of_it_is_read_and_remembered(
    member, dossier
):
    """One under a blank of the header, one after it, whose first value stands far down; one that holds nothing."""
    header = [*HEADER[:8], None, None]
    rows = [[*row(code=f"R-{n}")[:8], None, "Oui", None] for n in range(400)]
    rows[-1][10] = "Nord"
    file = xlsx(*rows, header=header)
    send(member, dossier, SimpleUploadedFile("parc.xlsx", file))
    form = member.get(address("stock_read_again", dossier, 1)).context["form"]

    untitled = [one for one in form.columns if not one["column"].title]
    assert [(one["column"].letter, one["column"].sample) for one in untitled] == [
        ("J", "Oui"),
        ("K", "Nord"),
    ]
    assert untitled[0]["field"].label == "Ce que dit la colonne J, sans titre"
    messages = [issue.message for issue in actions.report_of(StockImport.objects.get()).issues]
    assert "La colonne J, sans titre (Oui), n’est pas reprise." in messages

    said = dict(zip((one["field"].name for one in untitled), ("is_qpv", "agency"), strict=True))
    assert member.post(address("stock_read_again", dossier, 1), said).status_code == 302
    send(member, dossier, SimpleUploadedFile("parc.xlsx", file))
    for one in StockImport.objects.all():
        values = actions.report_of(one).lines[-1].values
        assert (values["is_qpv"], values["agency"]) == (True, "Nord")


def test_a_column_without_title_is_asked_when_what_is_needed_is_missing(member, dossier):
    header = [None, *HEADER[1:6], 2026, *HEADER[7:]]
    answer = send(member, dossier, header=header)
    fields = answer.context["form"].fields

    assert answer.status_code == 422
    assert fields["column-A"].label == "Colonne A, sans titre (R-1)"
    assert send(member, dossier, header=header, **SAID).status_code == 302
    confirmed(member, dossier, header=header)
    assert list(Residence.objects.values_list("code", "homes")) == [("R-1", 48)]


def test_two_columns_one_without_title_never_say_the_same(member, dossier):
    send(member, dossier, xlsx_of(row(), header=[*HEADER[:8], None]))
    form = member.get(address("stock_read_again", dossier, 1)).context["form"]
    (name,) = (one["field"].name for one in form.columns if one["column"].letter == "I")
    answer = member.post(address("stock_read_again", dossier, 1), {name: "code"})

    assert answer.context["form"].errors[name] == [
        "La colonne «\u00a0Référence\u00a0» dit déjà\u00a0: référence."
    ]
    assert "I, sans titre" in answer.content.decode()
