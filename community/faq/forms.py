"""Forms of FAQ entries: the référent edits the text of an answer and removes its names."""

from django import forms

from community.faq.names import still_named
from portal.web.fields import area
from portal.web.forms import Form


class FaqForm(Form):
    title = forms.CharField(
        label="Question",
        max_length=140,
        error_messages={"required": "Écrivez la question."},
    )
    source = forms.CharField(
        label="Réponse",
        help_text="Sans nom de personne ni d’organisme\u00a0: les membres la lisent seule, sans l’échange.",
        max_length=8000,
        widget=area(12),
        error_messages={"required": "Écrivez la réponse."},
    )
    is_read = forms.BooleanField(
        label="J’ai relu ce texte\u00a0: il ne dit rien de confidentiel et ne nomme personne",
        error_messages={"required": "Relisez le texte, puis cochez cette case."},
    )

    @property
    def facts(self):
        return {name: self.cleaned_data[name] for name in ("title", "source")}

    def clean(self):
        """Refuses the names of the thread's authors and of their organisms."""
        cleaned = super().clean()
        for name in ("title", "source"):
            if found := still_named(cleaned.get(name, ""), self.thing):
                self.add_error(name, f"Ce texte nomme encore\u00a0: {', '.join(found)}.")
        return cleaned
