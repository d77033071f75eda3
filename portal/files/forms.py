"""The form field of a piece: its error stands beside it, its value goes straight to `store`."""

from django import forms

from portal.files.inspection import KINDS, LIMIT
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
