"""Forms of an accreditation: the application, its CV, insurance (BR-26), the charter, taking over."""

from django import forms

from labelling.parties.accreditation.actions import EDITABLE, certificates
from labelling.parties.accreditation.models import AuditorAccreditation, AuditType
from labelling.parties.accreditation.register.past import last_end
from portal.core import clock, working_days
from portal.documents.forms import EvidenceField
from portal.ui import words
from portal.web.fields import Day, FutureDay, PastDay, Reason, area, asked_for
from portal.web.forms import Form, ModelForm

LONGEST_INSURANCE = 36  # months


class ApplicationForm(ModelForm):
    """The application, as long as it is in the auditor's hands."""

    act = "edit"
    sentence = "a modifié la demande d’agrément"

    audit_types = forms.MultipleChoiceField(
        label="Types d’audit", choices=AuditType.offered, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = AuditorAccreditation
        fields = (
            "audit_types",
            "references_text",
            "is_independent",
            "has_told_ties",
        )
        widgets = {"references_text": area(8)}
        labels = {
            "is_independent": "Je déclare mon indépendance vis-à-vis des organismes que j’audite.",
            "has_told_ties": "Tous mes liens avec des organismes sont déclarés sur ma fiche, ou je n’en ai aucun.",
        }

    field_order = ("audit_types", "references_text", "is_independent", "has_told_ties")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("references_text", "is_independent", "has_told_ties"):
            asked_for(self.fields[name], "demandé pour déposer")

    def _post_clean(self):
        """The engine writes the fields under its lock: the instance in memory stays as it was."""


class CvForm(Form):
    upload = EvidenceField(label="Votre CV")


class _InsuredForm(Form):
    """The end of the insurance, and the insurer's certificate."""

    insured_until_on = FutureDay(label="Assurance valable jusqu’au")
    certificate = EvidenceField(label="Attestation de l’assureur")

    def clean_insured_until_on(self):
        day = self.cleaned_data["insured_until_on"]
        if day > working_days.add_months(clock.today(), LONGEST_INSURANCE):
            raise forms.ValidationError(
                "Cette date est à plus de trois ans\u00a0: vérifiez l’année."
            )
        return day


class InsuranceForm(_InsuredForm):
    """The new end, later than the one known: nobody is insured for less by mistake.

    In an application it is corrected freely.
    """

    def clean_insured_until_on(self):
        day, known = self.cleaned_data["insured_until_on"], self.thing.insured_until_on
        is_proof = day == known and self._waits_for_certificate()
        if known and day <= known and not is_proof and self.thing.state not in EDITABLE:
            raise forms.ValidationError(
                f"L’assurance connue va jusqu’au {words.day(known)}\u00a0: donnez une date après."
            )
        return super().clean_insured_until_on()

    def _waits_for_certificate(self):
        """Taken over by a spreadsheet, which tells the day alone."""
        return self.thing.taken_over_on and not certificates(self.thing).exists()


class TakeOverForm(_InsuredForm):
    """An accreditation in force, decided before the portal; `thing` is the auditor, `rules` those in force today."""

    rules = None

    origin = Reason(
        label="Qui a décidé cet agrément, et quand",
        rows=3,
        why_long="le journal de l’agrément gardera cette origine",
    )
    audit_types = forms.MultipleChoiceField(
        label="Types d’audit", choices=AuditType.offered, widget=forms.CheckboxSelectMultiple
    )
    starts_on = PastDay(label="En vigueur depuis le")
    ends_on = Day(label="En vigueur jusqu’au")
    trained_on = PastDay(label="Formation USH suivie le")

    field_order = (
        "origin",
        "audit_types",
        "starts_on",
        "ends_on",
        "trained_on",
        "insured_until_on",
        "certificate",
    )

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        if day < clock.today():
            raise forms.ValidationError(
                "Cet agrément a pris fin\u00a0: l’auditeur en demande un nouveau."
            )
        return day

    def clean(self):
        """BR-42: the training comes first; BR-43: no longer than the rules give."""
        data = super().clean()
        first, last, trained = (data.get(n) for n in ("starts_on", "ends_on", "trained_on"))
        if first and last and last > (limit := last_end(first, self.rules)):
            text = f"Au-delà de la durée que donne le règlement\u00a0: au plus tard le {words.day(limit)}."
            self.add_error("ends_on", text)
        if first and trained and trained > first:
            text = "La formation précède l’agrément\u00a0: corrigez une des deux dates."
            self.add_error("trained_on", text)
        return data


class CharterForm(Form):
    """The version that the page showed goes with the acceptance."""

    read = forms.CharField(max_length=20, widget=forms.HiddenInput)
