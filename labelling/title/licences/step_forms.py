"""Forms of the steps of a licence."""

from django import forms

from labelling.title.brand.charters import looks
from labelling.title.licences.models import BrandLicence
from portal.core import clock
from portal.documents import EvidenceField
from portal.web.fields import Day, Reason, area, asked_for
from portal.web.forms import Form, ReasonForm


class Supports(Form):
    """What the organism plans to do with the mark."""

    supports = forms.MultipleChoiceField(
        label="Supports prévus",
        choices=BrandLicence.Support,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins un support."},
    )
    use_note = forms.CharField(
        label="Précisions",
        help_text="Ce que vous préparez, si vous le savez déjà.",
        required=False,
        max_length=2000,
        widget=area(3),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("supports", self.thing.supports)
        self.initial.setdefault("use_note", self.thing.use_note)


class RequestForm(Supports):
    """The organism asks for the licence that its title opens."""


class AcceptForm(Supports):
    """BR-03: the signatory accepts the charter that the page shows, and no other."""

    accepts = forms.BooleanField(
        label="J’ai lu et j’accepte, au nom de l’organisme, la charte, les mentions obligatoires "
        "et les usages interdits",
        error_messages={"required": "Cochez cette case pour accepter la licence."},
    )
    charter = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        current = looks.in_force()
        self.initial.setdefault("charter", current.code if current else "")


OrganismReasonForm = ReasonForm.asking(
    help_text="L’organisme le lira. 20 caractères au moins.", why_long="l’organisme lira ce motif"
)


class GrievanceForm(Form):
    reason = Reason(
        "Manquement reproché",
        minimum=50,
        rows=6,
        why_long="l’organisme répond à ce motif",
        help_text="Le support, la date, la règle. L’organisme le lira. 50 caractères au moins.",
    )


class ObservationsForm(Form):
    observations = forms.CharField(
        label="Vos observations",
        help_text="La présidence du comité les lit avant de décider. 20 caractères au moins.",
        min_length=20,
        widget=area(6),
        error_messages={
            "min_length": "Écrivez 20 caractères au moins\u00a0: la présidence lira cette réponse."
        },
    )


class RemovalForm(Form):
    """BR-83: each kind of support on its own day; what is declared already is not asked again."""

    digital_removed_on = Day(
        label="Supports numériques retirés le",
        help_text="Site, réseaux sociaux, signatures de courriel, modèles.",
    )
    print_removed_on = Day(
        label="Imprimés et signalétique retirés le",
        help_text="Affiches, plaquettes, halls, agences, véhicules.",
    )
    note = forms.CharField(
        label="Ce qui a été retiré",
        required=False,
        max_length=4000,
        widget=area(),
    )
    proof = EvidenceField(label="Preuve, comme une photo ou une capture", required=False)
    DAYS = ("digital_removed_on", "print_removed_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.DAYS:
            if getattr(self.thing, name):
                del self.fields[name]
        left = [self.fields[name] for name in self.DAYS if name in self.fields]
        for field in left if len(left) > 1 else ():
            asked_for(field, "l’un des deux jours au moins")

    def clean(self):
        data, today = super().clean(), clock.today()
        asked = [name for name in self.DAYS if name in self.fields]
        for name in asked:
            if data.get(name) and data[name] > today:
                self.add_error(name, "Écrivez une date passée ou celle du jour.")
        if asked and not any(data.get(name) for name in asked) and not self.errors:
            self.add_error(asked[0], "Indiquez au moins un jour de retrait.")
        return data
