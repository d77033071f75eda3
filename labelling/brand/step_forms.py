"""What a step of the mark asks of the Dircom."""

from django import forms

from portal.core import clock
from portal.web.forms import Form


class Day(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def past(day):
    if day > clock.today():
        raise forms.ValidationError("Écrivez une date passée : l’INPI l’a déjà inscrite.")


class RegisterForm(Form):
    number = forms.CharField(
        label="Numéro à l’INPI", max_length=30, widget=forms.TextInput(attrs={"data-size": "s"})
    )
    registered_on = Day(label="Enregistrée le", validators=[past])

    def clean_registered_on(self):
        day, filed_on = self.cleaned_data["registered_on"], self.thing.filed_on
        if filed_on and day < filed_on:
            raise forms.ValidationError("L’enregistrement vient après le dépôt. Corrigez la date.")
        return day


class RenewForm(Form):
    renewed_on = Day(label="Renouvellement demandé le", validators=[past])


class RecallForm(Form):
    reason = forms.CharField(
        label="Motif",
        help_text="Le référent label le lit. 10 caractères au moins.",
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"min_length": "Écrivez 10 caractères au moins : dites ce qui a changé."},
    )
