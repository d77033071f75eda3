"""Forms of the import of the tracking: the file."""

from django import forms

from labelling.tracking import file_reading
from portal.inspection.verdicts import clean_name
from portal.spreadsheets.sheets import MAX_BYTES, Unreadable
from portal.web.forms import Form


class FileForm(Form):
    """The tracking file: read here, so that what is wrong stands beside the field."""

    file = forms.FileField(
        label="Votre fichier de suivi",
        help_text=f"XLSX, ODS, CSV ou texte à tabulations\u00a0; {MAX_BYTES // 1024 // 1024} Mo au plus.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv,.tsv,.txt,.xls"}),
        error_messages={"required": "Choisissez un fichier."},
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            read = file_reading.read_new(upload.read(MAX_BYTES + 1))
        except Unreadable as unreadable:
            raise forms.ValidationError(unreadable.sentence, code=unreadable.code) from unreadable
        return {"file_name": clean_name(upload.name)} | read
