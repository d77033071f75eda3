"""Forms of the image and document libraries: each file has a description and a credit."""

from pathlib import PurePath

from django import forms
from django.core.files.base import ContentFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.utils.file import hash_filelike

from home.uploads.names import is_file_name
from home.uploads.pictures import cleaned, extension
from portal.inspection.pool import inspect_apart
from portal.inspection.refusals import Refusal
from portal.inspection.verdicts import KINDS

HEAD = 4096  # bytes
OF_THE_SITE = {  # extension: (its noun, whether its first bytes are of it)
    "mp4": ("un film MP4", lambda head: head[4:8] == b"ftyp"),
    "webm": ("un film WebM", lambda head: head.startswith(b"\x1aE\xdf\xa3")),
    "vtt": (
        "un fichier de sous-titres",
        lambda head: head.lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT"),
    ),
    "csv": (
        "un tableau CSV",
        lambda head: b"\0" not in head and not head.lstrip().startswith(SIGNED),
    ),
}
SIGNED = (b"<", b"PK", b"%PDF", b"MZ")  # what never begins a table

DESCRIBE = "Décrivez l’image en une phrase\u00a0: ces mots sont proposés à qui ne la voit pas."
NOT_A_NAME = "Ce texte est le nom du fichier\u00a0: dites ce que l’image montre."
CREDIT = "Dites qui a fait l’image, ou à qui en sont les droits."
TWIN = "Cette image est déjà dans la bibliothèque, sous le titre «\u00a0{}\u00a0». Servez-vous de celle-là."
HIDDEN = "Ce fichier est {}\u00a0: les pages ne le montrent pas."
NOT_NAMED = "Donnez au document un titre que l’on comprend\u00a0: celui-ci est le nom du fichier."


class PictureField(WagtailImageField):
    """A truncated picture is a validation error: Wagtail's decoder would raise."""

    def to_python(self, data):
        try:
            return super().to_python(data)
        except OSError as error:
            raise forms.ValidationError(Refusal("damaged").sentence(data.name)) from error


def tell_scan(form):
    """Under the file that is there, what the antivirus says of it when it is not public."""
    if form.instance.pk and "file" in form.fields and form.instance.scan_warning:
        form.fields["file"].help_text = HIDDEN.format(form.instance.scan_warning)


class ImageForm(BaseImageForm):
    """A picture is uploaded once, with its description and its author."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            was = self.fields["file"]
            self.fields["file"] = PictureField(
                label=was.label, widget=was.widget, required=was.required
            )
        for name, why in (("description", DESCRIBE), ("credit", CREDIT)):
            if name in self.fields:
                field = self.fields[name]
                field.required, field.help_text = True, why
                field.error_messages["required"] = why
        tell_scan(self)

    def clean_file(self):
        sent = self.cleaned_data["file"]
        if "file" not in self.changed_data or sent is None:
            return sent
        try:
            clean = cleaned(sent, sent.name)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence(sent.name)) from refusal
        if twin := self._twin(clean):
            raise forms.ValidationError(TWIN.format(twin.title))
        return clean

    def _twin(self, clean):
        same = type(self.instance).objects.filter(file_hash=hash_filelike(clean))
        clean.seek(0)
        return same.exclude(pk=self.instance.pk).first()

    def clean_description(self):
        words = (self.cleaned_data["description"] or "").strip()
        sent = self.cleaned_data.get("file")
        image = self.instance if self.instance.file else None
        if is_file_name(words, image) or _is_name_of(words, getattr(sent, "name", "")):
            raise forms.ValidationError(NOT_A_NAME)
        return words


def _is_name_of(words, name):
    return bool(name) and PurePath(name).stem.lower() == PurePath(words).stem.lower()


class DocumentForm(BaseDocumentForm):
    """A public document: content as its type says, pictures without what a camera added, with a readable title."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tell_scan(self)

    def clean_file(self):
        """The intake of every door of the portal; films and tables of the site besides, by their first bytes."""
        sent = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return sent
        if (kind := extension(sent.name)) in OF_THE_SITE:
            noun, is_one = OF_THE_SITE[kind]
            is_right = is_one(sent.read(HEAD))
            sent.seek(0)
            if not is_right:
                refusal = Refusal("not_what_it_says", noun=noun)
                raise forms.ValidationError(refusal.sentence(sent.name))
            return sent
        verdict = inspect_apart(sent.name, sent, with_drawings=True)
        if not verdict.is_accepted:
            raise forms.ValidationError(verdict.sentence)
        sent.seek(0)
        return sent if verdict.content is None else ContentFile(verdict.content, name=sent.name)

    def clean_title(self):
        title = self.cleaned_data["title"].strip()
        if PurePath(title).suffix.lower().lstrip(".") in (*KINDS, "csv", "zip", "mp4", "webm"):
            raise forms.ValidationError(NOT_NAMED)
        return title
