"""Filters of the process map: the machine, then the family, the region, the size, the year, the rules."""

from django import forms

from labelling.parties.organisms.models import Organism
from labelling.territories import regions
from portal.web.forms import Filter

ASKED = {
    "famille": "family",
    "region": "region",
    "taille": "size",
    "annee": "year",
    "regles": "rules",
}


class MapForm(Filter):
    """What is offered is what the cases of the machine have."""

    machine = forms.ChoiceField(label="Parcours", required=False)
    famille = forms.ChoiceField(label="Famille", required=False)
    region = forms.ChoiceField(label="Région", required=False)
    taille = forms.ChoiceField(label="Taille (logements)", required=False)
    annee = forms.ChoiceField(label="Ouverts en", required=False)
    regles = forms.ChoiceField(label="Version des règles", required=False)

    def __init__(self, *args, offered, machines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["machine"].choices = [(one.code, one.title) for one in machines]
        names = {
            "famille": dict(Organism.Family.choices),
            "region": {one.code: one.name for one in regions()},
        }
        for name, facet in ASKED.items():
            values = offered[facet]
            if not values:
                del self.fields[name]
                continue
            rows = [(one, names.get(name, {}).get(one, one)) for one in values]
            self.fields[name].choices = [
                ("", "Toutes" if name != "annee" else "Toute année"),
                *rows,
            ]

    @property
    def asked(self):
        """{facet: value} of the filters that are set."""
        self.is_valid()
        told = self.cleaned_data
        return {facet: told[name] for name, facet in ASKED.items() if told.get(name)}
