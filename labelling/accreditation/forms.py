"""Forms of an accreditation: the application, and the declaration of ties (BR-27)."""

from django import forms

from labelling.accreditation.models import AuditorAccreditation, AuditType, Tie
from labelling.organisms.models import Organism
from portal.core import clock
from portal.web.fields import Day, area
from portal.web.forms import Form, ModelForm


class ApplicationForm(ModelForm):
    """The application, as long as it is in the auditor's hands."""

    act = "edit"
    sentence = "a modifié la demande d’agrément"

    audit_types = forms.MultipleChoiceField(
        label="Types d’audit", choices=AuditType, widget=forms.CheckboxSelectMultiple
    )
    insured_until_on = Day(label="Assurance professionnelle valable jusqu’au", required=False)
    accepts_ethics = forms.BooleanField(
        label="J’accepte la charte de déontologie des auditeurs.", required=False
    )

    class Meta:
        model = AuditorAccreditation
        fields = (
            "audit_types",
            "references_text",
            "is_independent",
            "insured_until_on",
            "ethics_accepted_on",
        )
        widgets = {"references_text": area(8)}
        labels = {
            "is_independent": "Je déclare mon indépendance vis-à-vis des organismes que j’audite."
        }

    field_order = ("audit_types", "references_text", "is_independent", "insured_until_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["ethics_accepted_on"]
        self.initial.setdefault("accepts_ethics", bool(self.instance.ethics_accepted_on))

    def clean(self):
        """The day on which the charter was accepted is kept, whatever is edited after."""
        data = super().clean()
        kept = self.instance.ethics_accepted_on or clock.today()
        data["ethics_accepted_on"] = kept if data.get("accepts_ethics") else None
        return data

    def _post_clean(self):
        """The engine writes the fields under its lock: the instance in memory stays as it was."""


class TieForm(Form):
    """A link of the auditor, or of the firm, with an organism."""

    organism = forms.ModelChoiceField(label="Organisme", queryset=Organism.objects.none())
    kind = forms.ChoiceField(label="Lien", choices=Tie.Kind)
    is_of_firm = forms.BooleanField(
        label="C’est un lien de mon cabinet, pas le mien", required=False
    )
    started_on = Day(label="Depuis le")
    ended_on = Day(
        label="Jusqu’au", required=False, help_text="Laissez vide si le lien est en cours."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organism"].queryset = Organism.objects.order_by("name")

    def clean(self):
        data = super().clean()
        first, last = data.get("started_on"), data.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", "La fin vient avant le début. Corrigez une des deux dates.")
        return data
