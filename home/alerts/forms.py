"""Form of an alert for people without account."""

from django import forms

from home.alerts.models import Alert
from labelling import public
from portal.web.fields import Email
from portal.web.submissions.public_forms import PublicForm

FRANCE = [("", "Toute la France")]


def places():
    """Regions, then départements, as choices of one select: « r53 », « d35 »."""
    regions = [(f"r{code}", name) for code, name in public.regions()]
    departements = [(f"d{code}", f"{name} ({code})") for code, name, _ in public.departements()]
    return [*FRANCE, ("Régions", regions), ("Départements", departements)]


class AskForm(PublicForm):
    """`facts` are the fields of an Alert: what its subject has no use for is empty."""

    subject = forms.ChoiceField(
        label="De quoi voulez-vous être informé\u00a0?",
        choices=Alert.Subject,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez ce que vous voulez suivre."},
    )
    place = forms.ChoiceField(
        label="Où",
        help_text="Pour l’annuaire seulement.",
        required=False,
        choices=places,
    )
    words = forms.CharField(
        label="Mots cherchés",
        help_text="Pour les pratiques seulement. Vide\u00a0: toutes les pratiques.",
        required=False,
        max_length=200,
    )
    sender_email = Email(
        label="Votre adresse électronique",
        max_length=200,
        help_text="Elle sert à cette alerte, et à rien d’autre.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Écrivez votre adresse, comme prenom@exemple.fr.",
            "invalid": "Cette adresse est incomplète. Elle s’écrit comme prenom@exemple.fr.",
        },
    )

    @property
    def facts(self):
        said = super().facts
        place, subject = said.pop("place"), said["subject"]
        words = said.pop("words")
        is_directory = subject == Alert.Subject.DIRECTORY
        said["region"] = place[1:] if is_directory and place.startswith("r") else ""
        said["departement"] = place[1:] if is_directory and place.startswith("d") else ""
        said["words"] = words if subject == Alert.Subject.PRACTICES else ""
        return said
