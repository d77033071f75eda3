"""The forms of the public register: filters of the directory, number to verify."""

import re

from django import forms

from labelling import territories
from labelling.organisms.models import Organism

NUMBER = re.compile(r"(?:QH)?[\s\-–]*(\d{4})[\s\-–]*(\d{4})", re.IGNORECASE)


def regions():
    return [("", "Toutes"), *((r.code, r.name) for r in territories.regions())]


class DirectoryFilter(forms.Form):
    """What narrows the directory; a value that means nothing is ignored."""

    is_filter = True
    q = forms.CharField(label="Nom ou commune", required=False, max_length=80)
    famille = forms.ChoiceField(
        label="Famille", required=False, choices=[("", "Toutes"), *Organism.Family.choices]
    )
    region = forms.ChoiceField(label="Région", required=False, choices=regions)

    @property
    def filters(self):
        """The valid values that are given: keywords of `register.search`."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class VerifyForm(forms.Form):
    """A number as people copy it: QH-2024-0012, qh 2024 0012, 2024-0012."""

    is_filter = True
    before = "de vérifier"
    numero = forms.CharField(
        label="Numéro d’attestation",
        help_text="Quatre chiffres de l’année, quatre chiffres d’ordre, comme QH-2024-0012.",
        max_length=40,
        error_messages={"required": "Écrivez le numéro de l’attestation, comme QH-2024-0012."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-size": "s"}),
    )

    def clean_numero(self):
        found = NUMBER.fullmatch(self.cleaned_data["numero"].strip())
        if not found:
            raise forms.ValidationError(
                "Ce n’est pas un numéro d’attestation. Il s’écrit comme QH-2024-0012."
            )
        return f"QH-{found[1]}-{found[2]}"
