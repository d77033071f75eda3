"""Form that creates a practice: its title, and the organism when one acts for several."""

from django import forms

from labelling.public import own_organisms
from portal.web.forms import Form


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
