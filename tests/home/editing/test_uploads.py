"""Uploads of editors: described, credited, cleaned, of their true type."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Collection, UploadedFile

from home.models import PortalDocument, PortalImage
from portal.scenario.files import document
from tests.portal.documents import build, hostile_documents

FORMS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF"}
WORDS = {
    "title": "Hall",
    "description": "Un hall carrelé",
    "credit": "Portail Quali’Hlm",
    "tags": "",
}


def picture(ending="jpg", name="hall", size=(40, 20), *, turned=True):
    """A picture as a telephone makes it: lying on its side, with its place and its owner."""
    exif = Image.Exif()
    exif[0x0112] = 6 if turned else 1
    exif[0x013B] = "Jeanne Martin"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 24.0)
    out = io.BytesIO()
    Image.new("RGB", size, "#3a6").save(out, FORMS[ending], exif=exif)
    return SimpleUploadedFile(f"{name}.{ending}", out.getvalue(), f"image/{ending}")


def send(cast, file, **fields):
    sent = WORDS | {"file": file, "collection": Collection.get_first_root_node().pk}
    return cast.diane.post("/cms/images/add/", sent | fields, follow=True).content.decode()


@pytest.mark.parametrize("ending", FORMS)
def test_the_original_is_kept_without_what_the_camera_added(ending, cast):
    send(cast, picture(ending))

    image = PortalImage.objects.get()
    with image.file.open() as kept:
        content = kept.read()
    seen = Image.open(io.BytesIO(content))
    assert (seen.format, seen.size, image.width, image.height) == (FORMS[ending], (20, 40), 20, 40)
    assert dict(seen.getexif()) == {}
    assert b"Jeanne" not in content
    assert (image.description, image.credit) == (WORDS["description"], WORDS["credit"])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"description": ""}, "Décrivez l’image en une phrase"),
        ({"description": "hall.jpg"}, "Ce texte est le nom du fichier"),
        ({"description": "Hall"}, "Ce texte est le nom du fichier"),
        ({"credit": ""}, "Dites qui a fait l’image"),
    ],
)
def test_a_picture_without_its_words_or_its_author_is_refused(fields, sentence, cast):
    assert sentence in send(cast, picture(), **fields)
    assert PortalImage.objects.count() == 0


def test_a_drawing_that_may_hold_code_and_a_file_in_disguise_are_refused(cast, settings):
    svg = SimpleUploadedFile("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    disguised = picture("png")
    disguised.name = "hall.jpg"
    cut = SimpleUploadedFile("hall.jpg", picture().read()[:300])
    heavy = picture(size=(900, 900))
    answers = [send(cast, svg), send(cast, disguised), send(cast, cut)]
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    answers.append(send(cast, heavy))

    said = ("Formats supportés", "L’extension", "incomplet ou abîmé", "trop gros")
    assert PortalImage.objects.count() == 0
    assert [
        s for s, a in zip(said, answers, strict=True) if s not in a.replace("&#x27;", "’")
    ] == []


def test_the_same_picture_is_not_kept_twice(cast):
    send(cast, picture())
    again = send(cast, picture(name="autre"), title="Autre")
    many = cast.diane.post("/cms/images/multiple/add/", {"files[]": picture(name="encore")})

    sentence = "Cette image est déjà dans la bibliothèque, sous le titre «\u00a0Hall\u00a0»."
    assert sentence in again
    assert sentence in many.json()["error_message"]
    assert PortalImage.objects.count() == 1


def test_several_pictures_at_once_wait_for_their_words_and_are_as_clean(cast):
    """The other way in: the file is put aside, then becomes a picture with its form."""
    root = Collection.get_first_root_node().pk
    sent = cast.diane.post("/cms/images/multiple/add/", {"files[]": picture(), "collection": root})
    waiting = UploadedFile.objects.get()
    address = f"/cms/images/multiple/create_from_uploaded_image/{waiting.pk}/"
    fields = {f"uploaded-image-{waiting.pk}-{name}": value for name, value in WORDS.items()}
    key = f"uploaded-image-{waiting.pk}-"
    refused = cast.diane.post(address, fields | {f"{key}description": "", f"{key}collection": root})
    cast.diane.post(address, fields | {f"{key}collection": root})

    image = PortalImage.objects.get()
    with image.file.open() as kept:
        assert b"Jeanne" not in kept.read()
    assert sent.json()["success"] is True
    assert "Décrivez l’image" in refused.json()["form"]
    assert (image.width, image.height) == (20, 40)


@pytest.mark.parametrize(
    ("name", "content", "title", "sentence"),
    [
        ("charte.pdf", b"PK\x03\x04 un zip", "La charte", "n’est pas un PDF, malgré son nom"),
        ("macro.exe", b"MZ", "Un outil", "exe"),
        ("tout.zip", build.archive([("a.txt", b"a")]), "Tout", "zip"),
        ("logo.svg", build.SVG, "Logo", "script"),
        ("charte.docx", hostile_documents.vba(), "La charte", "macro"),
        ("film.mp4", b"MZ\x90\x00 un programme", "Un film", "n’est pas un film MP4"),
        ("table.csv", b"<html><script>1</script>", "Une table", "n’est pas un tableau CSV"),
        ("charte.csv", b"a;b", "charte.csv", "celui-ci est le nom du fichier"),
    ],
)
def test_a_document_that_is_not_what_it_says_is_refused(name, content, title, sentence, cast):
    sent = {"title": title, "file": SimpleUploadedFile(name, content), "tags": ""}
    sent |= {"collection": Collection.get_first_root_node().pk}
    answer = cast.diane.post("/cms/documents/add/", sent, follow=True).content.decode()

    assert sentence in answer
    assert PortalDocument.objects.count() == 0


def test_a_picture_sent_as_a_document_leaves_what_the_camera_added(cast):
    sent = {"title": "Le hall", "file": picture(), "tags": ""}
    sent |= {"collection": Collection.get_first_root_node().pk}
    cast.diane.post("/cms/documents/add/", sent, follow=True)

    with PortalDocument.objects.get().file.open() as kept:
        assert b"Jeanne" not in kept.read()


@pytest.mark.parametrize("library", ["images", "documents"])
def test_a_name_longer_than_a_folder_takes_is_shortened(cast, library):
    name = f"{'é' * 200}.{'png' if library == 'images' else 'pdf'}"
    content = (
        picture("png").read() if library == "images" else document("Charte", "Une page.").read()
    )
    sent = SimpleUploadedFile(name, content)
    answer = cast.diane.post(f"/cms/{library}/multiple/add/", {"files[]": sent})

    assert (answer.status_code, answer.json()["success"]) == (200, True)
