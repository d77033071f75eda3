"""Image sanitising: metadata removed, picture kept."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from portal.inspection.verdicts import inspect
from tests.portal.documents.build import picture

EVIDENCE = Path(__file__).parents[2] / "data" / "evidence"
PHOTOS = sorted(path.name for path in EVIDENCE.glob("*.jpg"))
GPS = 0x8825


def cleaned(name, content):
    return Image.open(io.BytesIO(inspect(name, io.BytesIO(content)).content))


@pytest.mark.parametrize("name", PHOTOS)
def test_place_author_and_device_leave_the_photo(name):
    sent = (EVIDENCE / name).read_bytes()
    kept = cleaned(name, sent)
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(GPS)  # the control: it was there
    assert dict(kept.getexif()) == {}
    assert {"exif", "comment", "photoshop", "xmp", "icc_profile"} & set(kept.info) == set()


def test_turned_photo_is_put_upright():
    name = "hall-batiment-c-apres-pivotee.jpg"
    sent = (EVIDENCE / name).read_bytes()
    assert cleaned(name, sent).size == Image.open(io.BytesIO(sent)).size[::-1]


def test_cmyk_photo_becomes_rgb_and_keeps_its_colours():
    name = "cite-de-la-plaine-cmjn.jpg"
    kept = cleaned(name, (EVIDENCE / name).read_bytes())
    difference = ImageChops.difference(kept, Image.open(EVIDENCE / name).convert("RGB")).convert(
        "L"
    )
    assert kept.mode == "RGB"
    assert sum(difference.histogram()[120:]) < kept.width * kept.height / 100


def test_what_hides_behind_the_image_goes():
    for name, form in (("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.webp", "WEBP")):
        sent = picture(form) + b"<script>alert(1)</script>PK\x05\x06" + bytes(18)
        assert b"script" not in inspect(name, io.BytesIO(sent)).content


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_of_every_mode_is_kept_as_it_looks(mode):
    sent = picture("PNG", mode=mode)
    assert cleaned("a.png", sent).convert("RGBA").tobytes() == (
        Image.open(io.BytesIO(sent)).convert("RGBA").tobytes()
    )


def test_transparency_of_a_palette_survives():
    sent = picture("PNG", mode="P", transparency=0)
    assert (
        cleaned("a.png", sent).convert("RGBA").getpixel((0, 0))[3]
        == (Image.open(io.BytesIO(sent)).convert("RGBA").getpixel((0, 0))[3])
    )


def test_text_chunk_and_broken_profile_do_not_survive():
    kept = cleaned("a.jpg", picture("JPEG", icc_profile=b"not a profile", comment=b"Lyon, 3e"))
    assert kept.info.keys() & {"comment", "icc_profile"} == set()
