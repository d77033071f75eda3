"""Forms of campaigns: a campaign, its tasks, supports and results."""

from django import forms

from home.campaigns.models import Campaign, CampaignResult, CampaignSupport, CampaignTask
from labelling.public import regions
from portal.web.fields import Day, area
from portal.web.forms import Filter, ModelForm


class CampaignForm(ModelForm):
    sentence = "a modifié la campagne"
    region = forms.ChoiceField(label="Région", required=False)

    class Meta:
        model = Campaign
        fields = (
            "title",
            "kind",
            "objective",
            "audience",
            "region",
            "owner",
            "budget",
            "starts_on",
            "ends_on",
        )
        widgets = {
            "objective": area(),
            "starts_on": Day.widget,
            "ends_on": Day.widget,
        }
        help_texts = {
            "objective": "Ce que la campagne doit changer, et pour qui.",
            "owner": "Une fonction ou une équipe.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", "Toutes"), *regions()]

    def clean(self):
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error(
                "ends_on", "La fin vient après le début\u00a0: corrigez l’une des deux dates."
            )
        return data

    def _post_clean(self):
        """Fields are copied by `save`, under the lock: the instance is left unchanged."""
        if self.instance.pk is None:
            super()._post_clean()


class TaskForm(ModelForm):
    class Meta:
        model = CampaignTask
        fields = ("what", "who", "due_on", "done_on")
        widgets = {"due_on": Day.widget, "done_on": Day.widget}


class SupportForm(ModelForm):
    class Meta:
        model = CampaignSupport
        fields = ("name", "kind", "asset", "quantity", "proof", "due_on", "done_on")
        widgets = {"due_on": Day.widget, "done_on": Day.widget}
        help_texts = {
            "asset": "Le nom court de l’élément du kit, comme affiche-a3.",
            "proof": "La référence du bon à tirer, s’il y en a un.",
        }


class ResultForm(ModelForm):
    class Meta:
        model = CampaignResult
        fields = ("measure", "unit", "target", "achieved", "measured_on", "source")
        widgets = {"measured_on": Day.widget}
        help_texts = {
            "unit": "visites, téléchargements, personnes…",
            "source": "Qui a compté, et comment.",
        }

    def clean(self):
        data = super().clean()
        if data.get("achieved") is not None:
            if not data.get("measured_on"):
                self.add_error("measured_on", "Un résultat a sa date\u00a0: indiquez-la.")
            if not data.get("source"):
                self.add_error("source", "Dites d’où vient ce chiffre.")
        return data


LINES = {
    "taches": ("tasks", TaskForm, "tâche"),
    "supports": ("supports", SupportForm, "support"),
    "resultats": ("results", ResultForm, "résultat"),
}


class CampaignFilter(Filter):
    etat = forms.ChoiceField(
        label="État", required=False, choices=[("", "Tous"), *Campaign.State.choices]
    )
    nature = forms.ChoiceField(
        label="Nature", required=False, choices=[("", "Toutes"), *Campaign.Kind.choices]
    )

    @property
    def filters(self):
        self.is_valid()
        names = {"etat": "state", "nature": "kind"}
        return {names[name]: value for name, value in self.cleaned_data.items() if value}
