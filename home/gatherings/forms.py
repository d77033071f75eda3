"""Forms of events: attendance, materials, and the opinion of those who came."""

from django import forms

from home.gatherings.answers import RATINGS, WORDS
from home.gatherings.models import EventMaterial
from portal.documents import FilesField
from portal.web.fields import Email, area
from portal.web.forms import Form

NAME = {"required": "Écrivez le nom de la personne."}
EMAIL = {
    "required": "Écrivez son adresse\u00a0: la question du lendemain y part.",
    "invalid": "Cette adresse n’est pas complète. Elle s’écrit comme nom@exemple.fr.",
}


class WalkInForm(Form):
    before = "d’ajouter cette personne"
    name = forms.CharField(label="Prénom et nom", max_length=120, error_messages=NAME)
    email = Email(label="Adresse électronique", error_messages=EMAIL)
    organisation = forms.CharField(label="Organisme", max_length=160, required=False)


class MaterialForm(Form):
    before = "d’ajouter ce document"
    title = forms.CharField(
        label="Titre",
        max_length=160,
        error_messages={"required": "Donnez un titre au document."},
    )
    readers = forms.ChoiceField(
        label="Qui le lit\u00a0?",
        choices=EventMaterial.Readers,
        initial=EventMaterial.Readers.REGISTERED,
        widget=forms.RadioSelect,
    )
    upload = FilesField(label="Fichiers")


class OpinionForm(Form):
    before = "d’envoyer votre réponse"
    rating = forms.TypedChoiceField(
        label="Ce rendez-vous a-t-il répondu à votre attente\u00a0?",
        choices=[(n, f"{n}, {WORDS[n]}") for n in RATINGS],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez une note de 1 à 5.",
            "invalid_choice": "Choisissez une note de 1 à 5.",
        },
    )
    comment = forms.CharField(
        label="Une chose à garder, une chose à changer",
        required=False,
        max_length=1000,
        widget=area(),
    )


class SeatForm(Form):
    """For a member: name, address and organism are known."""

    before = "de vous inscrire"
    needs = forms.CharField(
        label="De quoi avez-vous besoin pour participer\u00a0?",
        help_text="Par exemple\u00a0: une boucle magnétique, un accès en fauteuil. Ne donnez aucun détail de santé.",
        max_length=300,
        required=False,
        widget=area(2),
    )
