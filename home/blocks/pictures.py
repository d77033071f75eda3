"""Image blocks: one, or several side by side; each with its description and its credit."""

from types import SimpleNamespace

from wagtail.blocks import BooleanBlock, CharBlock, ListBlock, RichTextBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from home.blocks.base import MEDIA, Part, title
from home.blocks.loading import Gathered
from home.blocks.words import ANSWER
from home.uploads.names import is_file_name
from home.uploads.pictures import SAMPLE, drawing

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


FILMS = {"mp4": "video/mp4", "webm": "video/webm"}
FILM = SimpleNamespace(
    url="", file_extension="mp4", is_downloadable=True
)  # what a preview shows: no film
SILENT = "Ajoutez les sous-titres (.vtt), ou cochez «\u00a0sans parole\u00a0»."


class DocumentChooser(Gathered, DocumentChooserBlock):
    """Loaded in bulk with the other documents named by the body."""


class Video(Part):
    """No third party and no cookie; captions and transcript for those who cannot hear or see it."""

    title = CharBlock(label="titre", max_length=120)
    file = DocumentChooser(label="vidéo", help_text="Un document .mp4 ou .webm.")
    poster = ImageChooser(
        label="image d’attente", help_text="Affichée tant que la lecture n’est pas lancée."
    )
    captions = DocumentChooser(
        label="sous-titres", required=False, help_text="Un document .vtt, en français."
    )
    is_silent = BooleanBlock(label="sans parole", required=False)
    transcript = RichTextBlock(
        label="transcription",
        features=ANSWER,
        help_text="Ce qui est dit et montré, en entier.",
    )

    def problems(self, value):
        found = {}
        if value["file"].file_extension.lower() not in FILMS:
            found["file"] = "Choisissez une vidéo .mp4 ou .webm."
        if value["captions"] is None:
            if not value["is_silent"]:
                found["captions"] = SILENT
        elif value["captions"].file_extension.lower() != "vtt":
            found["captions"] = "Choisissez des sous-titres au format .vtt."
        return found

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        film = value["file"]
        return context | {
            "poster": drawing(value["poster"]) if value["poster"] else None,
            "type": FILMS.get(film.file_extension.lower()) if film else None,
            "is_playable": bool(film and film.url and film.is_downloadable),
        }

    class Meta:
        label, icon, group = "Vidéo", "media", MEDIA
        template = "home/blocks/video.html"
        description = "Une vidéo hébergée ici, avec ses sous-titres et sa transcription."
        preview_value = {
            "title": "Une visite d’audit, en deux minutes",
            "file": FILM,
            "poster": SAMPLE,
            "captions": None,
            "is_silent": True,
            "transcript": "<p>On voit un hall d’immeuble. Une auditrice relève l’affichage.</p>",
        }
