"""CMS desks of the référent: each list and inspection opens, without Django's admin."""

import re
from html import unescape

import pytest
from django.urls import reverse

from labelling.parties.framework.desk import RulesGroup
from labelling.parties.framework.models import Criterion
from labelling.title.brand.charters.seeds import ensure_brand
from labelling.wagtail_hooks import LabellingDesks
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
    client = signed_in(sonia)
    for mandatory, said in ((1, "oui"), (0, "non")):
        page = client.get(f"/cms/labelling/criterion/?mandatory__exact={mandatory}")
        cells = re.findall(r"<td[^>]*>\s*(oui|non)\s*<", page.content.decode())

        assert Criterion.objects.filter(mandatory=mandatory).exists()
        assert set(cells) == {said}


def exported(client, name, extension="csv"):
    answer = client.get(f"/cms/labelling/{name}/?export={extension}")
    return b"".join(answer.streaming_content).decode() if extension == "csv" else answer


def test_the_file_of_a_desk_says_the_words_of_its_list_and_no_formula(signed_in, sonia):
    make_granted(make_organism("=Orvance Habitat", is_demo=True, family="OPH"))
    client = signed_in(sonia)

    heads, attestation = exported(client, "attestation").splitlines()

    assert heads == "Numéro,Organisme,État,Du,Au,Émise le"
    assert ",'=Orvance Habitat," in attestation
    assert "publiée" in attestation or "en préparation" in attestation


WHAT_IS_NO_WORD = re.compile(r"\b(True|False|None)\b|\['|\[\d|\b\d+[ojm]\b")


def told(page):
    """[(head, value)] of an inspection, or the heads and the cells of a list."""
    text = page.content.decode().partition("<main")[2]
    cells = re.findall(r"<(dt|dd|th|td)[^>]*>(.*?)</\1>", text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for _tag, cell in cells]


@every_desk
def test_a_desk_tells_words_never_a_code_nor_the_name_of_a_field(desk, organism, signed_in, sonia):
    """A head in English is the name of an attribute, which Django spells out where nobody gave it words."""
    make_granted(organism)
    ensure_brand()
    client = signed_in(sonia)
    row = desk.model.objects.first()
    pages = [client.get(address(desk, "index")), client.get(address(desk, "inspect", row.pk))]

    said = [text for page in pages for text in told(page)]
    fields = {one.name: str(one.verbose_name) for one in desk.model._meta.fields}
    shown = {*desk.list_display, *(desk.inspect_view_fields or ())}
    codes = {
        code
        for field in desk.model._meta.fields
        for code, word in field.choices or ()
        if code and code != word
    } | {"draft", "label.refuse", "hqs"}

    assert len(said) > 5
    assert [text for text in said if WHAT_IS_NO_WORD.search(text)] == []
    assert {text for text in said if {*text.split(", ")} & codes} == set()
    assert {name for name in shown if not (fields.get(name) or desk.heads.get(name))} == set()
    assert [name for name in desk.heads if desk.heads[name] not in " ".join(said).lower()] == []


@every_desk
def test_each_filter_of_a_desk_narrows_its_list(desk, organism, signed_in, sonia):
    make_granted(organism)
    ensure_brand()
    client = signed_in(sonia)
    page = client.get(address(desk, "index"))
    every = page.context["all_count"]
    links = set(re.findall(r'href="(\?[^"]+__[^"]+=[^"]*)"', unescape(page.content.decode())))

    answers = {link: client.get(f"{address(desk, 'index')}{link}") for link in links}

    assert {link for link, one in answers.items() if one.status_code != 200} == set()
    counts = {link: one.context["result_count"] for link, one in answers.items()}
    assert all(0 <= count <= every for count in counts.values())
    assert not counts or min(counts.values()) < every or len(counts) == 1


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
