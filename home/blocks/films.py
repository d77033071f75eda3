"""Video block: served by the portal, captioned, with its transcript."""

from types import SimpleNamespace

from wagtail.blocks import BooleanBlock, CharBlock, RichTextBlock
from wagtail.documents.blocks import DocumentChooserBlock

from home.blocks.base import MEDIA, Part
from home.blocks.bulk_loading import Gathered
from home.blocks.pictures import ImageChooser
from home.blocks.words import ANSWER
from home.pictures import SAMPLE, drawing

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
