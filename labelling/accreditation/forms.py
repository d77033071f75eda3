"""Forms of an accreditation: the application, ties (BR-27), insurance (BR-26), the auditor’s own facts."""

from django import forms

from labelling import territories
from labelling.accreditation.models import AuditorAccreditation, AuditType, Tie
from labelling.accreditation.taking_over import last_end
from labelling.organisms.models import Organism
from portal.core import clock, working_days
from portal.documents.forms import EvidenceField
from portal.ui import words
from portal.web.fields import Day, FutureDay, PastDay, Reason, area
from portal.web.forms import Form, ModelForm

LONGEST_INSURANCE = 36  # months


class ApplicationForm(ModelForm):
    """The application, as long as it is in the auditor's hands."""

    act = "edit"
    sentence = "a modifié la demande d’agrément"

    audit_types = forms.MultipleChoiceField(
        label="Types d’audit", choices=AuditType, widget=forms.CheckboxSelectMultiple
    )
    insured_until_on = Day(label="Assurance professionnelle valable jusqu’au", required=False)

    class Meta:
        model = AuditorAccreditation
        fields = (
            "audit_types",
            "references_text",
            "is_independent",
            "insured_until_on",
        )
        widgets = {"references_text": area(8)}
        labels = {
            "is_independent": "Je déclare mon indépendance vis-à-vis des organismes que j’audite."
        }

    field_order = ("audit_types", "references_text", "is_independent", "insured_until_on")

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


class TieEndForm(Form):
    ended_on = Day(label="Dernier jour du lien")

    def __init__(self, *args, tie, **kwargs):
        super().__init__(*args, **kwargs)
        self.tie = tie

    def clean_ended_on(self):
        day, first = self.cleaned_data["ended_on"], self.tie.started_on
        if day > clock.today():
            raise forms.ValidationError(
                "Ce jour n’est pas encore venu\u00a0: dites la fin du lien une fois passée."
            )
        if day < first:
            raise forms.ValidationError(
                f"Le lien a commencé le {words.day(first)}\u00a0: il ne finit pas avant."
            )
        return day


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
    """The new end, later than the one known: nobody is insured for less by mistake."""

    def clean_insured_until_on(self):
        day, known = self.cleaned_data["insured_until_on"], self.thing.insured_until_on
        if known and day <= known:
            raise forms.ValidationError(
                f"L’assurance connue va jusqu’au {words.day(known)}\u00a0: donnez une date après."
            )
        return super().clean_insured_until_on()


class TakeOverForm(_InsuredForm):
    """An accreditation in force, decided before the portal; `thing` is the auditor."""

    origin = Reason(
        label="Qui a décidé cet agrément, et quand",
        rows=3,
        why_long="le journal de l’agrément gardera cette origine",
    )
    audit_types = forms.MultipleChoiceField(
        label="Types d’audit", choices=AuditType, widget=forms.CheckboxSelectMultiple
    )
    starts_on = PastDay(label="En vigueur depuis le")
    ends_on = Day(label="En vigueur jusqu’au")
    trained_on = PastDay(label="Formation USH suivie le")

    field_order = (
        "origin", "audit_types", "starts_on", "ends_on", "trained_on", "insured_until_on", "certificate",
    )  # fmt: skip

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
        if first and last and last > (limit := last_end(first)):
            text = f"Au-delà de la durée que donne le règlement\u00a0: au plus tard le {words.day(limit)}."
            self.add_error("ends_on", text)
        if first and trained and trained > first:
            text = "La formation précède l’agrément\u00a0: corrigez une des deux dates."
            self.add_error("trained_on", text)
        return data


class _FirmForm(Form):
    """Who an auditor works for, and where."""

    firm = forms.CharField(label="Cabinet", max_length=160)
    regions = forms.MultipleChoiceField(
        label="Régions d’intervention", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regions"].choices = [(one.code, one.name) for one in territories.regions()]


class CharterForm(Form):
    """The version that the page showed goes with the acceptance."""

    read = forms.CharField(max_length=20, widget=forms.HiddenInput)


class PresentationForm(_FirmForm):
    is_public = forms.BooleanField(
        label="J’accepte de paraître dans la liste publique des auditeurs", required=False
    )


class RegistrationForm(_FirmForm):
    """Whom the référent invites to the register of auditors; the person corrects the name when accepting."""

    first_name = forms.CharField(label="Prénom", max_length=80)
    last_name = forms.CharField(label="Nom", max_length=80)
    email = forms.EmailField(
        label="Adresse électronique",
        help_text="Elle reçoit l’invitation, qui vaut quatorze jours.",
    )
    audit_types = forms.MultipleChoiceField(
        label="Types d’audit envisagés", choices=AuditType, widget=forms.CheckboxSelectMultiple
    )
    is_public = forms.BooleanField(
        label="Cette personne accepte de paraître dans la liste publique des auditeurs",
        help_text="La liste montre son nom, son cabinet et ses régions, une fois l’agrément accordé.",
        required=False,
    )

    field_order = (
        "first_name",
        "last_name",
        "email",
        "firm",
        "regions",
        "audit_types",
        "is_public",
    )
