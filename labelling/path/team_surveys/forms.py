"""Forms of surveys of agents: opened by the organism, answered by whoever holds a code."""

from datetime import timedelta

from django import forms

from labelling.path.consultations.forms import CodeForm
from labelling.path.team_surveys.models import MOST
from portal.core import clock
from portal.ui import words
from portal.web.fields import FutureDay
from portal.web.forms import Form

LONGEST = timedelta(days=60)


class OpenForm(Form):
    agents = forms.IntegerField(
        label="Combien d’agents interrogez-vous\u00a0?",
        help_text=f"Un code chacun, de 10 à {MOST}. Rien n’est lu avant dix réponses.",
        min_value=10,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "data-size": "s"}),
    )
    closes_on = FutureDay(
        label="Dernier jour pour répondre",
        help_text="Les résultats se lisent le lendemain.",
    )

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day > clock.today() + LONGEST:
            last = words.day(clock.today() + LONGEST)
            raise forms.ValidationError(f"Choisissez un jour jusqu’au {last}.")
        return day


class PaperForm(CodeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "Douze signes, sur le papier qui vous a été remis."
        self.fields["code"].error_messages["required"] = "Tapez le code du papier."


class AnswerForm(Form):
    """The questions of the survey, each with « Je ne sais pas »: nobody has to say more than they wish."""

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, thing=thing, **kwargs)
        said = thing.survey.questionnaire
        choices = [(one["code"], one["label"]) for one in said["answers"]]
        for one in said["questions"]:
            self.fields[one["code"]] = forms.ChoiceField(
                label=one["label"],
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Choisissez une réponse."},
            )
