"""Thumbnails of the kit: made by the worker, shown to those who may open the resource."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from labelling.title.kit import pictures
from labelling.title.kit.models import AssetDownload, AssetVersion
from labelling.title.labels.models import Label
from portal.core import clock
from tests.factories import make_user
from tests.labelling.kit.factories import make_asset, make_licence, take, upload
from tests.labelling.labels.factories import make_label
from tests.portal.documents.build import pdf, picture

pytestmark = pytest.mark.django_db
NIGHT, SUNKEN = (13, 63, 77), (234, 232, 226)


def png(ink, ground=(0, 0, 0, 0)):
    drawn = Image.new("RGBA", (600, 200), ground)
    ImageDraw.Draw(drawn).rectangle((50, 50, 550, 150), fill=ink)
    out = BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def version_of(*uploads, **fields):
    return make_asset(uploads=list(uploads), **fields).versions.get()


def made(version):
    pictures.make.call(version.pk)
    return AssetVersion.objects.select_related("preview", "asset").get(pk=version.pk)


def seen(version):
    kept = version.preview.file
    with kept.storage.open(kept.name) as content, Image.open(BytesIO(content.read())) as shown:
        return shown.convert("RGB")


def near(colour, wanted):
    return all(abs(a - b) < 8 for a, b in zip(colour, wanted, strict=True))


def test_the_worker_draws_a_version_once_and_never_the_page(
    client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as later:
        version = version_of(upload("logo.png", png("#0e4b5b")))
    assert client.get("/marque/kit/").status_code == 200
    assert (AssetVersion.objects.get().preview, len(later) > 0) == (None, True)

    first = made(version)
    assert made(version).preview == first.preview
    assert (first.preview.content_type, seen(first).size) == ("image/webp", pictures.BOX)
    assert f'src="{first.get_preview_url()}"' in client.get("/marque/kit/").content.decode()


def test_a_pale_drawing_stands_on_night_and_a_dark_one_on_the_paper():
    corner = (4, 4)
    pale = made(version_of(upload("a.png", png("white")), name="En réserve"))
    dark = made(version_of(upload("b.png", png("#0e4b5b")), name="Foncé"))
    photo = made(version_of(upload("c.jpg", picture("JPEG", (300, 200))), name="Photo"))

    assert near(seen(pale).getpixel(corner), NIGHT)
    assert near(seen(dark).getpixel(corner), SUNKEN)
    assert near(seen(photo).getpixel(corner), SUNKEN)


def test_a_document_is_drawn_and_what_cannot_be_is_told_by_its_words(client):
    document = made(version_of(upload("texte.pdf", pdf()), name="Texte"))
    drawing = made(version_of(upload(), name="Tracé seul"))

    assert seen(document).size == pictures.BOX
    assert (drawing.preview, drawing.get_preview_url()) == (None, "")
    assert drawing not in pictures.missing()
    assert client.get("/marque/kit/").content.decode().count('class="preview"') == 1


def test_a_picture_is_open_to_whom_the_resource_is(client, signed_in, organism, alice, bob, dircom):
    """BR-78: and looking at it is no line of the register (BR-79)."""
    label = make_label(organism)
    make_licence(label, by=alice)
    free = made(version_of(upload("libre.png", png("black")), name="Libre"))
    kept = made(version_of(upload("logo.png", png("black")), name="Réservé", variant="labelled"))
    answer = take(client, free.get_preview_url())
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["Cache-Control"] == "public, max-age=86400"

    path, codes = kept.get_preview_url(), []
    for person in (None, alice, bob, dircom, make_user()):
        client.logout()
        answer = take(signed_in(person) if person else client, path)
        codes.append(answer.status_code)
        assert "public" not in answer.get("Cache-Control", "")
    assert codes == [404, 200, 404, 200, 404]

    Label.objects.filter(pk=label.pk).update(state="suspended", suspended_on=clock.today())
    assert take(signed_in(alice), path).status_code == 404
    assert AssetDownload.objects.count() == 0


def test_the_picture_of_a_draft_is_for_who_tends_the_kit(client, signed_in, dircom):
    draft = made(version_of(upload("logo.png", png("black")), is_published=False))

    assert client.get(draft.get_preview_url()).status_code == 404
    assert take(signed_in(dircom), draft.get_preview_url()).status_code == 200
    assert 'class="preview"' in signed_in(dircom).get(draft.get_absolute_url()).content.decode()


def specimen_of(version):
    return f"/marque/kit/{version.asset.slug}/specimen/{version.number}.webp"


def test_anybody_sees_what_a_reserved_logo_looks_like_and_nobody_can_use_it(client):
    """BR-78: the picture is small and hatched; the preview and the file stay closed."""
    version = made(version_of(upload("logo.png", png("#0e4b5b")), variant="labelled"))
    page = client.get("/marque/kit/").text
    answer = client.get(specimen_of(version))
    with Image.open(BytesIO(answer.content)) as opened:
        shown = opened.convert("RGB")
    plain = seen(version).resize(shown.size)
    differing = sum(
        not near(shown.getpixel((x, 107)), plain.getpixel((x, 107))) for x in range(shown.width)
    )

    assert f'src="{specimen_of(version)}"' in page
    assert version.get_preview_url() not in page
    assert (answer.status_code, answer["Content-Type"], shown.size) == (
        200,
        "image/webp",
        (320, 214),
    )
    assert differing > shown.width // 10
    assert client.get(version.get_preview_url()).status_code == 404


def test_a_specimen_is_of_what_is_offered_under_a_licence_and_in_force(client):
    free = made(version_of(upload("mots.png", png("#0e4b5b"))))
    gone = made(version_of(upload("logo.png", png("#0e4b5b")), variant="labelled"))
    type(gone).objects.filter(pk=gone.pk).update(state="replaced")

    assert [client.get(specimen_of(one)).status_code for one in (free, gone)] == [404, 404]
