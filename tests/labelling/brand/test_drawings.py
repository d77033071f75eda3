"""Drawing of the mark that a draft of the charter is given."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError

from labelling.title.brand.charters import pictures
from tests.labelling.brand.factories import draft_charter
from tests.labelling.brand.test_pages import SVG, edit

pytestmark = pytest.mark.django_db


def test_a_drawing_is_reduced_to_shapes_and_kept_with_the_draft(dircom, signed_in):
    charter = draft_charter(dircom)
    upload = BytesIO(SVG % b'<metadata/><path d="M0 0h8v8z" fill="#0e4b5b"/>')
    upload.name = "logo.svg"
    edit(signed_in(dircom), charter, drawing=upload)

    charter.refresh_from_db()
    assert charter.logo == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">'
        '<path d="M0 0h8v8z" fill="#0e4b5b" /></svg>'
    )
    edit(signed_in(dircom), charter, drops_drawing="on")
    charter.refresh_from_db()
    assert charter.logo == ""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7", "not_svg"),
        (b"\xff\xfe<\x00", "not_svg"),
        (b"<html><body/></html>", "not_svg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "no_box"),
        (SVG % b"<script>alert(1)</script>", "active"),
        (SVG % b'<path onclick="x()" d="M0 0"/>', "active"),
        (SVG % b'<use href="https://ailleurs.example/x.svg#a"/>', "active"),
        (SVG % b'<path style="fill:url(https://ailleurs.example/x)"/>', "active"),
        (SVG % b'<animate attributeName="x"/>', "active"),
        (SVG % b"<foreignObject/>", "active"),
        (SVG % b"<text>Quali</text>", "text"),
        (SVG % b'<image href="data:image/png;base64,AA"/>', "text"),
        (b"<!DOCTYPE svg [<!ENTITY a 'aa'>]>" + SVG % b"", "active"),
        (SVG % (b"<g/>" * 20_000), "too_big"),
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(content, code):
    with pytest.raises(ValidationError) as refused:
        pictures.checked(content)

    assert refused.value.code == code
