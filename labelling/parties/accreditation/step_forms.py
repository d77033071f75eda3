"""Forms of the steps of an accreditation."""

from django import forms

from portal.core import clock
from portal.ui import words
from portal.web.fields import Day, Reason
from portal.web.forms import Form, ReasonForm

AuditorReasonForm = ReasonForm.asking(why_long="l’auditeur lira ce motif")


class RenounceForm(Form):
    reason = Reason(why_long="le référent label lira ce motif")


class NoticeForm(RenounceForm):
    """The last day of the accreditation, before its own end; to end it at once is another act."""

    until_on = Day(
        label="Dernier jour", help_text="Compris. L’agrément prend fin ce jour-là au soir."
    )
    field_order = ("until_on", "reason")

    def clean_until_on(self):
        day = self.cleaned_data["until_on"]
        if day < clock.today():
            raise forms.ValidationError("Choisissez aujourd’hui ou un jour à venir.")
        if day >= self.thing.ends_on:
            last = words.day(self.thing.ends_on)
            raise forms.ValidationError(
                f"L’agrément prend déjà fin le {last}\u00a0: choisissez avant."
            )
        return day


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
