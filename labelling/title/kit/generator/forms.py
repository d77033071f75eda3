"""Forms of the kit generator: a signatory, a signature."""

from django import forms

from portal.web.forms import Form


class PlainForm(Form):
    """Nothing to add: the title says it all."""


class LetterForm(Form):
    """Who signs the letter, and how to reach them."""

    signer = forms.CharField(label="Signataire de la lettre", max_length=80)
    job = forms.CharField(label="Fonction", max_length=80)
    contact = forms.CharField(
        label="Pour nous joindre",
        max_length=120,
        help_text="Un service, un téléphone ou une adresse\u00a0: la lettre le donne aux locataires.",
    )


class SignatureForm(Form):
    """The lines of an e-mail signature."""

    signer = forms.CharField(label="Prénom et nom", max_length=80)
    job = forms.CharField(label="Fonction", max_length=80, required=False)
    phone = forms.CharField(label="Téléphone", max_length=30, required=False)
