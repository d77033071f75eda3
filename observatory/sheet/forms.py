"""Forms of a practice's figures: measured before and after, with unit, date and source."""

import re

from django import forms

from labelling.public import own_organisms
from portal.web.forms import Form, Refusable


class OpenForm(Form):
    title = forms.CharField(
        label="Titre",
        max_length=110,
        help_text="Ce que vous faites, en un verbe\u00a0: «\u00a0Visiter les halls avec les locataires\u00a0».",
        error_messages={"required": "Écrivez le titre de la pratique."},
    )
    organism = forms.ModelChoiceField(label="Organisme", queryset=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mine = list(own_organisms(self.by))
        self.fields["organism"].queryset = own_organisms(self.by)
        self.only = mine[0] if len(mine) == 1 else None
        if self.only:
            del self.fields["organism"]

    @property
    def facts(self):
        return {"organism": self.only} | self.cleaned_data


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
