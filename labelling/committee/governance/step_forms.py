"""Forms of the evolutions of the label: the proposal, the opinion, the decision, the version, what sets aside."""

from django import forms

from labelling.committee.governance.models import Evolution
from labelling.committee.governance.versions import published_drafts, running_drafts
from labelling.parties.framework.models import RulesDraft
from labelling.parties.organisms.rules import instructor
from portal.core import clock
from portal.documents import EvidenceField
from portal.ui import words
from portal.web.fields import Day, PastDay, Reason, area
from portal.web.forms import Form

REFERENCE = "Numéro ou titre du relevé, comme CX-2026-11."
OF_THE_OFFICE = ("origin", "proposed_on", "due_on")


class ProposeForm(Form):
    title = forms.CharField(label="Titre", max_length=160)
    change = forms.CharField(label="Ce qui changerait", widget=area(5), max_length=5000)
    reason = Reason("Pourquoi", why_long="la Commission et le COMEX le liront", max_length=5000)
    origin = forms.ChoiceField(
        label="Qui la propose", choices=Evolution.Origin, widget=forms.RadioSelect
    )
    proposed_on = PastDay(label="Proposée le", initial=clock.today)
    due_on = Day(
        label="La Commission se réunit le", required=False, help_text="Si la date est connue."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in () if instructor(self.by, None) else OF_THE_OFFICE:
            del self.fields[name]


class _FollowingForm(Form):
    """What happens after another thing, whose day is known."""

    day = ""
    after = ()  # fields of the evolution, the latest first

    def clean(self):
        data = super().clean()
        before = next(filter(None, (getattr(self.thing, name) for name in self.after)))
        day = data.get(self.day)
        if day and day < before:
            said = f"L’étape précédente est du {words.day(before)}\u00a0: corrigez la date."
            self.add_error(self.day, said)
        return data


class EndorseForm(_FollowingForm):
    day, after = "endorsed_on", ("proposed_on",)

    endorsed_on = PastDay(label="Avis rendu le")
    reference = forms.CharField(label="Référence de l’avis", max_length=120, help_text=REFERENCE)
    due_on = Day(label="Le COMEX se réunit le", required=False, help_text="Si la date est connue.")


class DecideForm(_FollowingForm):
    day, after = "decided_on", ("endorsed_on",)

    decided_on = PastDay(label="Décidée par le COMEX le")
    reference = forms.CharField(
        label="Référence de la décision", max_length=120, help_text=REFERENCE
    )
    file = EvidenceField(label="Relevé de la décision")


class SetAsideForm(_FollowingForm):
    day, after = "set_aside_on", ("decided_on", "endorsed_on", "proposed_on")

    body = forms.ChoiceField(label="Qui l’écarte", choices=Evolution.Body, widget=forms.RadioSelect)
    set_aside_on = PastDay(label="Écartée le", initial=clock.today)
    reason = Reason(why_long="qui l’avait proposée le lira", max_length=2000)


class DraftField(forms.ModelChoiceField):
    def label_from_instance(self, draft):
        return f"{draft.code}, {draft} ({draft.get_state_display().lower()})"


class LinkForm(Form):
    """Which version in preparation says it."""

    draft = DraftField(
        label="Projet de version des règles",
        queryset=RulesDraft.objects.none(),
        empty_label="Choisir",
        error_messages={"required": "Choisissez un projet de version."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["draft"].queryset = running_drafts()


class PublishForm(Form):
    """Which published version says it."""

    draft = DraftField(
        label="Version publiée",
        queryset=RulesDraft.objects.none(),
        empty_label="Choisir",
        error_messages={"required": "Choisissez la version publiée."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["draft"].queryset = published_drafts(self.thing)
        self.fields["draft"].initial = self.thing.draft_id
