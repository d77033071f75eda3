"""Public form of who asks to become an auditor."""

from django import forms

from portal.web.fields import Email, area
from portal.web.submissions.public_forms import PublicForm

SHORTEST, LONGEST = 20, 3000


def _named(label, autocomplete, required, longest):
    return forms.CharField(
        label=label,
        max_length=longest,
        widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": required},
    )


class CandidateForm(PublicForm):
    """Enough to write to the person; the application itself is filled afterwards, with drafts and files."""

    first_name = _named("Votre prénom", "given-name", "Donnez votre prénom.", 80)
    last_name = _named("Votre nom", "family-name", "Donnez votre nom.", 80)
    sender_email = Email(
        label="Votre adresse électronique",
        help_text="Un lien y arrive\u00a0: il ouvre votre candidature.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Donnez une adresse électronique\u00a0: le lien y arrivera.",
            "invalid": "Cette adresse ne semble pas complète. Elle s’écrit comme nom@exemple.fr.",
        },
    )
    firm = _named(
        "Votre cabinet", "organization", "Donnez le nom de votre cabinet, ou le vôtre.", 160
    )
    text = forms.CharField(
        label="Votre expérience, en quelques mots",
        help_text="Ces lignes ouvriront votre candidature\u00a0: vous les compléterez ensuite.",
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=area(6),
        error_messages={
            "required": "Écrivez quelques mots de votre expérience.",
            "min_length": f"Donnez un peu plus de détails\u00a0: {SHORTEST} caractères au moins.",
            "max_length": f"Votre texte dépasse {LONGEST} caractères. Gardez l’essentiel.",
        },
    )
