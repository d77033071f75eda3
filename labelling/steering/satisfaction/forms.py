"""Form of the import of a satisfaction survey: the day it was closed, and its file."""

from django import forms

from labelling.steering.satisfaction.reading import read_results
from labelling.tables import TableForm
from portal.core import clock
from portal.web.fields import Day

FIRST = 2004  # the triennial surveys of the movement began that year


class ResultsForm(TableForm):
    """Read here, so that what is wrong stands beside the field."""

    label = "Résultats par organisme"
    help_text = (
        "Un organisme par ligne\u00a0: son Siren ou son nom, le nombre de répondants, la part de satisfaits à chaque "
        "question."
    )
    ended_on = Day(label="Enquête close le", help_text="Son année nomme l’enquête.")
    field_order = ("ended_on", "file")

    def clean_ended_on(self):
        day = self.cleaned_data["ended_on"]
        if not day.year >= FIRST or day > clock.today():
            text = f"Choisissez un jour de {FIRST} à aujourd’hui."
            raise forms.ValidationError(text)
        return day

    def read(self, upload, said):
        day = self.cleaned_data.get("ended_on")
        return read_results(upload, day.year if day else 0, said)
