"""Forms of an auditor: registration, presentation, ties with organisms (BR-27)."""

from django import forms

from labelling import territories
from labelling.parties.accreditation.models import AuditType, Tie
from labelling.parties.organisms.models import Organism
from portal.core import clock
from portal.ui import words
from portal.web.fields import Day, Email
from portal.web.forms import Form


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
        self.fields["organism"].queryset = Organism.objects.order_by("name__french")

    def clean(self):
        data = super().clean()
        first, last = data.get("started_on"), data.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", "La fin vient avant le début. Corrigez une des deux dates.")
        return data


class OfficeTieForm(TieForm):
    """The same of somebody of the office, who has no firm."""

    is_of_firm = None


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


class _FirmForm(Form):
    """Who an auditor works for, and where."""

    firm = forms.CharField(label="Cabinet", max_length=160)
    regions = forms.MultipleChoiceField(
        label="Régions d’intervention", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regions"].choices = [(one.code, one.name) for one in territories.regions()]


class PresentationForm(_FirmForm):
    """What the auditor says of themselves on their page."""

    address = forms.CharField(label="Adresse postale", max_length=240)
    audit_types = forms.MultipleChoiceField(
        label="Types d’audit envisagés",
        choices=AuditType.offered,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.CharField(
        label="Langues de travail",
        max_length=160,
        required=False,
        help_text="Celles dans lesquelles vous menez un entretien, comme\u00a0: français, anglais.",
    )
    is_public = forms.BooleanField(
        label="J’accepte de paraître dans la liste publique des auditeurs",
        help_text="Elle montre votre nom, votre cabinet et vos régions, tant que votre agrément est en vigueur.",
        required=False,
    )

    field_order = ("firm", "address", "regions", "audit_types", "languages", "is_public")


class RegistrationForm(_FirmForm):
    """Whom the référent invites to the register of auditors; the person corrects the name when accepting."""

    first_name = forms.CharField(label="Prénom", max_length=80)
    last_name = forms.CharField(label="Nom", max_length=80)
    email = Email(
        label="Adresse électronique",
        max_length=254,
        help_text="Elle reçoit l’invitation, qui vaut quatorze jours.",
    )
    audit_types = forms.MultipleChoiceField(
        label="Types d’audit envisagés",
        choices=AuditType.offered,
        widget=forms.CheckboxSelectMultiple,
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
