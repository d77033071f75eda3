"""Map of the directory and its table: the same figures, source of the outlines (BR-99)."""

import re
from html import unescape

import pytest

from labelling import territories
from tests.factories import make_organism
from tests.labelling.labels.directory.test_directory import make_three
from tests.labelling.labels.factories import make_label
from tests.markup import tidy

pytestmark = pytest.mark.django_db


def test_br99_the_map_and_its_sortable_table_tell_the_same(client):
    """Regions as tiles, départements as outlines: each shape that counts has its line, and its link."""
    for region, departement, homes in (
        ("44", "57", 10_000),
        ("44", "67", 40_000),
        ("84", "01", 5_000),
        ("04", "974", 50),
    ):
        make_label(make_organism(region=region, departement=departement, homes=homes))
    regions = client.get("/annuaire/", {"ordre": "-nombre"})
    outlines = client.get("/annuaire/", {"carte": "departements", "ordre": "logements"})

    assert table_of(regions)[:3] == [
        ("Grand Est (GES)", "2", "30\u00a0000 à 60\u00a0000"),
        ("Auvergne-Rhône-Alpes (ARA)", "1", "3\u00a0000 à 8\u00a0000"),
        ("La Réunion (REU)", "1", "moins de 3\u00a0000"),
    ]
    assert len(table_of(regions)) == 18
    assert table_of(outlines) == [
        ("La Réunion (974)", "1", "moins de 3\u00a0000"),
        ("Ain (01)", "1", "3\u00a0000 à 8\u00a0000"),
        ("Moselle (57)", "1", "8\u00a0000 à 15\u00a0000"),
        ("Bas-Rhin (67)", "1", "plus de 30\u00a0000"),
    ]
    assert shapes_of(regions) == {
        "GES 2, Grand Est\u00a0: 2\u00a0organismes labellisés",
        "ARA 1, Auvergne-Rhône-Alpes\u00a0: 1\u00a0organisme labellisé",
        "REU 1, La Réunion\u00a0: 1\u00a0organisme labellisé",
    }
    assert shapes_of(outlines) == {
        f"{name}\u00a0: 1\u00a0organisme labellisé"
        for name in ("La Réunion (974)", "Ain (01)", "Moselle (57)", "Bas-Rhin (67)")
    }
    assert "Licence Ouverte" in regions.content.decode()
    assert "CC BY 4.0" in outlines.content.decode()


def drawing_of(response):
    return response.content.decode().split('<figure class="chart map')[1].split("</figure>")[0]


def shapes_of(response):
    """What the shapes that lead somewhere say, zero aside."""
    said = re.findall(r'<a href="[^"]+"[^>]* aria-label="([^"]+)"', drawing_of(response))
    return {unescape(one) for one in said if not re.search(r"\b0\b", one)}


def table_of(response):
    text = response.content.decode().split("Les mêmes chiffres en tableau")[1]
    rows = re.findall(
        r"<tr><th scope=\"row\">(.*?)</th><td class=\"num\">(.*?)</td><td class=\"num\">(.*?)</td>",
        tidy(text),
    )
    return [tuple(unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row) for row in rows]


def test_br99_a_shape_keeps_the_other_filters_and_the_chosen_one_is_marked(client):
    make_three()
    page = client.get("/annuaire/?famille=OPH&departement=57&carte=departements&tri=fin")
    drawn = unescape(drawing_of(page))

    assert re.findall(r'<a href="([^"]+)"[^>]*aria-current="true"', drawn) == [
        "/annuaire/?famille=OPH&tri=fin&carte=departements&departement=57"
    ]
    assert "/annuaire/?famille=OPH&tri=fin&carte=departements&departement=69" in drawn
    assert client.get("/annuaire/?famille=OPH&departement=57").context["page"].paginator.count == 1
    assert re.findall(r'aria-sort="(\w+)"', page.content.decode()) == ["ascending", "ascending"]


def test_the_outlines_are_those_of_the_mainland_light_and_credited():
    drawn = territories.outline_map()
    source = territories.departement_map()

    assert set(drawn["departements"]) == set(source["departements"])
    assert sum(len(path) for _, _, path in drawn["departements"].values()) < 20_000
    assert drawn["credit"] == source["credit"] + " Tracés simplifiés et arrondis."
    assert len(drawn["regions"]) == 13
    assert re.fullmatch(
        r"[Mlz\d\s-]+", "".join(path for _, _, path in drawn["departements"].values())
    )


def test_the_filters_leave_out_where_nobody_lives(client):
    form = client.get("/annuaire/").context["form"]
    offered = {
        name: {code for code, _ in form.fields[name].choices} for name in ("region", "departement")
    }

    assert [codes & {"984", "989"} for codes in offered.values()] == [set(), set()]
    assert ("53" in offered["region"], "974" in offered["departement"]) == (True, True)
