"""Forms of a label decided before the portal: what the committee decided, then its days, its proof, who says so."""

from django import forms

from labelling.parties.organisms.models import Organism
from labelling.steering.history_import.labels.actions import BEFORE, proposed, rules_then
from labelling.steering.history_import.lines.numbers import given_numbers
from labelling.steering.history_import.rules import NUMBER
from portal.core import working_days
from portal.documents import EvidenceField
from portal.ui import words
from portal.web.fields import Day, PastDay, Reason, area, asked_for
from portal.web.forms import Form

FIRST_YEAR, LONGEST = 2000, 120  # months
CHECK_YEAR = "Vérifiez l’année de cette date."
KINDS = (("initial", "Premier label"), ("renewal", "Renouvellement"))


class DecisionForm(Form):
    """Whose label it is and when it was decided: the days of the label are proposed from it."""

    organisme = forms.ModelChoiceField(
        Organism.objects.none(),
        label="Organisme",
        to_field_name="slug",
        empty_label="Choisir",
        error_messages={"required": "Choisissez l’organisme."},
    )
    type = forms.ChoiceField(
        label="Décision du comité", choices=KINDS, initial="initial", widget=forms.RadioSelect
    )
    decision = PastDay(label="Jour de la décision")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Organism.objects.visible_to(self.by).filter(is_active=True)
        self.fields["organisme"].queryset = rows.order_by("name__french", "pk")

    def clean_decision(self):
        return _plausible(self.cleaned_data["decision"])


class LabelForm(Form):
    """The label itself; `decision` is what `DecisionForm` gave."""

    start_on = Day(label="Premier jour du label")
    end_on = Day(label="Dernier jour du label")
    dates_reason = Reason(
        "Pourquoi ces dates", rows=2, minimum=10, why_long="la page du label gardera ce motif"
    )
    with_recommendations = forms.BooleanField(
        label="Le comité a joint des recommandations", required=False
    )
    rules = forms.CharField(
        label="Règles d’alors",
        help_text=f"Le règlement de ce jour-là, tel que vous le connaissez. Vide, la page dira «\u00a0{BEFORE}\u00a0».",
        max_length=160,
        required=False,
    )
    number = forms.CharField(
        label="Numéro de l’attestation",
        help_text="Celui qui est imprimé dessus, s’il est connu\u00a0: la page «\u00a0Vérifier\u00a0» y répondra.",
        max_length=40,
        required=False,
    )
    homes = forms.IntegerField(
        label="Logements alors",
        min_value=1,
        max_value=9_999_999,
        required=False,
        widget=forms.NumberInput({"data-size": "s"}),
    )
    perimeter = forms.CharField(
        label="Périmètre",
        max_length=2000,
        required=False,
        widget=area(2),
        help_text="Ce que le label couvrait. Il se lit dans l’annuaire.",
    )
    proof = EvidenceField(label="Preuve")
    stated_by = forms.CharField(
        label="Qui le dit",
        help_text="Le nom et la fonction de la personne qui l’atteste.",
        max_length=160,
    )
    stated_on = PastDay(label="Le")
    statement = Reason(
        "En ses mots", rows=3, why_long="la page du label et le journal garderont ces mots"
    )

    def __init__(self, *args, decision, **kwargs):
        super().__init__(*args, **kwargs)
        self.decided_on = decision["decision"]
        self.is_renewal = decision["type"] == "renewal"
        self.proposed = proposed(decision["organisme"], self.decided_on)
        then, self.rules_of_proposal = rules_then(self.decided_on)
        self.initial |= dict(zip(("start_on", "end_on"), self.proposed, strict=True))
        self.initial["rules"] = then.title if then else ""
        asked_for(self.fields["dates_reason"], "demandé si vous changez les dates proposées")

    @property
    def facts(self):
        told = {"decided_on": self.decided_on, "is_renewal": self.is_renewal}
        return super().facts | told

    def clean_start_on(self):
        return _plausible(self.cleaned_data["start_on"])

    def clean_end_on(self):
        return _plausible(self.cleaned_data["end_on"])

    def clean_number(self):
        """BR-67: a number is never given twice, whatever its case."""
        number = self.cleaned_data["number"].strip()
        if number and not NUMBER.fullmatch(number):
            text = "Ce numéro tient en lettres, chiffres, points, espaces et traits d’union."
            raise forms.ValidationError(text)
        if owner := given_numbers([number.upper()]).get(number.upper()):
            raise forms.ValidationError(f"Ce numéro est déjà celui d’un label {words.of(owner)}.")
        return number

    def clean(self):
        data = super().clean()
        start, end = data.get("start_on"), data.get("end_on")
        if start and end and end < start:
            self.add_error("end_on", "La fin du label précède son début.")
        elif start and end and end > working_days.add_months(start, LONGEST):
            self.add_error("end_on", CHECK_YEAR)
        elif start and end and (start, end) != self.proposed and not data.get("dates_reason"):
            first, last = map(words.day, self.proposed)
            text = f"Les dates proposées vont du {first} au {last}\u00a0: dites pourquoi celles-ci."
            if "dates_reason" not in self.errors:
                self.add_error("dates_reason", text)
        return data


def _plausible(day):
    if day.year < FIRST_YEAR:
        raise forms.ValidationError(CHECK_YEAR)
    return day
