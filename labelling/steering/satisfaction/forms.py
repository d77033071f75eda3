"""Form of the import of a satisfaction survey: the day it was closed, and its file."""

from django import forms

from labelling.steering.satisfaction.reading import read_results
from portal.core import clock
from portal.spreadsheets.sheets import MAX_BYTES, Unreadable
from portal.web.fields import Day
from portal.web.forms import Form

FIRST = 2004  # the triennial surveys of the movement began that year


class ResultsForm(Form):
    """Read here, so that what is wrong stands beside the field."""

    ended_on = Day(label="Enquête close le", help_text="Son année nomme l’enquête.")
    file = forms.FileField(
        label="Résultats par organisme",
        help_text=f"XLSX, ODS ou CSV\u00a0; {MAX_BYTES // 1024 // 1024} Mo au plus. Un organisme par ligne\u00a0: son "
        "Siren ou son nom, le nombre de répondants, la part de satisfaits à chaque question.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={"required": "Choisissez un fichier."},
    )

    def clean_ended_on(self):
        day = self.cleaned_data["ended_on"]
        if not day.year >= FIRST or day > clock.today():
            text = f"Choisissez un jour de {FIRST} à aujourd’hui."
            raise forms.ValidationError(text)
        return day

    def clean_file(self):
        day = self.cleaned_data.get("ended_on")
        try:
            return read_results(self.cleaned_data["file"], day.year if day else 0)
        except Unreadable as unreadable:
            raise forms.ValidationError(unreadable.sentence, code=unreadable.code) from unreadable
