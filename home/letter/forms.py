"""Forms of the letter: subscription by people without account, and the Dircom's editing."""

import re

from django import forms

from home.letter.models import LetterIssue, LetterItem
from portal.web.fields import Email, Reason, area
from portal.web.forms import Form, ModelForm
from portal.web.submissions.public_forms import PublicForm

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


class AskForm(PublicForm):
    sender_email = Email(
        label="Votre adresse électronique",
        max_length=200,
        help_text="Elle sert à la lettre, et à rien d’autre.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Écrivez votre adresse, comme prenom@exemple.fr.",
            "invalid": "Cette adresse est incomplète. Elle s’écrit comme prenom@exemple.fr.",
        },
    )


class OpenForm(Form):
    month = forms.CharField(
        label="Mois",
        help_text="Année et mois, comme 2026-12.",
        widget=forms.TextInput(attrs={"data-size": "s"}),
    )

    def clean_month(self):
        text = self.cleaned_data["month"].strip()
        found = MONTH.fullmatch(text)
        if not found:
            raise forms.ValidationError("Écrivez l’année puis le mois, comme 2026-12.")
        return text


class IssueForm(ModelForm):
    sentence = "a écrit l’ouverture de la lettre"

    class Meta:
        model = LetterIssue
        fields = ("subject", "intro")
        widgets = {"intro": area(5)}
        help_texts = {"intro": "Deux ou trois phrases\u00a0: ce que le mois apporte."}


class ItemForm(ModelForm):
    class Meta:
        model = LetterItem
        fields = ("kind", "title", "text", "url")
        widgets = {"text": area()}
        help_texts = {
            "url": "Une page de ce site, comme /agenda/congres-2027/, ou une adresse complète."
        }

    def clean_url(self):
        return clean_address(self.cleaned_data["url"])


class OpeningCorrectionForm(Form):
    """What opens a letter already sent, as the site shows it."""

    title = forms.CharField(label="Objet", max_length=120)
    text = forms.CharField(label="Mot d’ouverture", widget=area(5))
    reason = Reason(
        max_length=300,
        rows=2,
        help_text="Tout le monde le lit, sur la page de la lettre.",
        why_long="il est lu de tous",
    )

    @property
    def corrected(self):
        return {name: self.cleaned_data[name] for name in self.fields if name != "reason"}


class ItemCorrectionForm(OpeningCorrectionForm):
    """An item of a letter already sent, as the site shows it."""

    title = forms.CharField(label="Titre", max_length=160)
    text = forms.CharField(label="Texte", required=False, widget=area())
    url = forms.CharField(
        label="Adresse", max_length=250, required=False, help_text=ItemForm.Meta.help_texts["url"]
    )
    is_removed = forms.BooleanField(label="Ôter cet article de la page", required=False)

    field_order = ("title", "text", "url", "is_removed", "reason")

    def clean_url(self):
        return clean_address(self.cleaned_data["url"])


def clean_address(url):
    url = url.strip()
    if (url and not url.startswith(("/", "https://"))) or url.startswith("//"):
        raise forms.ValidationError("Une adresse commence par / (ce site) ou par https://.")
    return url
