"""Form field for the organism that one acts for, shown only to those who act for several."""

from django import forms

from labelling.public import own_organisms


class ForOrganism:
    """Mixin: the organism is asked only of those who act for several; `without` is left out."""

    def __init__(self, *args, without=None, **kwargs):
        super().__init__(*args, **kwargs)
        rows = own_organisms(self.by)
        if without is not None:
            rows = rows.exclude(pk=without)
        mine = list(rows[:2])
        self.only = mine[0] if len(mine) == 1 else None
        if len(mine) > 1:
            field = forms.ModelChoiceField(label="Organisme", queryset=rows)
            self.fields = {"organism": field, **self.fields}

    @property
    def chosen(self):
        return self.only or self.cleaned_data.get("organism")

    @property
    def facts(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "organism"}
