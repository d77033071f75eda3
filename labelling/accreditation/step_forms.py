"""What a step of an accreditation asks of the person who takes it."""

from django import forms

from portal.core import clock
from portal.web.forms import Form


class ReasonForm(Form):
    reason = forms.CharField(
        label="Motif",
        min_length=20,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "min_length": "Écrivez 20 caractères au moins\u00a0: l’auditeur lira ce motif."
        },
    )


class TrainingForm(Form):
    """BR-42: the USH training has a date before the committee's item."""

    trained_on = forms.DateField(
        label="Formation USH suivie le",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_trained_on(self):
        day = self.cleaned_data["trained_on"]
        if day > clock.today():
            raise forms.ValidationError("Écrivez une date passée\u00a0: la formation a eu lieu.")
        return day
