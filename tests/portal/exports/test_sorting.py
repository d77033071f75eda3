"""Law of sorting: what people read by name is sorted in French, wherever an order is written."""

import ast
from pathlib import Path

import pytest

from labelling.parties.organisms.models import Organism
from tests.factories import make_dossier, make_organism
from tests.labelling.labels.factories import make_label
from tests.portal.exports.reading import rows_of

APPS = ("portal", "labelling", "community", "observatory", "home")
READ = {"name", "title", "first_name", "last_name", "city", "agency"}
AS_WRITTEN = {  # no list that people read
    "community/personas.py": "the code names of the personas",
    "labelling/title/brand/desk.py": "the desk of Wagtail sorts by its own columns",
    "labelling/path/dossiers/receipts.py": "what is frozen keeps the order that its seal read",
    "observatory/index_sync/models.py": "the technical names of the indexes",
}
ROOT = Path(__file__).parents[3]


def orders(source):
    """(line, field) of what an order names: `order_by(…)`, `ordering = …`, `order=…`."""
    for node in ast.walk(ast.parse(source)):
        held = ()
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "order_by":
            held = node.args
        elif isinstance(node, ast.Assign):
            held = [node.value] if _names(node) & {"ordering", "ORDERS"} else ()
        elif isinstance(node, ast.keyword) and node.arg in {"order_by", "order", "ordering"}:
            held = [node.value]
        for one in held:
            for leaf in ast.walk(one):
                if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str):
                    yield leaf.lineno, leaf.value


def _names(node):
    return {getattr(target, "id", "") for target in node.targets}


def by_bytes(source):
    """The lines that sort by a name as its letters are coded."""
    return sorted({n for n, field in orders(source) if field.lstrip("-").split("__")[-1] in READ})


def test_every_order_by_a_name_is_french():
    paths = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    found = {
        str(path.relative_to(ROOT)): lines
        for path in paths
        if "migrations" not in path.parts and (lines := by_bytes(path.read_text("utf-8")))
    }

    assert {path: lines for path, lines in found.items() if path not in AS_WRITTEN} == {}
    assert sorted(set(AS_WRITTEN) - set(found)) == []


def test_an_order_by_the_letters_of_a_name_is_told():
    """The control."""
    source = (
        'rows.order_by("pk", "-organism__name")\nrows.order_by(F("index").desc(), f"{sign}title")\n'
        'ordering = ("last_name__french", "first_name")\nmatching(rows, order=("city",))\n'
        'rows.order_by("name__french", "end_on")\n'
    )

    assert by_bytes(source) == [1, 2, 3, 4]


@pytest.mark.django_db
@pytest.mark.sqlite_too
def test_the_lists_of_the_office_and_their_files_sort_in_french(sonia, signed_in):
    names = ["Béarnelle", "Bourbonis", "Cévalis", "Creusalis", "Écluse", "Zélie"]
    for name in ("Bourbonis", "Zélie", "Béarnelle", "Creusalis", "Écluse", "Cévalis"):
        organism = make_organism(name)
        make_dossier(organism)
        make_label(organism)
    client = signed_in(sonia)

    told = {
        path: [row["Organisme"] for row in rows_of(client, path)]
        for path in ("/espace/organismes/", "/espace/dossiers/?tri=nom", "/espace/suivi/")
    }
    backwards = [row["Organisme"] for row in rows_of(client, "/espace/dossiers/?tri=-nom")]

    assert {path: list(dict.fromkeys(rows)) for path, rows in told.items()} == dict.fromkeys(
        told, names
    )
    assert list(dict.fromkeys(backwards)) == names[::-1]
    assert [one.name for one in Organism.objects.all()] == names
