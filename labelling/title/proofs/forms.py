"""Forms of a proof, for the organism and the Dircom."""

from django import forms

from labelling.parties.framework.binding import current_rules
from labelling.title.licences.models import BrandLicence
from labelling.title.proofs.models import BrandProof
from portal.core import clock
from portal.documents import EvidenceField
from portal.search.filters import TextFilter
from portal.web.fields import Day, area
from portal.web.forms import Form


class SubmitForm(Form):
    """A new proof, under a licence that may be used today."""

    licence = forms.ModelChoiceField(
        label="Licence",
        queryset=BrandLicence.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une licence."},
    )
    title = forms.CharField(
        label="Support",
        help_text="Par exemple\u00a0: affiche de hall, printemps 2027.",
        max_length=120,
    )
    support = forms.ChoiceField(label="Nature", choices=BrandLicence.Support)
    print_on = Day(
        label="Impression ou mise en ligne prévue le",
        required=False,
    )
    file = EvidenceField(label="Fichier à relire")
    comment = forms.CharField(
        label="Commentaire",
        required=False,
        max_length=4000,
        widget=area(3),
    )

    def __init__(self, *args, licences, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["licence"]
        field.queryset = licences
        field.label_from_instance = lambda one: (
            f"{one.organism}, {one.get_variant_display().lower()}"
        )
        self.initial.setdefault("licence", licences.first())
        delay = current_rules().deadlines["D20"].shown
        self.fields["print_on"].help_text = f"Comptez {delay} de relecture avant cette date."

    def clean_print_on(self):
        day = self.cleaned_data["print_on"]
        if day and day < clock.today():
            raise forms.ValidationError("Cette date est passée. Écrivez celle qui est prévue.")
        return day


class VersionForm(Form):
    """The corrected file: it becomes the next version of the proof."""

    file = EvidenceField(label="Fichier corrigé")
    comment = forms.CharField(
        label="Ce qui a changé",
        required=False,
        max_length=4000,
        widget=area(3),
    )


class AnswerForm(Form):
    """An approval may say a word; annotations are a file."""

    answer = forms.CharField(
        label="Réponse",
        required=False,
        max_length=4000,
        widget=area(5),
    )
    annotated = EvidenceField(label="Fichier annoté", required=False)


class ReasonedForm(AnswerForm):
    """A « no » says what to change, or why."""

    answer = forms.CharField(
        label="Réponse",
        help_text="Ce qui ne va pas et comment le corriger. 20 caractères au moins.",
        min_length=20,
        max_length=4000,
        widget=area(5),
        error_messages={
            "min_length": "Écrivez 20 caractères au moins\u00a0: l’organisme lira cette réponse."
        },
    )


class ProofFilter(TextFilter):
    """A value that means nothing is ignored."""

    texts = ("licence__organism__name", "title")
    q = forms.CharField(label="Organisme ou support", required=False, max_length=80)
    etat = forms.ChoiceField(
        label="État", required=False, choices=[("", "Tous"), *BrandProof.State.choices]
    )
