"""Charts of a yearly report in its DOCX: a picture of each, with the words that stand in its place."""

import io
import zipfile
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from labelling.steering.yearly_report.content.reading import Section
from labelling.steering.yearly_report.printing import charts, writing

pytestmark = pytest.mark.django_db  # the charter of the day

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def chart(*values):
    rows = [{"label": f"Chiffre {a}", "a": a, "b": b} for a, b in values]
    return {"unit": "organismes", "rows": rows, "top": 40}


def told():
    """Two sections with a chart, one row and three; one without."""
    return {
        "report": SimpleNamespace(year=2026, number=1, reason="", validated_at=None),
        "former": 2025,
        "foreword": [],
        "is_demo": False,
        "sections": [
            Section("stock", "Où en est le label", "", chart=chart((30, 20))),
            Section("delays", "Les délais", ""),
            Section(
                "flows", "Les «\u00a0mouvements\u00a0»", "", chart=chart((4, 5), (6, None), (7, 1))
            ),
        ],
    }


def made():
    report = told()
    charts.draw(report)
    return zipfile.ZipFile(io.BytesIO(writing.write("Bilan", report, charts.paint(report))))


def test_each_chart_of_the_docx_is_a_picture_with_its_words():
    with made() as archive:
        document = ET.fromstring(archive.read("word/document.xml"))
        links = ET.fromstring(archive.read("word/_rels/document.xml.rels"))
        types = archive.read("[Content_Types].xml").decode()
        targets = {one.get("Id"): one.get("Target") for one in links}
        pictures = [
            (
                Image.open(io.BytesIO(archive.read(f"word/{targets[blip.get(f'{R}embed')]}"))),
                drawing.find(f"{WP}docPr").get("descr"),
                {name: int(size) for name, size in drawing.find(f"{WP}extent").items()},
            )
            for drawing in document.iter(f"{WP}inline")
            for blip in drawing.iter(f"{A}blip")
        ]

    assert 'Extension="png" ContentType="image/png"' in types
    assert [said for _, said, _ in pictures] == [
        "Où en est le label\u00a0: barres de 2026, puis de 2025. Mêmes chiffres dans le tableau.",
        "Les «\u00a0mouvements\u00a0»\u00a0: barres de 2026, puis de 2025. Mêmes chiffres dans le tableau.",
    ]
    for picture, _, size in pictures:
        assert picture.width == charts.PIXELS
        assert abs(picture.width / picture.height - size["cx"] / size["cy"]) < 0.05
        assert (
            len(picture.convert("RGB").getcolors(1 << 16)) > 2
        )  # the bars of both years, on white
    assert pictures[1][0].height > pictures[0][0].height


def test_a_chart_stands_under_the_title_of_its_section():
    with made() as archive:
        document = ET.fromstring(archive.read("word/document.xml"))
    lines = [
        "graphique" if one.find(f".//{WP}inline") is not None else "".join(one.itertext())
        for one in document.iter(f"{W}p")
    ]

    assert lines == [
        "Bilan", "Où en est le label", "graphique", "Les délais", "Les «\u00a0mouvements\u00a0»", "graphique",
        "Définitions", "Chiffres au 31 décembre 2026, provisoires.",
    ]  # fmt: skip


def test_a_report_without_a_chart_holds_no_picture():
    report = told()
    report["sections"] = report["sections"][1:2]
    charts.draw(report)

    assert charts.paint(report) == []
    with zipfile.ZipFile(io.BytesIO(writing.write("Bilan", report))) as archive:
        assert [name for name in archive.namelist() if "media" in name] == []
