"""Forms of the steps of a draft of the rules: who proposed, gave an opinion, decided, and when; its first day."""

from django import forms

from labelling.parties.framework.drafts.forms import EffectiveDay
from labelling.parties.framework.drafts.models import RulesDraft
from labelling.parties.framework.drafts.registry import known_facts
from portal.core import clock
from portal.documents import EvidenceField
from portal.ui import words
from portal.web.fields import Day, PastDay
from portal.web.forms import Form, ReasonForm

REFERENCE = "Numéro ou titre du relevé, comme CX-2026-11."


class _KnownForm(Form):
    """What was said already of the evolution that the draft says is filled in, and may be corrected."""

    named = {}  # {field of the form: that of the draft}, where they differ

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = known_facts(self.thing)
        if "decided_file" in known and "decided_on" in self.fields:
            self.fields["file"].help_text = "Sans autre fichier, le relevé de l’évolution suit."
        for name, field in self.fields.items():
            field.initial = known.get(self.named.get(name, name), field.initial)


class ProposeForm(_KnownForm):
    origin = forms.ChoiceField(
        label="Qui propose cette évolution", choices=RulesDraft.Origin, widget=forms.RadioSelect
    )
    proposed_on = PastDay(label="Proposée le", initial=clock.today)


class _FollowingForm(_KnownForm):
    """What happens after another thing, whose day is known."""

    after = day = ""  # the field of the draft, and that of the form
    told = ""

    def clean(self):
        data = super().clean()
        before, day = getattr(self.thing, self.after), data.get(self.day)
        if before and day and day < before:
            self.add_error(self.day, f"{self.told} le {words.day(before)}\u00a0: corrigez la date.")
        return data


class EndorseForm(_FollowingForm):
    after, day, told = "proposed_on", "endorsed_on", "La proposition est faite"
    named = {"reference": "endorsed_reference"}

    adviser = forms.ChoiceField(
        label="Qui a rendu un avis favorable",
        choices=RulesDraft.Adviser,
        widget=forms.RadioSelect,
    )
    endorsed_on = PastDay(label="Avis rendu le")
    reference = forms.CharField(label="Référence de l’avis", max_length=120, help_text=REFERENCE)
    file = EvidenceField(label="Relevé", required=False)


class DecideForm(_FollowingForm):
    after, day, told = "endorsed_on", "decided_on", "L’avis est rendu"
    named = {"reference": "decided_reference"}

    decided_on = PastDay(label="Décidée par le COMEX le")
    reference = forms.CharField(
        label="Référence de la décision", max_length=120, help_text=REFERENCE
    )
    file = EvidenceField(label="Relevé", required=False)


class PublishForm(EffectiveDay, Form):
    effective_from = Day(
        label="En vigueur à partir du",
        help_text="La version précédente prend fin la veille. Les dossiers déjà enregistrés la gardent.",
    )

    def __init__(self, *args, thing=None, **kwargs):
        super().__init__(*args, thing=thing, **kwargs)
        self.fields["effective_from"].initial = thing.effective_from

    @property
    def kind_of_rules(self):
        return self.thing.kind


ColleagueReasonForm = ReasonForm.asking(
    minimum=10, rows=3, why_long="l’autre personne du bureau le lira"
)
