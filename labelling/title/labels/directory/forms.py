"""Forms of the public register: directory filters, attestation number."""

import re

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property

from labelling import territories
from labelling.parties.organisms.models import Organism
from labelling.title.labels.directory import listing
from labelling.title.labels.models import Attestation
from portal.core import clock
from portal.web.forms import Filter

NUMBER = re.compile(r"(?:QH)?[\s\-–]*(\d{4})[\s\-–]*(\d{4})", re.IGNORECASE)


YEARS_BEFORE, YEARS_AHEAD = 6, 4  # two cycles behind, an extended one ahead


def regions():
    return (("", "Toutes"), *((r.code, r.name) for r in territories.regions()))


def departements():
    return (("", "Tous"), *((d.code, f"{d.code} {d.name}") for d in territories.departements()))


def first_years():
    this = clock.today().year
    return [("", "Indifférent"), *((str(y), str(y)) for y in range(this, this - YEARS_BEFORE, -1))]


def last_years():
    this = clock.today().year
    years = [(str(year), f"En {year}") for year in range(this, this + YEARS_AHEAD)]
    return [("", "Indifférent"), (listing.SOON, "Dans les douze mois"), *years]


def choice(label, choices, none=None):
    """A facultative choice; `none` is what the empty one says."""
    empty = [("", none)] if none else []
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=choices if callable(choices) else [*empty, *choices],
    )


class DirectoryFilter(Filter):
    """What narrows, sorts and draws the directory; a value that means nothing is ignored."""

    q = forms.CharField(
        label="Ville, code postal ou nom",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    famille = choice("Famille", Organism.Family.choices, "Toutes")
    region = choice("Région", regions)
    departement = choice("Département", departements)
    taille = choice(
        "Logements", [(code, said[0]) for code, said in listing.SIZES.items()], "Toutes tailles"
    )
    mention = choice("Mention", listing.MENTIONS.items(), "Indifférent")
    depuis = choice("Label commencé en", first_years)
    fin = choice("Échéance", last_years)
    statut = choice("Statut", [(listing.ENGAGED, "Engagés dans la démarche")], "Labellisés")
    tri = choice("", [(f"{way}{key}", key) for key in listing.SORTS for way in ("", "-")])
    carte = choice("", [("departements", "départements")])
    ordre = choice("", [(f"{way}{key}", key) for key in listing.AREA_SORTS for way in ("", "-")])
    MAIN = ("q", "famille", "region", "statut")
    MORE = ("departement", "taille", "mention", "depuis", "fin")
    DISPLAY = ("tri", "carte", "ordre")  # how it is shown, not what

    @cached_property
    def given(self):
        """The values that mean something, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @cached_property
    def named(self):
        """The organisms that what is typed finds, wherever the page tells them."""
        return listing.named(self.given["q"])

    @property
    def filters(self):
        """What narrows: keywords of `directory.rows`, without the order."""
        return {name: value for name, value in self.given.items() if name not in self.DISPLAY}

    @property
    def display_options(self):
        return {name: value for name, value in self.given.items() if name in self.DISPLAY}

    @property
    def cleaned(self):
        """The form with what was understood: an unknown value is forgotten, not an error."""
        return DirectoryFilter(self.given) if self.errors else self

    @property
    def asked(self):
        """What was understood, for the links of the page that keep it."""
        query = QueryDict(mutable=True)
        query.update(self.given)
        return query

    def chip_text(self, name):
        """What a chip says of a filter in use."""
        value = self.given[name]
        word = dict(self.fields[name].choices)[value] if name != "q" else f"«\u00a0{value}\u00a0»"
        before = {"depuis": "commencé en ", "fin": "échéance ", "taille": ""}.get(name, "")
        after = " logements" if name == "taille" else ""
        return f"{before}{word[:1].lower() + word[1:] if before else word}{after}"


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
        typed = self.cleaned_data["numero"].strip()
        found = NUMBER.fullmatch(typed)
        if not found and Attestation.objects.filter(number=typed.upper()).exists():
            return typed.upper()  # given before the portal, and taken over as it was
        if not found:
            raise forms.ValidationError(
                "Ce n’est pas un numéro d’attestation. Il s’écrit comme QH-2024-0012."
            )
        return f"QH-{found[1]}-{found[2]}"
