"""Forms of the steps of a label."""

from django import forms

from labelling.title.labels.models import Label
from portal.core import clock
from portal.web.fields import Reason, area
from portal.web.forms import Form


class GroundsForm(Form):
    reason = forms.CharField(
        label="Motif",
        help_text="Ce que l’organisme lira, en 50 caractères au moins.",
        widget=area(5),
        min_length=50,
    )


class NoticeForm(Form):
    """BR-72: the measure and its grounds are told; a suspended label may only be withdrawn."""

    measure = forms.ChoiceField(
        label="Mesure envisagée",
        choices=(("suspension", "Suspension du label"), ("withdrawal", "Retrait du label")),
        help_text="Le comité peut prononcer une suspension au lieu du retrait annoncé, jamais l’inverse.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez la mesure envisagée."},
    )
    reason = Reason(
        "Griefs",
        minimum=50,
        rows=6,
        why_long="l’organisme répond à ces griefs",
        help_text="Les faits, les dates, la règle. L’organisme les lira. 50 caractères au moins.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.thing.state == Label.State.SUSPENDED:
            self.fields["measure"].choices = self.fields["measure"].choices[1:]
            self.initial.setdefault("measure", "withdrawal")


class RenounceForm(Form):
    ended_on = forms.DateField(
        label="Date d’effet",
        help_text="Aujourd’hui au plus tôt, comme 15/03/2027.",
        widget=forms.DateInput(attrs={"inputmode": "numeric"}),
    )

    def clean_ended_on(self):
        day = self.cleaned_data["ended_on"]
        if not clock.today() <= day <= self.thing.end_on:
            raise forms.ValidationError("Choisissez une date entre aujourd’hui et la fin du label.")
        return day
