"""Workflow diagram: every state and act, in the drawing and in the list beside it."""

import re
from io import StringIO
from itertools import combinations
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from django.template import Context, Template

from labelling.path.dossiers.models import LabelDossier
from portal.management.commands import workflows
from portal.workflow import WORKFLOWS, diagram, docs
from portal.workflow.layout import FEW, GAP, HEIGHT, MANY, WIDTH, lay_out
from tests.markup import tidy

SVG = "{http://www.w3.org/2000/svg}"
TABLES = list(WORKFLOWS.values())
names = [table.model.__name__ for table in TABLES]
each_table = pytest.mark.parametrize("table", TABLES, ids=names)


def drawing(table, current=None):
    """The SVG as a tree: malformed markup fails here."""
    text = diagram.svg(table, current)
    return ElementTree.fromstring(text.replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))


def titles(tree):
    return [group.find(f"{SVG}title").text for group in tree.iter(f"{SVG}g")]


@each_table
def test_the_drawing_has_every_state_once_and_its_words(table):
    tiles = [g for g in drawing(table).iter(f"{SVG}g") if "state" in g.get("class").split()]

    assert len(tiles) == len(table.states)
    words = {
        " ".join(t.text for t in g.iter(f"{SVG}text") if t.get("class") == "label") for g in tiles
    }
    assert words == {" ".join(str(label).split()) for label in table.states.values()}


@each_table
def test_each_act_is_an_arrow_that_says_what_and_who(table):
    said = " | ".join(titles(drawing(table)))

    for act in table.transitions.values():
        if any(source != act.target for source in act.source):
            assert f"{act.label} ({act.by.label})" in said


def test_states_off_the_path_are_laid_out_without_it():
    table = SimpleNamespace(path=(), states={"stopped": "Désistement"}, transitions={})

    assert {tile.state: (tile.row, tile.column) for tile in lay_out(table).tiles.values()} == {
        "stopped": (0, 0)
    }


@each_table
def test_tiles_do_not_overlap_and_hold_in_the_drawing(table):
    layout = lay_out(table)

    for one, other in combinations(layout.tiles.values(), 2):
        assert abs(one.x - other.x) >= WIDTH + GAP or abs(one.y - other.y) > HEIGHT
    assert all(0 <= tile.x <= layout.width - WIDTH for tile in layout.tiles.values())
    assert all(0 < tile.y < layout.height - HEIGHT for tile in layout.tiles.values())
    points = [point for route in layout.routes for point in route.points]
    assert all(0 < x < layout.width and 0 < y < layout.height for x, y in points)


@each_table
def test_lines_are_straight_and_never_cross_a_tile_or_run_on_another_line(table):
    layout = lay_out(table)
    runs = []
    for route in layout.routes:
        for (x1, y1), (x2, y2) in zip(route.points, route.points[1:], strict=False):
            assert x1 == x2 or y1 == y2
            assert not any(inside(t, x1, y1, x2, y2) for t in layout.tiles.values())
            runs.append((id(route), x1, y1, x2, y2))

    assert [pair for pair in combinations(runs, 2) if run_together(*pair)] == []


def inside(tile, x1, y1, x2, y2):
    """Whether a straight run enters the tile (touching its edge is arriving)."""
    left, right = min(x1, x2), max(x1, x2)
    top, bottom = min(y1, y2), max(y1, y2)
    return (
        right > tile.x and left < tile.x + WIDTH and bottom > tile.y and top < tile.y + HEIGHT
    )  # fmt: skip


def run_together(one, other):
    """Whether two runs of two arrows lie on the same line over some length."""
    if one[0] == other[0]:
        return False
    _, ax1, ay1, ax2, ay2 = one
    _, bx1, by1, bx2, by2 = other
    if ax1 == ax2 == bx1 == bx2:
        return min(max(ay1, ay2), max(by1, by2)) - max(min(ay1, ay2), min(by1, by2)) > 0
    if ay1 == ay2 == by1 == by2:
        return min(max(ax1, ax2), max(bx1, bx2)) - max(min(ax1, ax2), min(bx1, bx2)) > 0
    return False


@each_table
def test_the_current_state_alone_is_marked(table):
    for state in table.states:
        marked = [
            g.find(f"{SVG}title").text
            for g in drawing(table, state).iter(f"{SVG}g")
            if {"state", "now"} <= set(g.get("class").split())
        ]
        assert len(marked) == 1
        assert marked[0].startswith(str(table.states[state]))


@each_table
def test_no_style_no_script_no_id_is_inline(table):
    text = diagram.svg(table, table.path[0])

    assert not re.search(r"\b(style|id|on\w+|fill|stroke)=", text)
    assert text.startswith('<svg class="diagram"')
    assert 'role="img"' in text


@each_table
def test_the_list_says_the_same(table):
    steps = diagram.as_list(table, table.path[0])

    assert [step.state for step in steps][: len(table.path)] == list(table.path)
    assert {step.state for step in steps} == set(table.states)
    assert [step.number for step in steps if step.number] == list(range(1, len(table.path) + 1))
    moves = sum(len(act.source) for act in table.transitions.values())
    assert sum(len(step.moves) for step in steps) == moves
    assert [step.state for step in steps if step.is_current] == [table.path[0]]


def test_a_long_path_takes_two_rows_and_side_states_come_below():
    layout = lay_out(WORKFLOWS[LabelDossier])
    path = WORKFLOWS[LabelDossier].path

    rows = [layout.tiles[state].row for state in path]
    assert rows == [0] * 5 + [1] * 5
    assert len(path) > FEW
    assert {tile.row for state, tile in layout.tiles.items() if state not in path} == {2}


def test_an_act_open_in_many_states_is_one_arrow():
    layout = lay_out(WORKFLOWS[LabelDossier])

    gathered = layout.gathered["discontinued"]
    assert [act.name for act, _ in gathered] == ["discontinue", "stop"]
    [sources, *_] = [sources for _, sources in gathered]
    assert len(sources) >= MANY
    assert f"depuis {len(sources)} états" in diagram.svg(WORKFLOWS[LabelDossier])


def test_the_tag_draws_a_thing_or_a_table():
    template = Template("{% load diagram_tags %}{% diagram thing %}")
    things = (LabelDossier(state="audit"), WORKFLOWS[LabelDossier])

    pages = [tidy(template.render(Context({"thing": thing}))) for thing in things]

    assert [page.count('aria-current="step"') for page in pages] == [1, 0]
    assert "<strong>Audit en cours</strong> (étape actuelle)" in pages[0]


def test_the_page_of_tables_has_every_act_with_its_who():
    text = docs.document()

    for table in TABLES:
        for act in table.transitions.values():
            assert f"| {act.label} (`{act.name}`) |" in text
            for source in act.source:
                assert f"    {source} --> {act.target}: {act.label}" in text


def test_a_page_that_is_out_of_date_is_refused(tmp_path, monkeypatch):
    page = tmp_path / "workflows.md"
    monkeypatch.setattr(workflows, "PAGE", page)
    call_command("workflows", stdout=StringIO())
    call_command("workflows", "--check", stdout=StringIO())

    page.write_text(
        page.read_text(encoding="utf-8").replace("Brouillon", "Ébauche"), encoding="utf-8"
    )

    with pytest.raises(CommandError, match="n’est pas à jour"):
        call_command("workflows", "--check", stdout=StringIO())
