"""Forms of the steps of an accreditation."""

from django import forms

from portal.core import clock
from portal.web.fields import Day, Reason
from portal.web.forms import Form


class ReasonForm(Form):
    reason = Reason(why_long="l’auditeur lira ce motif")


class RenounceForm(Form):
    reason = Reason(why_long="le référent label lira ce motif")


class TrainingForm(Form):
    """BR-42: the USH training has a date before the committee's item."""

    trained_on = Day(
        label="Formation USH suivie le",
    )

    def clean_trained_on(self):
        day = self.cleaned_data["trained_on"]
        if day > clock.today():
            raise forms.ValidationError("Écrivez une date passée\u00a0: la formation a eu lieu.")
        return day
