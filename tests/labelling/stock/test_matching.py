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


def send(client, dossier, header=STRANGE, **said):
    file = SimpleUploadedFile("parc.xlsx", xlsx(row(), header=header))
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


def test_what_was_only_previewed_is_not_remembered(member, dossier):
    send(member, dossier, **SAID)

    assert actions.remembered(dossier.organism) == {}


def test_a_column_that_is_no_field_is_refused_and_nobody_who_says_nothing_is_asked_twice(
    member, dossier
):
    wrong = send(member, dossier, **{"column-A": "king"})
    silent = send(member, dossier, **{"column-A": "", "column-G": ""})

    assert (wrong.status_code, silent.status_code) == (422, 302)
    assert dossier.stock_imports.get().status == StockImport.State.EMPTY


def test_a_known_header_asks_nothing(member, dossier):
    assert send(member, dossier, header=HEADER).status_code == 302
