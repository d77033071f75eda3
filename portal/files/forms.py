"""The form field of a piece: its error stands beside it, its value goes straight to `store`."""

from django import forms

from portal.files.inspection import KINDS, LIMIT, MEGABYTE
from portal.files.intake import accept
from portal.files.refusals import spaced


class EvidenceField(forms.FileField):
    """`cleaned_data` holds an Accepted upload (inspected once), or None."""

    default_error_messages = {
        "required": "Choisissez un fichier.",
        "missing": "Choisissez un fichier.",
        "invalid": "Aucun fichier n’est arrivé. Choisissez-le encore.",
    }
    hint = spaced(f"PDF, Word, Excel, PowerPoint, OpenDocument ou image ; {LIMIT} Mo au plus.")

    def __init__(self, **options):
        super().__init__(**{"help_text": self.hint, "allow_empty_file": True} | options)

    def to_python(self, data):
        upload = super().to_python(data)
        return None if upload is None else accept(upload)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": ",".join(f".{name}" for name in KINDS)}


class PictureField(EvidenceField):
    """What a stranger may join: a picture or a PDF, light enough; inspected like any other piece."""

    kinds = ("pdf", "png", "jpg", "jpeg", "webp")
    limit = 5  # megabytes
    hint = spaced(f"Une image ou un PDF ; {limit} Mo au plus.")

    def to_python(self, data):
        """Weight and name first: nothing heavy is opened for somebody without an account."""
        if data and data.size > self.limit * MEGABYTE:
            sentence = (
                f"Ce fichier dépasse {self.limit} Mo. Réduisez-le, puis choisissez-le encore."
            )
            raise forms.ValidationError(sentence, code="too_big")
        if data and data.name.rpartition(".")[2].lower() not in self.kinds:
            sentence = "Ce fichier n’est ni une image (JPEG, PNG, WebP), ni un PDF."
            raise forms.ValidationError(sentence, code="not_a_picture")
        return super().to_python(data)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": ",".join(f".{k}" for k in self.kinds)}
