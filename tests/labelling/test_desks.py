"""CMS desks of the référent: each list and inspection opens, without Django's admin."""

import pytest
from django.urls import reverse

from labelling.desks import LabellingDesks
from labelling.framework.desk import RulesGroup
from tests.factories import make_organism
from tests.labelling.labels.factories import make_granted

pytestmark = pytest.mark.django_db
every_desk = pytest.mark.parametrize(
    "desk", [*LabellingDesks.items, *RulesGroup.items], ids=lambda desk: desk.__name__
)


def address(desk, step, *args):
    meta = desk.model._meta
    return reverse(f"{meta.app_label}_{meta.model_name}_modeladmin_{step}", args=args)


@every_desk
def test_every_desk_opens_and_draws_nothing_of_the_admin(desk, organism, signed_in, sonia):
    make_granted(organism)
    client = signed_in(sonia)
    row = desk.model.objects.first()

    page = client.get(address(desk, "index"))

    assert page.status_code == 200
    assert "admin/img" not in page.content.decode()
    if row:
        assert client.get(address(desk, "inspect", row.pk)).status_code == 200


def test_a_yes_or_a_no_is_said_in_words(signed_in, sonia):
    make_organism("Orvance Habitat", is_demo=True)
    make_organism("Hauts-de-Seine Habitat", is_demo=False)

    page = signed_in(sonia).get("/cms/labelling/organism/").content.decode()

    rows = [row for row in page.split("<tr")[1:] if "Habitat" in row]
    assert ["oui" in row for row in rows] == ["Hauts-de-Seine" not in row for row in rows]
    assert len(rows) == 2


def exported(client, name, extension="csv"):
    answer = client.get(f"/cms/labelling/{name}/?export={extension}")
    return b"".join(answer.streaming_content).decode() if extension == "csv" else answer


def test_the_file_of_a_desk_says_the_words_of_its_list_and_no_formula(signed_in, sonia):
    make_granted(make_organism("=Orvance Habitat", is_demo=True, family="OPH"))
    client = signed_in(sonia)

    heads, organism = exported(client, "organism").splitlines()
    _heads, label = exported(client, "label").splitlines()

    assert heads.startswith("Nom,Siren,Famille,Région,Département,")
    assert organism.startswith("'=Orvance Habitat,")
    assert "Office public de l’habitat" in organism
    assert organism.endswith(",oui")
    assert "En vigueur" in label or "À prendre effet" in label


@every_desk
def test_no_file_of_a_desk_tells_a_code_for_a_state(desk, organism, signed_in, sonia):
    make_granted(organism)
    answer = signed_in(sonia).get(address(desk, "index"), {"export": "csv"})

    said = b"".join(answer.streaming_content).decode() if answer.streaming else ""

    codes = {
        code
        for field in desk.model._meta.fields
        for code, word in field.choices or ()
        if code and code != word
    }
    assert {cell for line in said.splitlines()[1:] for cell in line.split(",")} & codes == set()
