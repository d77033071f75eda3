"""Layout of a yearly report: columns of its DOCX, units of its cuts, what four pages leave out, its summary."""

import io
import re
import zipfile
from datetime import date
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

from labelling.steering.yearly_report.content import reading
from labelling.steering.yearly_report.content.reading import Row, Section
from labelling.steering.yearly_report.models import ReportFigure
from labelling.steering.yearly_report.printing import writing

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Group = ReportFigure.Group


def line(name, value, former=0, *, unit="labels", group=Group.WHOLE, cell=""):
    return ReportFigure(
        code=name, name=name, value=value, former_value=former, unit=unit, group=group, cell=cell,
        section="stock", definition="…", formula="…", source="…", figure_version=1,
    )  # fmt: skip


def document(section):
    told = {
        "report": SimpleNamespace(year=2026, number=1, reason="", validated_at=date(2027, 1, 20)),
        "former": 2025, "foreword": [], "is_demo": True, "sections": [section],
    }  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(writing.write("Bilan", told))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_tables_of_the_docx_have_wide_names_and_whole_rows():
    cut = reading._cut([line("Labels", 4, group=Group.REGION, cell="Bretagne")], Group.REGION)
    section = Section("stock", "Stock", "", lines=[Row(line("Labels en vigueur", 4))], cuts=[cut])

    tables = list(ET.fromstring(document(section)["word/document.xml"]).iter(f"{W}tbl"))

    widths = [[int(one.get(f"{W}w")) for one in table.iter(f"{W}gridCol")] for table in tables]
    assert widths == [[3764, 1882, 1882, 1882], [3764, 5648]]
    for table in tables:
        rows = list(table.iter(f"{W}tr"))
        assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True, True]
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
        sides = [
            [cell.find(f".//{W}jc") is not None for cell in row.iter(f"{W}tc")] for row in rows
        ]
        assert sides == [[False] + [True] * (len(rows[0].findall(f"{W}tc")) - 1)] * 2


def test_the_docx_says_its_version_its_day_and_the_number_of_each_page():
    parts = document(Section("stock", "Stock", "", lines=[Row(line("Labels", 4))]))
    body = ["".join(one.itertext()) for one in ET.fromstring(parts["word/document.xml"])[0]]

    assert (
        body[1] == "Version de démonstration\u00a0: organismes et personnes inventés, sans valeur."
    )
    assert body[-2] == "Chiffres au 31 décembre 2026, figés le 20\u00a0janvier 2027."
    assert b'w:instr="PAGE"' in parts["word/footer1.xml"]


@pytest.mark.parametrize(
    ("name", "unit", "value", "said"),
    [
        ("Labels suspendus", "labels", 4, "4"),
        ("Organismes labellisés", "organismes", 1, "1"),
        ("Part des opérateurs", "%", 3.5, "3,5\u00a0%"),
        ("Délai", "jours", 2, "2\u00a0jours"),
        ("Labels", "labels", None, "sans objet"),
    ],
)
def test_a_cut_says_the_unit_that_its_column_does_not_name(name, unit, value, said):
    told = line(name, value, unit=unit, group=Group.REGION, cell="Bretagne")
    assert reading._cut([told], Group.REGION)["rows"] == [
        {"label": "Bretagne", "cells": [(name, said)]}
    ]


def test_what_counts_nothing_is_named_in_a_line_of_the_short_version():
    rows = [Row(line("Retraits", 0)), Row(line("Labels", 0, 3)), Row(line("Refus", None, None))]
    section = Section("stock", "Stock", "", lines=rows)
    assert [row.line.name for row in section.telling] == ["Labels"]
    assert section.silent == ["Retraits", "Refus"]


@pytest.mark.django_db
def test_the_published_page_has_a_summary_of_its_sections(published, client):
    page = client.get("/bilans/2026/").content.decode()
    summary = re.search(r'<nav aria-label="Dans ce bilan">(.*?)</nav>', page, re.S)[1]
    targets = re.findall(r'href="#([-a-z_]+)"', summary)
    assert targets == [one["code"] for one in published.sections if one["is_kept"]]
    assert all(f'id="{one}"' in page for one in targets)
