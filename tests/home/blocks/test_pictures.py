"""Image renditions: made by the worker, served by name; nothing else of the uploads is served."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from wagtail.images.models import Filter
from wagtail.models import CollectionViewRestriction

from home.models import PortalImage, PortalRendition
from home.uploads.pictures import DESK, drawing, make_sizes, sizes
from portal.cache import versions
from tests.factories import shut
from tests.home.blocks.factories import make_document, make_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return make_image(size=(900, 600))


def test_an_image_gets_its_sizes_once_in_three_formats(image, django_capture_on_commit_callbacks):
    made = set(image.renditions.values_list("filter_spec", flat=True))
    widths = ("width-400", "width-800", "width-1200", "fill-400x300", "fill-800x600")
    before = versions.current()
    with django_capture_on_commit_callbacks(execute=True):
        make_sizes.enqueue(image.pk)

    assert made == {f"{w}|format-{f}" for w in widths for f in ("avif", "webp", "jpeg")} | set(DESK)
    assert image.renditions.count() == 18
    assert versions.current() != before  # pages cached without them are over
    assert make_sizes.func(image.pk + 1) is None


def test_a_drawing_offers_the_best_format_first_and_its_size_is_said(image):
    found = drawing(image)

    assert [kind for kind, _ in found.sources] == ["image/avif", "image/webp"]
    assert [one.split()[1] for one in found.srcset.split(", ")] == ["400w", "800w", "900w"]
    assert (found.width, found.height, found.src.endswith(".jpg")) == (800, 533, True)
    tile = drawing(image, "tile")
    assert (tile.width, tile.height) == (800, 600)


def test_no_width_is_asked_twice_nor_beyond_the_image():
    asked = [sizes(SimpleNamespace(width=width), "whole") for width in (300, 800, 4000)]

    assert asked[:2] == [["width-400"], ["width-400", "width-800"]]
    assert asked[2] == ["width-400", "width-800", "width-1200", "width-1600"]


def test_another_focal_point_draws_another_tile(image, django_capture_on_commit_callbacks):
    before = drawing(image, "tile").src
    with django_capture_on_commit_callbacks(execute=True):
        image.focal_point_x = image.focal_point_y = 40
        image.focal_point_width = image.focal_point_height = 60
        image.save()
    image = PortalImage.objects.get(pk=image.pk)

    assert drawing(image, "tile").src != before
    assert drawing(image, "tile").src in [row.url for row in image.renditions.all()]


def test_a_drawing_of_an_image_with_transparency_ends_with_a_png(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        image = make_image("logo.png")

    assert drawing(image).src.endswith(".png")


def test_nothing_is_made_while_a_page_waits():
    image = make_image()

    assert drawing(image) is None
    with image.generate_rendition_file(Filter("max-30x30")) as content:
        stopgap = PortalRendition.objects.create(image=image, filter_spec="max-30x30", file=content)
    image = PortalImage.objects.get(pk=image.pk)
    assert (drawing(image).src, drawing(image).srcset) == (stopgap.url, "")


def test_a_size_is_served_to_anybody_for_ever(image, client, django_assert_num_queries):
    row = image.renditions.get(filter_spec="width-400|format-avif")
    with django_assert_num_queries(1):
        answer = client.get(row.url)

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/avif")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.cookies == {}
    assert b"".join(answer.streaming_content)[4:12] == b"ftypavif"
    assert image.get_file_hash()[:16] in row.url
    assert client.post(row.url).status_code == 405


def test_the_uncut_image_is_for_the_editors(image, client, signed_in, alice, dircom):
    url = image.renditions.get(filter_spec="original").url

    assert client.get(url).status_code == 404
    assert signed_in(alice).get(url).status_code == 404
    answer = signed_in(dircom).get(url)
    shut(answer)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


def test_neither_originals_nor_documents_nor_left_over_files_are_served(image, client):
    document = make_document()
    row = image.renditions.get(filter_spec="width-400|format-webp")
    url = row.url
    names = [
        f"/media/{image.file.name}",
        f"/media/{document.file.name}",
        f"/media/images/../{image.file.name}",
        f"/media/images/{image.file.name.split('/')[-1]}",
        "/media/images/",
        "/media/",
        f"{url}.svg",
    ]
    assert [client.get(name).status_code for name in names] == [404] * len(names)

    PortalRendition.objects.filter(pk=row.pk).delete()
    assert client.get(url).status_code == 404
    gone = image.renditions.get(filter_spec="width-400|format-avif")
    gone.file.storage.delete(gone.file.name)
    assert client.get(gone.url).status_code == 404
    assert settings.MEDIA_URL == "/media/"


def test_a_public_document_opens_without_an_account_unless_its_collection_is_private(client):
    document = make_document()
    answer = client.get(document.url)
    shut(answer)
    assert answer.status_code == 200

    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )
    assert client.get(document.url).status_code == 302


def test_a_film_is_read_by_pieces(client):
    film = make_document("visite.mp4", content=bytes(range(100)))

    def ask(value, url=film.url):
        answer = client.get(url, headers={"Range": value, "Accept-Encoding": "gzip"})
        content = b"".join(answer)
        shut(answer)
        return answer.status_code, answer.get("Content-Range", ""), content

    assert ask("bytes=0-1") == (206, "bytes 0-1/100", b"\x00\x01")
    assert ask("bytes=97-") == (206, "bytes 97-99/100", b"abc")
    assert ask("bytes=-2") == (206, "bytes 98-99/100", b"bc")
    assert ask("bytes=98-400") == (206, "bytes 98-99/100", b"bc")
    assert ask("bytes=100-") == (416, "bytes */100", b"")
    assert ask("bytes=9-3") == (416, "bytes */100", b"")
    for other in ("bytes=-", "lignes=1-2", "bytes=0-1,4-5"):
        assert ask(other)[:2] == (200, "")
    assert ask("bytes=0-1", make_document().url)[0] == 200
