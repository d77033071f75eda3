"""Forms of the steps of the trademark."""

from django import forms

from portal.core import clock
from portal.web.fields import Day, Reason
from portal.web.forms import Form


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
    reason = Reason(
        minimum=10,
        rows=3,
        why_long="dites ce qui a changé",
        help_text="Le référent label le lit. 10 caractères au moins.",
    )
