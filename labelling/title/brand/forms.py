"""Forms of the trademark and of its rules of use."""

from django import forms

from labelling.parties.framework.versions import valid_code
from labelling.title.brand import actions
from labelling.title.brand.models import BrandCharterVersion, Trademark, UsageRulesVersion
from labelling.title.brand.sentences import valid_sentences
from labelling.title.brand.workflow import LIFE
from portal import documents
from portal.core import working_days
from portal.web.fields import Day, Lines, Numbers, area
from portal.web.forms import Form, ModelForm

TAKEN = "Ce code est déjà celui d’une autre version. Choisissez-en un autre."
SENTENCES_HINT = (
    "Une phrase par ligne. {organisme}, {début}, {fin}, {label} et {mention} prennent les valeurs de "
    "chaque licence."
)
CHECKED = {"validators": [valid_sentences], "required": False}
CODE_HINT = "Lettres, chiffres, points et traits d’union, comme 2027.1."


class TrademarkForm(ModelForm):
    """The facts of the mark, as its title at INPI gives them."""

    sentence = "a modifié la fiche de la marque"
    filed_on = Day(label="Déposée le", required=False)
    renewal_on = Day(
        label="À renouveler avant le",
        required=False,
        help_text="Laissée vide, dix ans après le dépôt.",
    )
    classes = Numbers(label="Classes", required=False, help_text="De 1 à 45, comme 36, 41.")
    reminder_months = Numbers(
        label="Rappels avant le renouvellement", help_text="En mois, comme 12, 6, 3, 1."
    )

    class Meta:
        model = Trademark
        fields = (
            "name",
            "kind",
            "number",
            "filed_on",
            "renewal_on",
            "classes",
            "territory",
            "owner",
            "logo_note",
            "reminder_months",
            "is_demo",
        )
        widgets = {"logo_note": area(3)}
        labels = {"is_demo": "Fiche provisoire : ces informations ne sont pas celles du titre"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label = self._meta.labels["is_demo"]
        self.fields["is_demo"] = forms.BooleanField(label=label, required=False)
        self.initial["is_demo"] = self.instance.is_demo

    def clean_classes(self):
        classes = self.cleaned_data["classes"]
        if any(not 1 <= number <= 45 for number in classes):
            raise forms.ValidationError("Les classes vont de 1 à 45, par exemple 36, 41.")
        return classes

    def clean(self):
        data = super().clean()
        filed, renewal = data.get("filed_on"), data.get("renewal_on")
        if filed and not renewal and "renewal_on" not in self.errors:
            data["renewal_on"] = working_days.add_months(filed, LIFE)
        if filed and renewal and renewal <= filed:
            self.add_error("renewal_on", "Le renouvellement vient après le dépôt.")
        if self.instance.state == Trademark.State.REGISTERED:
            self._keep_registered(data)
        return data

    def _keep_registered(self, data):
        """What is registered keeps its number and its end."""
        for name in ("number", "renewal_on"):
            if not data.get(name) and name not in self.errors:
                self.add_error(
                    name, "Cette marque est enregistrée : ce champ ne peut pas être vide."
                )

    def _post_clean(self):
        """The engine writes the fields under its lock: the instance in memory stays as it was."""


class CharterStartForm(Form):
    """A new charter: its name and its first day; its colours start from the last one."""

    code = forms.CharField(
        label="Code", max_length=40, validators=[valid_code], help_text=CODE_HINT
    )
    title = forms.CharField(label="Titre", max_length=160)
    effective_from = Day(label="En vigueur à partir du")

    def clean_code(self):
        if BrandCharterVersion.objects.filter(code=self.cleaned_data["code"]).exists():
            raise forms.ValidationError(TAKEN)
        return self.cleaned_data["code"]


class RulesForm(ModelForm):
    """The draft of a règlement d’usage: its text, or its document."""

    sentence = "a modifié le brouillon du règlement d’usage"
    effective_from = Day(label="En vigueur à partir du")
    filed_at_inpi_on = Day(
        label="Déposé à l’INPI le",
        required=False,
        help_text="Pour une marque collective ou de garantie, l’INPI reçoit chaque version.",
    )
    review_on = Day(
        label="À revoir avant le", required=False, help_text="Vous en êtes prévenu à l’avance."
    )
    document = documents.EvidenceField(label="Document", required=False)
    said_engaged = Lines(
        label="Mentions d’un organisme engagé", help_text=SENTENCES_HINT, **CHECKED
    )
    said_labelled = Lines(
        label="Mentions d’un organisme labellisé", help_text=SENTENCES_HINT, **CHECKED
    )
    said_mention = Lines(
        label="Mentions d’une mention spéciale", help_text=SENTENCES_HINT, **CHECKED
    )
    forbidden = Lines(label="Usages interdits", help_text="Une phrase par ligne.", **CHECKED)

    class Meta:
        model = UsageRulesVersion
        fields = (
            "title",
            "effective_from",
            "filed_at_inpi_on",
            "review_on",
            "text",
            *actions.SENTENCES,
            "source_note",
        )
        widgets = {"text": area(12)}

    def save(self, **options):
        current = super().save(**options)
        if self.cleaned_data.get("document"):
            actions.attach(current, self.cleaned_data["document"], self.by)
        return current

    def _post_clean(self):
        """The engine writes the fields under its lock: the instance in memory stays as it was."""


class RulesStartForm(RulesForm):
    """The same for a new draft, which also takes its code."""

    code = forms.CharField(
        label="Code", max_length=40, validators=[valid_code], help_text=CODE_HINT
    )
    field_order = ("code",)

    def clean_code(self):
        if UsageRulesVersion.objects.filter(code=self.cleaned_data["code"]).exists():
            raise forms.ValidationError(TAKEN)
        return self.cleaned_data["code"]
