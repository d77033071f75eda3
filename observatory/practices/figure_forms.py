"""Forms of a practice's figures: measured before and after, with unit, date and source."""

import re

from django import forms

from portal.web.forms import Refusable

MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")


class FigureForm(forms.Form):
    name = forms.CharField(label="Mesure", max_length=160)
    before = forms.DecimalField(label="Avant", max_digits=12, decimal_places=2, required=False)
    after = forms.DecimalField(label="Après", max_digits=12, decimal_places=2)
    unit = forms.CharField(label="Unité", max_length=40, help_text="jours, %, euros…")
    measured_on = forms.CharField(
        label="Mesurée en", max_length=7, help_text="Année et mois, comme 2025-06."
    )
    source = forms.CharField(
        label="Source", max_length=160, help_text="Enquête, logiciel, contrat…"
    )

    def clean_measured_on(self):
        text = self.cleaned_data["measured_on"].strip()
        if not MONTH.fullmatch(text):
            raise forms.ValidationError("Écrivez l’année puis le mois, comme 2025-06.")
        return text


class Figures(Refusable, forms.BaseFormSet):
    """The figures of one practice, in their order."""

    fields = {}  # it has none of its own: no file to lose

    def __init__(self, *args, thing, by, **kwargs):
        super().__init__(*args, initial=_initial_rows(thing), **kwargs)

    @property
    def rows(self):
        return [form.cleaned_data for form in self if form.cleaned_data.get("name")]


FigureSet = forms.formset_factory(
    FigureForm, formset=Figures, extra=2, max_num=6, validate_max=True
)


def _initial_rows(practice):
    names = FigureForm.base_fields
    return [{name: getattr(row, name) for name in names} for row in practice.indicators.all()]
