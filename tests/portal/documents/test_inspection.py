"""File inspection (BR-91): accepted and refused files, with the sentence that says why."""

import io
import time
import unicodedata
import zlib
from pathlib import Path

import pytest

from portal.inspection.refusals import NBSP, SENTENCES, spaced
from portal.inspection.verdicts import KINDS, MEGABYTE, clean_name, inspect
from tests.portal.documents.build import docx, large_pdf, object_stream, odt, pdf, relations, stream
from tests.portal.documents.hostile import CORPUS

EVIDENCE = Path(__file__).parents[2] / "data" / "evidence"
SOUND = sorted(path.name for path in EVIDENCE.iterdir() if path.suffix[1:] in KINDS)


def look(name, content):
    return inspect(name, io.BytesIO(content))


@pytest.mark.parametrize("trick", CORPUS)
def test_br_91_hostile_file_is_refused_for_its_own_reason(trick):
    name, content, code = CORPUS[trick]
    verdict = look(name, content)
    assert verdict.code == code
    assert verdict.sentence
    assert not verdict.is_accepted


def test_corpus_is_large_and_quick():
    """G07: thirty hostile files at least, 95 % judged within two seconds."""
    durations = []
    for name, content, _ in CORPUS.values():
        start = time.process_time()
        look(name, content)
        durations.append(time.process_time() - start)
    assert len(CORPUS) >= 30
    assert sorted(durations)[int(len(durations) * 0.95)] < 2


@pytest.mark.parametrize(
    "body",
    [
        b"/" * 400_000,
        b"stream\n" * 60_000,
        b"/J#53" * 80_000,
        b"/Encrypt " * 50_000,
        b"/JS" + b" " * 400_000,
        (b"stream\n" + zlib.compress(b"1 0 2 3 4 5 6 7 8 9")) * 15_000,
    ],
)
def test_shape_made_to_be_slow_is_judged_in_linear_time(body):
    start = time.process_time()
    assert not look("cr.pdf", b"%PDF-1.7\n" + body).is_accepted
    assert time.process_time() - start < 2


@pytest.mark.parametrize("name", SOUND)
def test_sound_evidence_is_accepted(name):
    verdict = look(name, (EVIDENCE / name).read_bytes())
    assert (verdict.sentence, verdict.content_type) == (
        "",
        KINDS[name.rpartition(".")[2]].content_type,
    )


def test_evidence_covers_documents_sheets_and_images():
    assert {name.rpartition(".")[2] for name in SOUND} == {
        "pdf",
        "docx",
        "odt",
        "xlsx",
        "ods",
        "jpg",
        "png",
    }


def test_heic_photo_is_refused_with_the_way_out():
    verdict = look("local-poubelles.heic", (EVIDENCE / "local-poubelles.heic").read_bytes())
    assert verdict.code == "heic"
    assert "Envoyez-la en JPEG" in verdict.sentence


def test_executable_is_told_in_the_exact_words():
    assert look("cr-ccl.exe", b"MZ").sentence == (
        "«\u00a0cr-ccl.exe\u00a0» n’est pas un document. Choisissez un PDF, un Word ou une image."
    )


def test_weight_and_limit_are_told_in_the_exact_words():
    assert look("photos.pdf", b"%PDF-" + bytes(34 * MEGABYTE - 5)).sentence == (
        "Ce fichier pèse 34\u00a0Mo\u00a0; la limite est de 25\u00a0Mo. "
        "Réduisez les photos ou envoyez-le en deux parties."
    )


def test_pdf_of_24_megabytes_passes_and_of_27_does_not():
    assert look("annexe.pdf", large_pdf(24)).sentence == ""
    assert look("annexe.pdf", large_pdf(27)).code == "too_big"


def test_file_one_byte_over_the_limit_never_weighs_the_limit():
    assert "pèse 26\u00a0Mo" in look("a.pdf", bytes(25 * MEGABYTE + 1)).sentence


FORBIDDEN = (" :", " ;", " !", " ?", " »", "« ", "'", "!", "euillez")


def test_sentences_follow_french_typography():
    shown = [spaced(sentence) for sentence in SENTENCES.values()]

    assert len(shown) > 35
    assert [text for text in shown if not text.endswith(".")] == []
    assert [(text, sign) for text in shown for sign in FORBIDDEN if sign in text] == []
    assert [text for text in shown if text.count("«" + NBSP) != text.count("«")] == []


def test_name_in_nfd_and_in_nfc_is_one_name():
    name = "Compte rendu détaillé – Résidences « Les Érables » & « L’Écluse », été 2025 (signé).pdf"
    assert clean_name(unicodedata.normalize("NFD", name)) == clean_name(name) == name


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Léa\\cr.pdf", "cr.pdf"),
        ("cr\r\nX-Evil: 1.pdf", "crX-Evil: 1.pdf"),
        ("cr\u202efdp.docx", "crfdp.docx"),
        (" .cr.pdf. ", "cr.pdf"),
        ("é" * 300 + ".pdf", "é" * 251 + ".pdf"),
        ("..", "sans nom"),
    ],
)
def test_name_keeps_its_french_and_loses_its_tricks(sent, kept):
    assert clean_name(sent) == kept


def test_ordinary_word_features_are_no_reason_to_refuse():
    links = relations("hyperlink", "https://example.org/")
    field = "<w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"
    content = docx(
        ("word/_rels/document.xml.rels", links),
        ("word/media/image1.emz", b"\x1f\x8b\x08" + bytes(50)),
        ("customXml/item1.xml", ""),
        body=field,
    )
    assert look("cr.docx", content).sentence == ""


def test_ordinary_open_document_is_accepted():
    assert look("cr.odt", odt(("Configurations2/accelerator/current.xml", ""))).sentence == ""


@pytest.mark.parametrize(
    "objects",
    [
        ["<</S/URI/URI(https://example.org/JavaScript/Launch)>>"],
        ["<</Title(JavaScript, une introduction)>>"],
        [stream(b"/JS (" + bytes(40) + b"/JS 4 0 R")],
        [object_stream("<</S/GoTo/D[3 0 R/Fit]>>")],
    ],
)
def test_ordinary_pdf_features_are_no_reason_to_refuse(objects):
    assert look("cr.pdf", pdf(objects=objects)).sentence == ""


def test_pdf_that_opens_on_a_page_is_accepted():
    assert look("cr.pdf", pdf(catalog="/OpenAction[3 0 R/Fit]")).sentence == ""
    assert look("cr.pdf", pdf(catalog="/OpenAction<</S/GoTo/D[3 0 R/Fit]>>")).sentence == ""
