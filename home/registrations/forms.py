"""Form of registration for an event, with a hidden field against robots."""

from django import forms

from portal.web.fields import Email, area
from portal.web.forms import Form


class RegistrationForm(Form):
    """`site` is a honeypot hidden from people, screen readers included."""

    before = "de vous inscrire"
    name = forms.CharField(
        label="Vos prénom et nom",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Écrivez votre nom\u00a0: l’accueil vous attend sous ce nom."},
    )
    email = Email(
        label="Votre adresse électronique",
        help_text="La confirmation y part, avec un lien pour annuler.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Écrivez votre adresse\u00a0: la confirmation y part.",
            "invalid": "Cette adresse n’est pas complète. Elle s’écrit comme nom@exemple.fr.",
        },
    )
    organisation = forms.CharField(
        label="Votre organisme",
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    needs = forms.CharField(
        label="De quoi avez-vous besoin pour participer\u00a0?",
        help_text="Par exemple\u00a0: une boucle magnétique, un accès en fauteuil. Ne donnez aucun détail de santé.",
        max_length=300,
        required=False,
        widget=area(2),
    )
    site = forms.CharField(
        label="Laissez ce champ vide",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_a_machine(self):
        return bool(self.data.get("site", "").strip())

    @property
    def facts(self):
        """Data to keep from a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "site"}
