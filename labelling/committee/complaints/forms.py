"""Forms of the desk of requests: what is contested, who handles it, an appeal."""

from django import forms

from labelling.committee.complaints.appeals.actions import describe_decision
from labelling.committee.complaints.authors.forms import FactsForm
from labelling.committee.complaints.handlers import independence
from labelling.committee.complaints.models import Admission, Complaint, MisuseReport
from labelling.committee.complaints.step_forms import known_organisms, long_text
from labelling.committee.models import Decision
from labelling.parties.organisms.models import Organism
from labelling.path.audits.models import AuditMission
from portal.documents import EvidenceField
from portal.models import User
from portal.ui import words
from portal.web.fields import Several
from portal.web.forms import Form, ModelForm


class MisuseForm(ModelForm):
    """The reason, and the organism that the words name."""

    sentence = "a précisé le signalement"

    class Meta:
        model = MisuseReport
        fields = ("reason", "organism")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organism"].queryset = known_organisms(self.by)


class DecisionField(forms.ModelChoiceField):
    def label_from_instance(self, decision):
        return describe_decision(decision)


class ComplaintForm(ModelForm):
    """What is contested: BR-100 reads it. Audits and decisions are those of the organism chosen."""

    sentence = "a précisé ce qui est contesté"
    decision = DecisionField(
        label="Décision contestée", queryset=Decision.objects.none(), required=False
    )

    class Meta:
        model = Complaint
        fields = ("about", "organism", "mission", "decision")
        help_texts = {
            "organism": "Enregistrez l’organisme pour choisir ensuite un de ses audits, une de ses décisions."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        organism = self.instance.organism_id
        self.fields["organism"].queryset = Organism.objects.filter(is_active=True).order_by(
            "name__french"
        )
        missions = AuditMission.objects.filter(dossier__organism=organism)
        self.fields["mission"].queryset = missions.exclude(state="cancelled")
        own = Decision.objects.filter(item__dossier__organism=organism)
        own |= Decision.objects.filter(item__label__organism=organism)
        self.fields["decision"].queryset = own.select_related("item__session").distinct()

    def clean(self):
        cleaned = super().clean()
        if "organism" in self.changed_data:  # what belonged to the other organism is not contested
            cleaned["mission"] = cleaned["decision"] = None
        return cleaned


EDITING = {MisuseReport: MisuseForm, Complaint: ComplaintForm, Admission: FactsForm}


class PeopleField(Several):
    def label_from_instance(self, person):
        return f"{person}, {independence.STANDINGS[person.standing]}"


class HandlersForm(Form):
    """Those who took part are not offered; each is named with its reason under the form (BR-100)."""

    people = PeopleField(
        label="Qui instruit",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins une personne."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        everybody = list(independence.candidates())
        why = independence.reasons(self.thing, everybody)
        self.excluded = [(person, why[person.pk]) for person in everybody if person.pk in why]
        free = [person.pk for person in everybody if person.pk not in why]
        self.fields["people"].queryset = independence.candidates().filter(pk__in=free)
        self.fields["people"].initial = list(self.thing.handlers.values_list("pk", flat=True))


class LodgeForm(Form):
    """The decisions are those that this signatory may contest today (D16)."""

    decision = forms.ChoiceField(
        label="Décision contestée",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez la décision que vous contestez.",
            "invalid_choice": "Cette décision ne peut plus faire l’objet d’un recours.",
        },
    )
    text = long_text(
        "Vos motifs",
        "Ce que vous contestez et pourquoi. Ceux qui examinent le recours les lisent.",
        minimum=50,
        rows=10,
    )
    upload = EvidenceField(label="Une pièce", required=False)

    def __init__(self, *args, rows=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = {reference_of(row["decision"]): row["decision"] for row in rows}
        self.fields["decision"].choices = [
            (
                reference_of(row["decision"]),
                f"{row['organism']}\u00a0: {row['said']}, recours jusqu’au {words.day(row['last_day'])}",
            )
            for row in rows
        ]
        if len(rows) == 1:
            self.fields["decision"].initial = reference_of(rows[0]["decision"])

    @property
    def facts(self):
        facts = dict(self.cleaned_data)
        return facts | {"decision": self.rows[facts["decision"]]}


def reference_of(decision):
    """« QH-S-2026-0003-2 »: the session and its point."""
    return f"{decision.item.session.reference}-{decision.item.number}"
