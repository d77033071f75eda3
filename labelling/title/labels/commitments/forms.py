"""Form of a commitment."""

from django import forms
from django.forms.models import model_to_dict

from labelling.title.labels.commitments.models import FACTS, PublishedCommitment
from portal.core import clock
from portal.web.fields import Day, area
from portal.web.forms import Refusable
from portal.web.submissions.edit_conflicts import stamp


class CommitmentForm(Refusable, forms.ModelForm):
    """A sentence, and the measure that proves it; a result has its day and it is not to come."""

    conflict = "Cet engagement a changé pendant que vous écriviez. Rien n’est perdu."

    class Meta:
        model = PublishedCommitment
        fields = FACTS
        widgets = {
            "text": area(2),
            "measured_on": Day.widget,
        }
        help_texts = {
            "text": "Une phrase qu’un locataire comprend, 200 caractères au plus.",
            "target": "Par exemple : sous 48 heures.",
            "result": "Par exemple : 91 %.",
            "source": "D’où vient la mesure, par exemple : enquête locataires 2025.",
        }
        error_messages = {
            "text": {"required": "Écrivez l’engagement.", "max_length": "200 caractères au plus."}
        }

    def __init__(self, *args, base=None, thing=None, by=None, **kwargs):
        super().__init__(*args, initial=model_to_dict(base, FACTS) if base else None, **kwargs)
        self.thing, self.by, self.seen = thing, by, stamp(base, FACTS)

    def validate_constraints(self):
        """`clean` says it beside the field."""

    def clean_text(self):
        """One sentence: what is typed on two lines is one."""
        return " ".join(self.cleaned_data["text"].split())

    def clean(self):
        facts = super().clean()
        day = facts.get("measured_on")
        if facts.get("result") and not day and "measured_on" not in self.errors:
            self.add_error(
                "measured_on", "Dites le jour de la mesure : un résultat sans date ne prouve rien."
            )
        if day and not facts.get("result") and "result" not in self.errors:
            self.add_error("result", "Écrivez le résultat mesuré ce jour-là.")
        if day and day > clock.today():
            self.add_error("measured_on", "Ce jour n’est pas encore venu.")
        return facts
