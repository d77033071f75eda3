"""Filter form of the list of licences."""

from django import forms

from labelling.licences.models import BrandLicence
from portal.search.filters import TextFilter


class LicenceFilter(TextFilter):
    """A value that means nothing is ignored."""

    texts = ("organism__name",)
    q = forms.CharField(label="Organisme", required=False, max_length=80)
    etat = forms.ChoiceField(
        label="État", required=False, choices=[("", "Tous"), *BrandLicence.State.choices]
    )
    variante = forms.ChoiceField(
        label="Variante", required=False, choices=[("", "Toutes"), *BrandLicence.Variant.choices]
    )

    def narrow(self, rows):
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        paths = {"etat": "state", "variante": "variant"}
        given.pop("q", "")
        return self.hear(rows.filter(**{paths[name]: value for name, value in given.items()}))
