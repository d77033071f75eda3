"""The forms of the picture and document libraries: each file says what it shows and whose it is."""

from pathlib import PurePath

from django import forms
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from home.naming import is_file_name
from home.uploads.cleaning import cleaned, extension
from portal.files.inspection import KINDS, inspect
from portal.files.refusals import Refusal

DESCRIBE = "Décrivez l’image en une phrase\u00a0: ces mots sont proposés à qui ne la voit pas."
NOT_A_NAME = "Ce texte est le nom du fichier\u00a0: dites ce que l’image montre."
CREDIT = "Dites qui a fait l’image, ou à qui en sont les droits."
NOT_NAMED = "Donnez au document un titre que l’on comprend\u00a0: celui-ci est le nom du fichier."


class ImageForm(BaseImageForm):
    """A picture enters the library with its words and its author."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, why in (("description", DESCRIBE), ("credit", CREDIT)):
            if name in self.fields:
                field = self.fields[name]
                field.required, field.help_text = True, why
                field.error_messages["required"] = why

    def clean_file(self):
        sent = self.cleaned_data["file"]
        if "file" not in self.changed_data or sent is None:
            return sent
        try:
            return cleaned(sent, sent.name)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence(sent.name)) from refusal

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
    """A public document: what it says it is, under a title that people understand."""

    def clean_file(self):
        sent = self.cleaned_data["file"]
        if "file" not in self.changed_data or extension(sent.name) not in KINDS:
            return sent
        verdict = inspect(sent.name, sent)
        if not verdict.is_accepted:
            raise forms.ValidationError(verdict.sentence)
        sent.seek(0)
        return sent

    def clean_title(self):
        title = self.cleaned_data["title"].strip()
        if PurePath(title).suffix.lower().lstrip(".") in (*KINDS, "csv", "zip", "mp4", "webm"):
            raise forms.ValidationError(NOT_NAMED)
        return title
