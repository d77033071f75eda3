"""Forms of calls: filter the audience, write the letter."""

from django import forms

from labelling.public import club_organisms, themes
from observatory.calls import placeholders
from portal.web.fields import area, asked_for
from portal.web.forms import Filter, Form


class ThemeFilter(Filter):
    theme = forms.ChoiceField(label="Thème", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", "Tous"), *themes()]

    @property
    def chosen(self):
        return self.cleaned_data["theme"] if self.is_valid() else ""


class LetterForm(Form):
    """« La lire » asks for a recipient; `seen` is the number of the version shown."""

    conflict = "La lettre a changé pendant que vous écriviez."
    subject = forms.CharField(
        label="Objet", max_length=150, error_messages={"required": "Donnez un objet à la lettre."}
    )
    text = forms.CharField(
        label="Texte",
        max_length=4000,
        help_text="Les mots entre accolades prennent leur valeur à l’envoi\u00a0; cette page en donne la liste. "
        "Le message commence déjà par «\u00a0Bonjour\u00a0» et le nom de la personne.",
        widget=area(14),
        error_messages={"required": "Écrivez la lettre."},
    )
    organism = asked_for(
        forms.ModelChoiceField(
            label="La lire comme la recevrait",
            queryset=None,
            empty_label="Choisissez un organisme",
            error_messages={"invalid_choice": "Choisissez un organisme de la liste."},
        ),
        "demandé pour la lire",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organism"].queryset = club_organisms().order_by("name__french")

    @property
    def is_previewed(self):
        return "preview" in self.data

    def stamp_of(self, letter):
        return str(letter.number)

    def clean(self):
        data = super().clean()
        if self.is_previewed and not (data.get("organism") or self.has_error("organism")):
            self.add_error("organism", "Choisissez l’organisme qui la recevrait.")
        return data

    def clean_subject(self):
        subject = " ".join(self.cleaned_data["subject"].split())
        self._refuse(placeholders.faults(subject))
        return subject

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        self._refuse(placeholders.faults(text, placeholders.REQUIRED))
        return text

    @staticmethod
    def _refuse(sentences):
        if sentences:
            raise forms.ValidationError(sentences)
