"""Form of a file of rules, read here so that what is wrong with it stands beside the field."""

from django import forms

from labelling.parties.framework.drafts.files.reading import read_rules
from portal.spreadsheets.sheets import MAX_BYTES, Unreadable
from portal.web.forms import Form


class RulesFileForm(Form):
    conflict = "Le projet a changé depuis la lecture du fichier\u00a0: relisez ce qu’il change."

    file = forms.FileField(
        label="Votre tableur",
        help_text=f"XLSX, ODS ou CSV\u00a0; {MAX_BYTES // 1024 // 1024} Mo au plus. "
        "Les feuilles et les titres du classeur que le portail donne\u00a0; l’ordre des colonnes est libre.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={"required": "Choisissez un fichier."},
    )

    def clean_file(self):
        try:
            return read_rules(self.thing, self.cleaned_data["file"])
        except Unreadable as unreadable:
            raise forms.ValidationError(unreadable.sentence, code=unreadable.code) from unreadable
