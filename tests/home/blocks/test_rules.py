"""Validation of blocks: it prevents publication, never the saving of a draft."""

import pytest
from django.core.exceptions import ValidationError

from home.blocks import BODY, actions, numbers, pictures
from home.models import ContentPage
from home.uploads.names import is_file_name
from tests.home.blocks.factories import make_document, make_image, make_page

pytestmark = pytest.mark.django_db
BLOCKS = dict(BODY)


def faults(name, **value):
    """{field: sentence} said of this block, or the sentences of the whole."""
    block = BLOCKS[name]
    try:
        block.clean(block.to_python(value))
    except ValidationError as error:
        said = getattr(error, "block_errors", None)
        if said is None:
            return [one.message for one in error.non_block_errors.as_data()]
        return {field: one.messages[0] for field, one in said.items()}
    return {}


def test_a_picture_says_what_it_shows_in_words_that_are_not_its_file_name():
    image = make_image("hall_entree-2026.jpg").pk

    assert faults("picture", image=image, alt="") == {"alt": pictures.MISSING}
    assert faults("picture", image=image, alt="Hall entree 2026") == {"alt": pictures.SAME}
    assert faults("picture", image=image, alt="photo.JPG") == {"alt": pictures.SAME}
    assert faults("picture", image=image, alt="Un hall", is_decorative=True) == {
        "alt": pictures.BOTH
    }
    assert faults("picture", image=image, alt="", is_decorative=True) == {}
    assert faults("picture", image=image, alt="Un hall carrelé, refait en 2026") == {}
    assert list(faults("gallery", pictures=[{"image": image, "alt": ""}])) == ["pictures"]


@pytest.mark.parametrize(
    ("text", "is_name"),
    [("IMG_0042", True), ("DSC 0001", True), ("2026-11-24", True), ("Capture 12.png", True),
     ("Hall 3", False), ("12 locataires réunis", False), ("Le logo.", False)],
)  # fmt: skip
def test_names_that_cameras_give_are_not_sentences(text, is_name):
    assert is_file_name(text) is is_name


def test_a_video_has_its_words_its_poster_and_the_right_files():
    film, guide, words = (make_document(n).pk for n in ("a.mp4", "a.pdf", "a.vtt"))
    whole = {"title": "Visite", "poster": make_image().pk, "transcript": "<p>On entre.</p>"}

    assert faults("video", **whole | {"file": film, "captions": words}) == {}
    assert faults("video", **whole | {"file": film, "is_silent": True}) == {}
    assert faults("video", **whole | {"file": film}) == {"captions": pictures.SILENT}
    assert faults("video", **whole | {"file": guide, "captions": guide}) == {
        "file": "Choisissez une vidéo .mp4 ou .webm.",
        "captions": "Choisissez des sous-titres au format .vtt.",
    }
    without = faults("video", title="Visite", file=film, captions=words)
    assert sorted(without) == ["poster", "transcript"]


def test_a_call_opens_one_place_that_exists_as_an_address(made_site):
    page = made_site.pk
    said = {"title": "Écrire", "label": "Nous écrire"}

    assert faults("call", **said, page=page) == {}
    for address in (
        "/contact/",
        "https://exemple.fr/a",
        "mailto:label@exemple.fr",
        "tel:0199000000",
    ):
        assert faults("call", **said, address=address) == {}
    assert list(faults("call", **said)) == ["page"]
    assert list(faults("call", **said, page=page, address="/contact/")) == ["address"]
    for address in ("contact", "//ailleurs.fr", "javascript:alert(1)", "http://exemple.fr", "/a b"):
        assert list(faults("call", **said, address=address)) == ["address"]


def test_a_contact_is_a_function_never_a_person():
    said = {"title": "Contact", "who": "Le référent"}

    assert faults("contact", **said, email="label@exemple.fr") == {}
    assert faults("contact", **said, phone="01 99 00 00 00") == {}
    assert list(faults("contact", **said, email="jeanne.martin@exemple.fr")) == ["email"]
    assert list(faults("contact", **said)) == ["email"]
    assert actions.PERSONAL.match("donnees-personnelles@exemple.fr") is None


def test_a_table_has_a_title_headed_columns_and_a_line():
    whole = {"caption": "Délais", "head": ["Étape", "Délai"], "rows": [["Dépôt", "un mois"]]}

    assert faults("table", **whole) == {}
    assert len(faults("table", **whole | {"caption": " "})) == 1
    assert len(faults("table", **whole | {"head": ["Étape", ""]})) == 1
    assert len(faults("table", **whole | {"rows": []})) == 1


def test_typed_steps_are_two_at_least():
    typed = [{"label": "Écrire", "note": ""}, {"label": "Déposer", "note": ""}]

    assert faults("steps", source="typed", steps=typed[:1]) == {"source": numbers.FEW}
    assert faults("steps", source="typed", steps=typed) == {}
    assert faults("steps", source="plan") == {}


@pytest.mark.parametrize("act", ["", "action-publish"])
def test_a_draft_keeps_what_a_publication_refuses(act, made_site, signed_in, dircom):
    page, image = make_page(made_site), make_image()
    fields = {
        "title": "Campagne", "slug": "campagne", "body-count": 1, "body-0-deleted": "",
        "body-0-order": 0, "body-0-type": "picture", "body-0-id": "", "body-0-value-image": image.pk,
        "body-0-value-alt": "", "body-0-value-caption": "", "body-0-value-credit": "",
        "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0,
    }  # fmt: skip
    answer = signed_in(dircom).post(
        f"/cms/pages/{page.pk}/edit/", fields | ({act: act} if act else {}), follow=True
    )

    draft = ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [one.block_type for one in draft.body] == ([] if act else ["picture"])
    text = answer.content.decode()
    assert "en une phrase, ou cochez" in text  # refused beside its field, or told before publishing
    assert ("Cette version n’est pas publiable en l’état" in text) is not bool(act)
