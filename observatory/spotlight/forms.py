"""Form of the practice of the month."""

from django import forms

from observatory.practices.models import GoodPractice
from observatory.spotlight.actions import month_of, months
from portal.ui import words
from portal.web.forms import Form


class PracticeField(forms.CharField):
    """A published practice, by its reference, its URL or the end of it."""

    default_error_messages = {
        "unknown": "Aucune pratique publiée n’a cette adresse ou cette référence."
    }

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        key = text.strip().rstrip("/").rpartition("/")[2]
        rows = GoodPractice.objects.published()
        found = rows.filter(slug=key).first() or rows.filter(reference=key.upper()).first()
        if found is None:
            raise forms.ValidationError(self.error_messages["unknown"])
        return found


class ChooseForm(Form):
    practice = PracticeField(
        label="Pratique",
        max_length=300,
        help_text="Sa référence (QH-P-2026-0012) ou l’adresse de sa fiche.",
        error_messages={"required": "Dites quelle pratique."},
    )
    month = forms.ChoiceField(label="Mois")
    words = forms.CharField(
        label="Pourquoi elle",
        max_length=250,
        required=False,
        help_text="Une phrase, montrée à l’accueil.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [
            (day.strftime("%Y-%m"), words.day(day).partition(" ")[2]) for day in months()
        ]

    def clean_month(self):
        return month_of(self.cleaned_data["month"])
