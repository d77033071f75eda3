"""Sizes of pictures: made once by the worker, cropped around the focus, public with their practice."""

from io import BytesIO

import pytest
from PIL import Image

from observatory.practices.pieces import actions
from observatory.practices.pieces import pictures as sizes
from observatory.practices.pieces.models import PracticePiece
from portal.documents import StoredFile
from portal.documents import pictures as picture_sizes
from tests import factories
from tests.observatory.factories import make_practice
from tests.observatory.pieces.factories import ALT, add_picture, post, publish, upload

pytestmark = pytest.mark.django_db
TALL = (600, 1800)


def two_halves(size=TALL):
    """Red above (or at the left), blue below (or at the right)."""
    picture = Image.new("RGB", size, "blue")
    half = (size[0], size[1] // 2) if size[1] > size[0] else (size[0] // 2, size[1])
    picture.paste("red", (0, 0, *half))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def noise(size):
    """Grain of a photograph taken at night."""
    grain = Image.effect_noise((size[0] // 4, size[1] // 4), 60).resize(size)
    out = BytesIO()
    Image.merge("RGB", (grain, grain.rotate(90), grain.rotate(180))).save(out, "PNG")
    return out.getvalue()


def opened(stored):
    with stored.file.storage.open(stored.file.name) as content:
        return Image.open(BytesIO(content.read())).convert("RGB")


def colours(picture):
    return {
        ("red" if red > blue else "blue")
        for red, _, blue in map(picture.getpixel, ((320, 9), (320, 470)))
    }


def test_a_picture_has_a_card_and_a_size_for_the_page_once(organism, alice):
    practice = make_practice(organism)
    piece = add_picture(practice, alice, content=two_halves())

    sizes.make.call(piece.pk)
    sizes.make.call(piece.pk)
    piece.refresh_from_db()
    practice.refresh_from_db()

    assert opened(piece.card).size == picture_sizes.CARD
    assert (piece.page_width, piece.page_height) == opened(piece.page).size == (320, 960)
    assert (practice.card, practice.cover) == (piece.card, piece.file)
    assert (practice.card_avif, piece.page_avif.content_type) == (piece.card_avif, "image/avif")
    assert StoredFile.objects.filter(kind=picture_sizes.KIND).count() == 4


@pytest.mark.parametrize(
    ("focus", "kept"), [("haut", {"red"}), ("bas", {"blue"}), ("centre", {"red", "blue"})]
)
def test_the_card_keeps_what_matters(focus, kept, signed_in, organism, alice):
    client, practice = signed_in(alice), make_practice(organism)
    post(client, practice, "image", upload=upload(content=two_halves()), focus=focus, **ALT)
    piece = practice.pieces.get()

    sizes.make.call(piece.pk)
    piece.refresh_from_db()

    assert (piece.focus, colours(opened(piece.card))) == (focus, kept)


def test_another_focus_makes_another_card_and_other_words_do_not(organism, alice):
    practice = make_practice(organism)
    piece = add_picture(practice, alice)
    sizes.make.call(piece.pk)
    actions.change(practice, 1, by=alice, kind="picture", **ALT | {"alt": "La cour"})
    kept = practice.pieces.get().card
    actions.change(practice, 1, by=alice, kind="picture", focus="haut", **ALT)
    practice.refresh_from_db()

    assert kept is not None
    assert (practice.pieces.get().card, practice.card) == (None, None)


def test_what_cannot_be_read_or_is_gone_leaves_the_practice_as_it_was(organism, alice):
    practice = make_practice(organism)
    piece = add_picture(practice, alice)
    piece.file.file.storage.delete(piece.file.file.name)
    sizes.make.call(piece.pk)
    actions.remove(practice, 1, by=alice)
    sizes.make.call(piece.pk)

    practice.refresh_from_db()
    assert practice.card is None
    assert not StoredFile.objects.filter(kind=picture_sizes.KIND).exists()


def test_cards_and_page_sizes_are_public_with_their_practice_alone(
    client, organism, alice, sonia, dircom
):
    practice = make_practice(organism)
    piece = add_picture(practice, alice)
    sizes.make.call(piece.pk)
    addresses = [
        f"{practice.get_public_url()}{name}.{form}"
        for form in ("webp", "avif")
        for name in ("vignette", "piece/1/page")
    ]
    before = [client.get(one).status_code for one in addresses]
    practice = publish(type(practice).objects.get(pk=practice.pk), alice, sonia, dircom)

    answers = [client.get(one) for one in addresses]
    page = client.get("/observatoire/").content.decode()
    sheet = client.get(practice.get_public_url()).content.decode()

    told = [(one.status_code, one["Content-Type"]) for one in answers]
    assert before == [404] * 4
    assert told == [(200, "image/webp")] * 2 + [(200, "image/avif")] * 2
    assert [address in page for address in addresses] == [True, False] * 2
    assert [address in sheet for address in addresses] == [False, True] * 2
    assert client.get(f"{practice.get_public_url()}vignette.png").status_code == 404
    assert f"Image\u00a0: {ALT['rights']}" in page
    for one in answers:
        factories.shut(one)


def test_a_practice_without_picture_has_the_same_cover_in_its_card_and_on_its_page(
    client, organism
):
    practice = make_practice(organism, "published")
    listed = client.get("/observatoire/").content.decode()
    sheet = client.get(practice.get_public_url()).content.decode()

    cover = listed[listed.index('<svg class="cover"') :]
    assert cover[: cover.index("</svg>")] in sheet
    assert client.get(f"{practice.get_public_url()}vignette.webp").status_code == 404


def test_a_picture_made_before_this_format_gets_it_and_keeps_its_others(organism, alice):
    practice = make_practice(organism)
    piece = add_picture(practice, alice)
    sizes.make.call(piece.pk)
    made = practice.pieces.get()
    PracticePiece.objects.filter(pk=piece.pk).update(card_avif=None, page_avif=None)
    sizes.make_missing()
    again = practice.pieces.get()

    assert again.card == made.card
    assert None not in (again.card_avif, again.page_avif)


@pytest.mark.slow
def test_a_picture_of_many_details_stays_light(organism, alice):
    practice = make_practice(organism)
    piece = add_picture(practice, alice, content=noise((1000, 1000)))
    sizes.make.call(piece.pk)
    piece.refresh_from_db()

    made = [piece.card, piece.card_avif, piece.page, piece.page_avif]
    assert [one.size <= picture_sizes.HEAVIEST for one in made] == [True] * 4
