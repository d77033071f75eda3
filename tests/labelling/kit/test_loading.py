"""Demonstration assets of the kit: valid, loaded once, never over a published version."""

from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from labelling.title.kit import scenario
from labelling.title.kit.forms import AssetForm
from labelling.title.kit.generator import seeds
from labelling.title.kit.generator.seeds import Seed
from labelling.title.kit.models import AssetDownload, BrandAsset
from portal.documents import inspect, pdf
from portal.workflow import Forbidden
from tests.labelling.kit.factories import LOGO, OPEN, SAID, make_asset, make_licence
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
FIELDS = OPEN | SAID | {"name": "Mots"}


def a_seed(recipe="un", content=LOGO):
    return Seed(FIELDS, recipe, lambda: [("mots.svg", content)])


def published():
    return list(BrandAsset.objects.get().versions.values_list("number", "state"))


def test_each_asset_is_one_that_the_form_takes_and_says_that_it_is_a_demonstration():
    plan = seeds.seeds()
    faults = {one.fields["name"]: AssetForm(one.fields).errors for one in plan}
    drawn = [one for one in plan if one.fields["kind"] == "logo"]
    verdicts = [inspect("a.svg", BytesIO(one.recipe.encode()), with_drawings=True) for one in drawn]

    assert {name: errors for name, errors in faults.items() if errors} == {}
    assert [one.sentence for one in verdicts] == [""] * 12
    assert ["(version de démonstration)" in one.recipe for one in drawn] == [True] * 12
    assert len({one.digest for one in plan}) == len(plan) == 18


def test_charter_is_told_from_the_colours_of_the_site():
    ((name, document),) = seeds.charter().make()
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages)

    assert name == "charte-graphique-quali-hlm.pdf"
    assert ("#0e4b5b" in text, "14, 75, 91" in text, "Version de démonstration" in text) == (
        True, True, True,
    )  # fmt: skip


def test_loading_twice_changes_nothing_and_a_new_drawing_is_a_new_version(dircom):
    first = seeds.load([a_seed()], by=dircom)
    second = seeds.load([a_seed()], by=dircom)
    third = seeds.load([a_seed("deux")], by=dircom)

    assert [len(made) for made in (first, second, third)] == [1, 0, 1]
    assert published() == [(2, "in_force"), (1, "replaced")]


def test_what_a_person_published_or_retired_is_left_alone(dircom):
    asset = make_asset("Mots", by=dircom)
    mine = seeds.load([a_seed()], by=dircom)
    asset.workflow.fire(asset, "retire", by=dircom)

    assert (mine, seeds.load([a_seed("deux")], by=dircom)) == ([], [])
    assert published() == [(1, "in_force")]


def test_command_asks_for_somebody_who_tends_the_kit():
    with pytest.raises(CommandError, match="rôle Dircom"):
        call_command("load_kit", stdout=StringIO())


def test_scenario_takes_and_composes_under_the_right_of_the_day(organism, alice, bob, dircom):
    make_licence(make_label(organism), by=alice)
    make_asset("Logo", variant="labelled", by=dircom)
    scenario.take(by=alice, asset="Logo", form="SVG")
    scenario.compose(by=alice, organism=organism, template="affiche")
    with pytest.raises(Forbidden):
        scenario.compose(by=bob, organism=bob.memberships.get().organism, template="affiche")
    lines = AssetDownload.objects.order_by("pk").values_list("organism", "template", "form")

    assert list(lines) == [(organism.pk, "", "SVG"), (organism.pk, "affiche", "PDF")]


def test_scenario_goes_on_with_an_empty_kit_where_pdf_cannot_be_drawn(monkeypatch, alice, dircom):
    monkeypatch.setattr(pdf, "SECONDS", 0.001)
    scenario.load(by=dircom, only="Logo organisme labellisé")

    assert BrandAsset.objects.count() == 0
    assert scenario.take(by=alice, asset="Logo") is None
