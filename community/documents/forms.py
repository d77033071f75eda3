"""Forms of documents: a document, a version, a date of review."""

from django import forms

from community.documents.models import SpaceDocument
from portal.core import clock
from portal.documents import EvidenceField
from portal.web.fields import Day, area
from portal.web.forms import Form, ModelForm


def day_field(label, help_text="", required=False):
    errors = {"required": "Donnez une date.", "invalid": "Donnez une date qui existe."}
    return Day(label=label, help_text=help_text, required=required, error_messages=errors)


class VersionForm(Form):
    file = EvidenceField(label="Fichier")
    effective_on = day_field("En vigueur le", required=True)
    expires_on = day_field("À vérifier le", "Trente jours avant, qui anime l’espace est prévenu.")
    note = forms.CharField(label="Ce qui change", max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["effective_on"].initial = clock.today

    def clean(self):
        data = super().clean()
        start, end = data.get("effective_on"), data.get("expires_on")
        if start and end and end <= start:
            self.add_error("expires_on", "Cette date vient après la date d’entrée en vigueur.")
        return data


class DocumentForm(VersionForm):
    title = forms.CharField(
        label="Titre", max_length=120, error_messages={"required": "Donnez un titre."}
    )
    folder = forms.CharField(
        label="Sujet",
        max_length=60,
        help_text=(
            "Les documents d’un même sujet se suivent\u00a0: "
            "«\u00a0Journées du club\u00a0», «\u00a0Méthode\u00a0»…"
        ),
        error_messages={"required": "Donnez un sujet."},
    )
    summary = forms.CharField(
        label="Ce qu’il contient",
        max_length=600,
        required=False,
        widget=area(3),
    )
    asks_reading = forms.BooleanField(
        label="Demander aux membres de confirmer leur lecture", required=False
    )
    field_order = (
        "title",
        "folder",
        "summary",
        "file",
        "effective_on",
        "expires_on",
        "asks_reading",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["note"]


class AboutForm(ModelForm):
    act, sentence = "edit", "a modifié la fiche du document"

    class Meta:
        model = SpaceDocument
        fields = ("title", "folder", "summary", "asks_reading")
        widgets = {"summary": area(3)}


class CheckForm(Form):
    expires_on = day_field("À vérifier de nouveau le", "Sans date, il ne sera plus rappelé.")
