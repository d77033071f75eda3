"""Public form of an admission, the précision that answers by the secret link, and its correction by the office."""

from django import forms

from labelling.complaints.admissions import Admission
from labelling.complaints.public_forms import (
    LONGEST,
    choice_field,
    email_field,
    name_field,
    text_field,
)
from labelling.organisms.forms import departements
from labelling.organisms.models import Organism, valid_siren
from portal.web.fields import area
from portal.web.forms import ModelForm
from portal.web.public_forms import PublicForm


class SirenField(forms.CharField):
    """BR-02: checked by its key, written with spaces or without."""

    default_validators = (valid_siren,)

    def __init__(self, **options):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "data-size": "s"})
        super().__init__(
            label="Siren",
            help_text="Neuf chiffres, au registre des entreprises.",
            max_length=20,
            widget=widget,
            error_messages={"required": "Donnez le Siren de l’organisme."},
            **options,
        )

    def to_python(self, value):
        return "".join(super().to_python(value).split())


def departement_field():
    return forms.ChoiceField(
        label="Département du siège",
        choices=departements,
        error_messages={"required": "Choisissez le département du siège."},
    )


def required(field, sentence):
    field.required = True
    field.error_messages["required"] = sentence
    return field


class AdmissionForm(PublicForm):
    """Answers the same whether the organism or the accounts exist or not."""

    organism_name = forms.CharField(
        label="Nom de l’organisme",
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": "Donnez le nom de l’organisme."},
    )
    family = choice_field("Famille", Organism.Family.choices, "Choisissez une famille.")
    siren = SirenField()
    departement = departement_field()
    signatory_name = forms.CharField(
        label="Personne qui engage l’organisme",
        help_text="Elle signera l’engagement et déposera le dossier.",
        max_length=120,
        error_messages={"required": "Donnez le nom de la personne signataire."},
    )
    signatory_job = forms.CharField(
        label="Sa fonction",
        max_length=120,
        error_messages={"required": "Donnez sa fonction."},
    )
    signatory_email = forms.EmailField(
        label="Son adresse électronique",
        help_text="L’invitation à ouvrir son compte y arrivera, après vérification.",
        max_length=254,
        error_messages={
            "required": "Donnez l’adresse de la personne signataire.",
            "invalid": "Cette adresse ne semble pas complète. Elle s’écrit comme nom@exemple.fr.",
        },
    )
    sender_name = required(name_field(), "Donnez votre nom.")
    sender_email = email_field(
        True, "Le suivi de la demande y arrive. Ce peut être celle de la personne signataire."
    )
    text = forms.CharField(
        label="Votre message",
        help_text="Ce qui peut aider à vérifier la demande.",
        required=False,
        max_length=LONGEST,
        widget=area(5),
    )


class SpecifyForm(PublicForm):
    """What the asker answers to the office, by the secret link."""

    text = text_field(
        "Votre précision", "Elle complète votre demande, que vous n’avez pas à refaire."
    )


class FactsForm(ModelForm):
    """What the office corrects in a request after a précision."""

    sentence = "a corrigé les faits de la demande d’espace"
    siren = SirenField()
    departement = departement_field()

    class Meta:
        model = Admission
        fields = (
            "organism_name",
            "family",
            "siren",
            "departement",
            "signatory_name",
            "signatory_job",
            "signatory_email",
            "sender_name",
            "sender_email",
        )
        labels = {
            "organism_name": "Nom de l’organisme",
            "sender_name": "Nom de la personne qui demande",
            "sender_email": "Adresse de la personne qui demande",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("organism_name", "sender_name", "sender_email"):
            self.fields[name].required = True
