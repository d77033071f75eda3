"""Base class of the home's sections: title, words, buttons, picture; their width and whether they are hidden."""

from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, IntegerBlock, ListBlock, TextBlock
from wagtail.blocks.struct_block import BlockGroup

from home.blocks import addresses
from home.blocks.base import LISTS, Part
from home.blocks.pictures import ImageChooser, alt_problem
from home.pages.front import reading

FULL, HALF, WIDE, NARROW = "full", "half", "wide", "narrow"
WIDTHS = [
    (FULL, "toute la largeur"),
    (HALF, "la moitié, à côté de la suivante"),
    (WIDE, "large, à côté d’une étroite"),
    (NARROW, "étroite, à côté d’une large"),
]
NO_PICTURE = "Retirez ce texte, ou choisissez l’image qu’il décrit."


def layout(*own):
    """The fields of a section in the order of its form: its own stand between its words and its picture."""
    words = ["title", "text", *own, "buttons", "picture", "alt", "is_decorative"]
    return BlockGroup(children=words, settings=["width", "is_hidden"])


def many(default, most):
    return IntegerBlock(label="nombre au plus", default=default, min_value=1, max_value=most)


class Section(Part):
    """A section: its title, its words, its buttons, its picture. An empty reading draws nothing."""

    title = CharBlock(label="titre", max_length=120)
    text = TextBlock(label="introduction", required=False, max_length=400)
    buttons = ListBlock(
        addresses.Button(), label="boutons", required=False, default=[], min_num=0, max_num=2
    )
    picture = ImageChooser(label="image", required=False)
    alt = CharBlock(
        label="texte de remplacement",
        required=False,
        max_length=250,
        help_text="Ce que l’image montre, en une phrase\u00a0: lu par qui ne la voit pas.",
    )
    is_decorative = BooleanBlock(
        label="image décorative\u00a0: elle n’apprend rien de plus que le texte", required=False
    )
    width = ChoiceBlock(choices=WIDTHS, default=FULL, label="largeur")
    is_hidden = BooleanBlock(
        label="masquée",
        required=False,
        help_text="La section reste ici, avec ses mots\u00a0; le public ne la voit pas.",
    )

    def problems(self, value):
        if value.get("picture"):
            found = alt_problem(dict(value) | {"image": value["picture"]})
            return {"alt": found} if found else {}
        return {"alt": NO_PICTURE} if (value.get("alt") or "").strip() else {}

    def data(self, value, read):
        """{name: what its template shows}; None when there is nothing to show."""
        return {}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        found = self.data(value, reading.from_context(context))
        shown = {
            "shown_buttons": addresses.button_links(value.get("buttons")),
            "has_content": found is not None,
        }
        return context | shown | (found or {})

    class Meta:
        group = LISTS
