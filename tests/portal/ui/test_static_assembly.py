"""Concatenated stylesheets: one small file, in the order of their layers."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from portal.ui.storage import ENTRIES, assemble

ROOT = Path(settings.BASE_DIR) / "static"


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def test_imports_take_their_place_in_their_layer_and_media():
    files = {
        "css/site.css": '@layer a, b;\n@import url("x.css") layer(a);\n@import url("p.css") layer(b) print;\n',
        "css/x.css": '/* why */\n@import url("parts/y.css");\nb { color: red }\n',
        "css/parts/y.css": 'i { src: url("../../fonts/f.woff2"); background: url("data:x") }\n',
        "css/p.css": "p { margin: 0 }\n",
    }

    assert assemble(files.__getitem__).splitlines() == [
        "@layer a, b;",
        "@layer a {",
        'i { src: url("../fonts/f.woff2"); background: url("data:x") }',
        "b { color: red }",
        "}",
        "@layer b {",
        "@media print {",
        "p { margin: 0 }",
        "}",
        "}",
    ]


@pytest.mark.parametrize("entry", ENTRIES)
def test_each_sheet_is_one_file_without_imports_or_missing_files(entry):
    text = assemble(read, entry)
    addresses = re.findall(r'url\("(?!data:)([^"]+)"\)', text)

    assert "@import" not in text
    assert bool(addresses) == (entry == "css/site.css")
    assert [a for a in addresses if not (ROOT / "css" / a).resolve().exists()] == []
    assert text.count("{") == text.count("}")


def test_the_stylesheet_keeps_its_budget():
    """30 kB of screens in the charter, then the motifs and the blocks of the CMS; the member space has its own."""
    assert len(assemble(read).encode()) <= 37_500
    assert len(assemble(read, "css/member.css").encode()) <= 10_000


def test_the_focus_is_in_sight_as_soon_as_a_key_moves_it():
    """A scroll that takes its time leaves it out of the screen meanwhile (WCAG 2.4.11)."""
    sheets = ROOT.joinpath("css").rglob("*.css")

    assert [one.name for one in sheets if "scroll-behavior" in one.read_text("utf-8")] == []


def test_every_component_stylesheet_is_imported():
    imported = set(re.findall(r'url\("([^"]+)"\)', read("css/components/all.css")))
    present = {path.name for path in (ROOT / "css" / "components").glob("*.css")} - {"all.css"}
    members = set(re.findall(r'url\("member/([^"]+)"\)', read("css/member.css")))

    assert imported == present
    assert members == {path.name for path in (ROOT / "css" / "member").glob("*.css")}


def test_no_stylesheet_sets_italics():
    assert [
        p.name for p in (ROOT / "css").rglob("*.css") if "italic" in p.read_text(encoding="utf-8")
    ] == []
