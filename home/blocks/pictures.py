"""Image blocks: one, or several side by side; each with its description and its credit."""

from wagtail.blocks import BooleanBlock, CharBlock, ListBlock
from wagtail.images.blocks import ImageChooserBlock

from home.blocks.base import MEDIA, Part, title
from home.blocks.bulk_loading import Gathered
from home.file_names import is_file_name
from home.pictures import SAMPLE

SAME = "Ce texte est le nom du fichier\u00a0: dites ce que l’image montre, à quelqu’un qui ne la voit pas."
MISSING = (
    "Décrivez l’image en une phrase, ou cochez «\u00a0décorative\u00a0» si elle n’apprend rien."
)
BOTH = "Une image décorative n’a pas de texte de remplacement\u00a0: videz ce champ ou décochez la case."


def alt_problem(value):
    """Why an image may not be published for its text alternative, or None."""
    alt = (value.get("alt") or "").strip()
    if value.get("is_decorative"):
        return BOTH if alt else None
    if not alt:
        return MISSING
    return SAME if is_file_name(alt, value.get("image")) else None


class ImageChooser(Gathered, ImageChooserBlock):
    """Loaded in bulk with the other images named by the body."""


class Picture(Part):
    """A picture, with the image's credit unless another is given."""

    image = ImageChooser(label="image")
    alt = CharBlock(
        label="texte de remplacement",
        required=False,
        max_length=250,
        help_text="Ce que l’image montre, en une phrase\u00a0: lu par qui ne la voit pas.",
    )
    is_decorative = BooleanBlock(
        label="décorative\u00a0: elle n’apprend rien de plus que le texte", required=False
    )
    caption = CharBlock(label="légende", required=False, max_length=250)
    credit = CharBlock(
        label="crédit",
        required=False,
        max_length=200,
        help_text="Vide\u00a0: celui qui est enregistré avec l’image.",
    )

    def problems(self, value):
        found = alt_problem(value)
        return {"alt": found} if found else {}

    class Meta:
        label, icon, group = "Image", "image", MEDIA
        template = "home/blocks/picture.html"
        description = "Une image, sa légende et son crédit."
        preview_value = {
            "image": SAMPLE,
            "alt": "Le hall d’un immeuble, carrelé de motifs géométriques",
            "caption": "Le hall d’entrée, après les travaux.",
            "credit": "Portail Quali’Hlm",
        }


class Gallery(Part):
    title = title()
    pictures = ListBlock(Picture(), label="images", min_num=1)

    class Meta:
        label, icon, group = "Galerie d’images", "grip", MEDIA
        template = "home/blocks/gallery.html"
        description = "Plusieurs images côte à côte, de même taille."
        preview_value = {
            "title": "En images",
            "pictures": [
                {"image": SAMPLE, "alt": f"Motif de carrelage, vue {n}", "caption": f"Vue {n}"}
                for n in (1, 2, 3)
            ],
        }
