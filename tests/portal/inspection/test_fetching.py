"""Office files that fetch something when they are opened, which tells their author who reads (F8): refused."""

import io

import pytest

from portal.inspection.verdicts import inspect
from tests.portal.documents.build import archive, docx, odt, relations, types

FAR = "https://ailleurs.example/x"
FIELD = '<w:r><w:instrText>INCLUDEPICTURE "https://ailleurs.example/x" \\d</w:instrText></w:r>'
CUT = "<w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT x</w:instrText></w:r>"
ODF = "<o:d xmlns:o='o' xmlns:x='x'>{}</o:d>"


def xlsx(*more, sheet="<worksheet/>"):
    parts = [
        ("[Content_Types].xml", types("spreadsheetml.sheet")),
        ("xl/worksheets/sheet1.xml", sheet),
    ]
    return archive([*parts, *more])


def pptx(*more):
    return archive([("[Content_Types].xml", types("presentationml.presentation")), *more])


FETCHING = {
    "picture of a text": (
        "a.docx",
        lambda: docx(("word/_rels/document.xml.rels", relations("image", FAR))),
    ),
    "picture of a share": (
        "a.docx",
        lambda: docx(("word/_rels/document.xml.rels", relations("image", r"\\far\x"))),
    ),
    "film of a slide": (
        "a.pptx",
        lambda: pptx(("ppt/slides/_rels/slide1.xml.rels", relations("video", FAR))),
    ),
    "linked workbook": (
        "a.xlsx",
        lambda: xlsx(
            ("xl/externalLinks/_rels/externalLink1.xml.rels", relations("externalLinkPath", FAR))
        ),
    ),
    "unknown relation": (
        "a.docx",
        lambda: docx(("word/_rels/document.xml.rels", relations("nouveau", FAR))),
    ),
    "field": ("a.docx", lambda: docx(body=FIELD)),
    "field in two runs": ("a.docx", lambda: docx(body=CUT)),
    "old picture": ("a.docx", lambda: docx(body=f"<v:imagedata xmlns:v='v' src='{FAR}'/>")),
    "formula": (
        "a.xlsx",
        lambda: xlsx(sheet=f'<worksheet><f>_xlfn.WEBSERVICE("{FAR}")</f></worksheet>'),
    ),
    "picture formula": (
        "a.xlsx",
        lambda: xlsx(sheet=f'<worksheet><f>_xlfn.IMAGE ("{FAR}")</f></worksheet>'),
    ),
    "connection": ("a.xlsx", lambda: xlsx(("xl/connections.xml", "<connections/>"))),
    "picture of an odt": ("a.odt", lambda: odt(content=ODF.format(f"<o:image x:href='{FAR}'/>"))),
    "picture without scheme": (
        "a.odt",
        lambda: odt(content=ODF.format("<o:image x:href='//far/x'/>")),
    ),
    "sheet of another ods": (
        "a.ods",
        lambda: odt(kind="spreadsheet", content=ODF.format(f"<o:table-source x:href='{FAR}'/>")),
    ),
    "style of an odt": (
        "a.odt",
        lambda: odt(("styles.xml", ODF.format(f"<o:background-image x:href='{FAR}'/>"))),
    ),
}
QUIET = {
    "link of a text": ("a.docx", lambda: docx(("word/_rels/document.xml.rels", relations("hyperlink", FAR)))),
    "own picture": (
        "a.docx",
        lambda: docx(("word/_rels/document.xml.rels", relations("image", "media/a.png", "Internal"))),
    ),
    "link of an odt": ("a.odt", lambda: odt(content=ODF.format(f"<o:a x:href='{FAR}'/>"))),
    "own picture of an odt": ("a.odt", lambda: odt(content=ODF.format("<o:image x:href='Pictures/1.png'/>"))),
    "formula of this sheet": ("a.xlsx", lambda: xlsx(sheet="<worksheet><f>SUM(A1:A2)</f></worksheet>")),
    "word of a text": ("a.docx", lambda: docx(body="<w:t>INCLUDEPICTURE</w:t>")),
}  # fmt: skip


def judged(name, make):
    return inspect(name, io.BytesIO(make())).code


@pytest.mark.parametrize("trick", FETCHING)
def test_what_is_fetched_when_opened_is_refused(trick):
    assert judged(*FETCHING[trick]) == "outside_link"


@pytest.mark.parametrize("one", QUIET)
def test_what_waits_for_a_person_or_stays_inside_is_let_in(one):
    assert judged(*QUIET[one]) == ""
