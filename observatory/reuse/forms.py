"""Forms of reuses."""

from django import forms

from observatory.practices.fields import ForOrganism
from observatory.reuse.actions import closed
from observatory.reuse.models import PracticeReuse
from portal.core import clock
from portal.web.fields import area
from portal.web.forms import ModelForm
from portal.workflow import locked

FIRST_YEAR = 1990
FIELDS = ("year", "context", "changes", "result", "measure", "is_named")


class ReuseForm(ModelForm):
    sentence = "a écrit la reprise"

    class Meta:
        model = PracticeReuse
        fields = FIELDS
        widgets = {"context": area(), "changes": area(3), "result": area()}
        labels = {"is_named": "Notre récit paraît sur la fiche, avec le nom de notre organisme"}
        help_texts = {
            "year": "L’année du premier essai chez vous, comme 2025.",
            "context": "Combien de logements, quel quartier, ce qui vous a décidés.",
            "changes": "Ce que vous avez gardé, ôté ou fait autrement, et pourquoi.",
            "result": "Ce qui se voit et se mesure, ce qui n’a pas marché compris.",
            "measure": "Par exemple\u00a0: réclamations, de 310 à 195 par an.",
            "is_named": "Sans votre accord, l’essai est compté et son récit ne paraît pas.",
        }
        error_messages = {
            "context": {"required": "Dites où et pourquoi vous l’avez essayée."},
            "changes": {"required": "Dites ce que vous avez changé, ou «\u00a0rien\u00a0»."},
            "result": {"required": "Dites ce que cela a donné."},
            "year": {"required": "Écrivez l’année de votre essai."},
        }

    def clean_year(self):
        year = self.cleaned_data["year"]
        if not FIRST_YEAR <= year <= clock.today().year:
            raise forms.ValidationError(
                f"Écrivez une année entre {FIRST_YEAR} et {clock.today().year}."
            )
        return year

    def save(self, expected_version=None, **how):
        with locked(self.instance) as current:
            if problem := closed(current, self.by):
                raise problem
            return super().save(expected_version, **how)


class DeclareForm(ForOrganism, ReuseForm):
    """With the organism, when one acts for several."""
