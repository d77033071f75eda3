"""Form of an absence: whose, and its two days."""

from django import forms

from portal.absences.models import office_people
from portal.core import clock
from portal.web.fields import Day
from portal.web.forms import Form


class AbsenceForm(Form):
    """One's own, or that of somebody of the same office."""

    before = "de noter une absence"
    person = forms.ModelChoiceField(
        None,
        label="Qui s’absente",
        empty_label="Choisir",
        error_messages={"invalid_choice": "Cette personne n’est pas de votre fonction."},
    )
    from_on = Day(label="Premier jour")
    until_on = Day(label="Dernier jour", help_text="Compris dans l’absence.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = office_people(self.by)
        self.fields["person"].initial = self.by.pk

    def clean(self):
        found = super().clean()
        first, last = found.get("from_on"), found.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "Le dernier jour vient avant le premier.")
        elif last and last < clock.today():
            self.add_error(
                "until_on", "Ce jour est passé\u00a0: une absence finie n’a rien à confier."
            )
        return found
