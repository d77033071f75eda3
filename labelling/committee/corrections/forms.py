"""Form of a correction: the field as it should have been, and why it is a clerical error."""

from django import forms

from labelling.committee.corrections.models import Correction, value_of
from portal.web.fields import Reason, area
from portal.web.forms import Form

ROWS = {"presentation": 10, "perimeter": 4}
MOST_HOMES = 10_000_000


class CorrectionForm(Form):
    reason = Reason(
        "Motif",
        rows=3,
        max_length=2_000,
        why_long="la présidence et l’organisme le liront",
        help_text="Ce qui montre que c’est une erreur de saisie. 20 caractères au moins.",
    )

    def __init__(self, *args, field, **kwargs):
        super().__init__(*args, **kwargs)
        label = f"{Correction.Field(field).label}, rectifié"
        if field == Correction.Field.HOMES:
            corrected = forms.IntegerField(label=label, min_value=1, max_value=MOST_HOMES)
        else:
            corrected = forms.CharField(label=label, max_length=20_000, widget=area(ROWS[field]))
        self.fields["corrected"] = corrected
        self.present = value_of(self.thing, field)
        self.initial.setdefault("corrected", self.present)
        self.order_fields(("corrected", "reason"))

    def clean_corrected(self):
        corrected = str(self.cleaned_data["corrected"])
        if corrected.split() == self.present.split():
            raise forms.ValidationError(
                "C’est ce que dit déjà le dossier\u00a0: rien n’est à rectifier."
            )
        return corrected


class DeclineForm(Form):
    reason = Reason("Motif du refus", max_length=2_000, why_long="le bureau du label le lira")
