"""Forms of surveys: compose, open, choose for whom one answers."""

from datetime import timedelta

from django import forms

from community.polls.models import Survey, SurveyQuestion
from community.polls.recipients import PER_ORGANISM
from portal.core import clock
from portal.web import questionnaire
from portal.web.fields import Day, area, asked_for
from portal.web.forms import Form

ANONYMOUS, NAMED = "anonymous", "named"
LEAST, MOST, LONGEST = 2, 20, 150  # answers offered, and their length
AHEAD = timedelta(days=366)
LINES = {"widget": area(6), "required": False}


def lines(text, *, least, most):
    """One option a line, in order, without duplicates. Raises ValidationError."""
    found = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if not least <= len(found) <= most:
        raise forms.ValidationError(
            f"Écrivez de {least} à {most} réponses, une par ligne\u00a0: il y en a {len(found)}."
        )
    if long := next((line for line in found if len(line) > LONGEST), None):
        raise forms.ValidationError(
            f"{LONGEST} caractères au plus par réponse\u00a0: «\u00a0{long[:40]}…\u00a0» est trop longue."
        )
    return found


class SurveyForm(Form):
    title = forms.CharField(
        label="Titre",
        max_length=160,
        error_messages={"required": "Donnez un titre à l’enquête."},
    )
    intro = forms.CharField(
        label="Pourquoi vous posez ces questions",
        help_text="Ce que l’enquête fera décider, et pour quand. On le lit avant de répondre.",
        max_length=2000,
        required=False,
        widget=area(),
    )


class PollForm(Form):
    title = forms.CharField(
        label="Question",
        max_length=160,
        error_messages={"required": "Écrivez la question."},
    )
    options = forms.CharField(
        label="Réponses proposées",
        help_text="Une par ligne. On en choisit une seule.",
        **LINES | {"required": True},
        error_messages={"required": "Proposez au moins deux réponses, une par ligne."},
    )

    def clean_options(self):
        return lines(self.cleaned_data["options"], least=LEAST, most=MOST)


class QuestionForm(Form):
    label = forms.CharField(
        label="Question",
        max_length=250,
        error_messages={"required": "Écrivez la question."},
    )
    kind = forms.ChoiceField(
        label="On y répond par",
        choices=questionnaire.KINDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Dites comment on répond.",
            "invalid_choice": "Choisissez une des façons de répondre.",
        },
    )
    options = asked_for(
        forms.CharField(
            label="Réponses proposées, ou mots de l’échelle",
            help_text=(
                "Une par ligne. Pour une échelle\u00a0: cinq mots, de 1 à 5\u00a0; rien, et ce sera de "
                "«\u00a0pas du tout\u00a0» à «\u00a0tout à fait\u00a0». Pour un texte\u00a0: rien."
            ),
            **LINES,
        ),
        "demandé pour un choix",
    )
    help = forms.CharField(label="Aide sous la question", max_length=300, required=False)
    is_required = forms.BooleanField(label="Il faut y répondre", required=False, initial=True)

    def clean(self):
        data = super().clean()
        kind, text = data.get("kind"), data.get("options", "")
        try:
            data["options"] = self._options(kind, text)
        except forms.ValidationError as error:
            self.add_error("options", error)
        return data

    def _options(self, kind, text):
        if kind in (questionnaire.ONE, questionnaire.SEVERAL):
            return lines(text, least=LEAST, most=MOST)
        if kind == questionnaire.SCALE and text.strip():
            return lines(text, least=questionnaire.STEPS, most=questionnaire.STEPS)
        return []


class MeasureForm(Form):
    """Which question of scale is the score of the organisms, if one is."""

    question = forms.ModelChoiceField(
        label="Question qui mesure la satisfaction des organismes",
        queryset=SurveyQuestion.objects.none(),
        required=False,
        empty_label="Aucune\u00a0: cette enquête n’en est pas une",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        scales = self.thing.questions.filter(kind=questionnaire.SCALE).order_by("order")
        self.fields["question"].queryset = scales
        self.fields["question"].initial = scales.filter(is_satisfaction=True).first()


def boxed(label, choices, required):
    field = forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": required},
    )
    field.is_boxed = True
    return field


class LastDayForm(Form):
    closes_on = Day(
        label="Dernier jour pour répondre",
        help_text="L’enquête se clôt d’elle-même le lendemain.",
        error_messages={
            "required": "Dites jusqu’à quel jour on répond.",
            "invalid": "Écrivez ce jour ainsi\u00a0: 18/12/2026.",
        },
    )

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day < clock.today():
            raise forms.ValidationError("Ce jour est passé.")
        if day > clock.today() + AHEAD:
            raise forms.ValidationError("Un an au plus.")
        return day


class OpenForm(LastDayForm):
    secrecy = boxed(
        "Les réponses sont",
        (
            (ANONYMOUS, "Anonymes\u00a0: personne ne saura qui a répondu quoi, pas même vous."),
            (NAMED, "Nominatives\u00a0: qui anime l’espace lit chaque réponse avec son nom."),
        ),
        "Choisissez\u00a0: c’est dit avant de répondre, et ne changera plus.",
    )
    per = boxed("On compte", Survey.Per.choices, "Dites qui compte pour une réponse.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.thing.space.kind not in PER_ORGANISM:
            del self.fields["per"]


class MoveForm(LastDayForm):
    """Another last day of an open survey, sooner or later."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["closes_on"].initial = self.thing.closes_on

    def clean_closes_on(self):
        day = super().clean_closes_on()
        if day == self.thing.closes_on:
            raise forms.ValidationError("C’est déjà le dernier jour.")
        return day


class AnswerForm(Form):
    """Base class of an answer form: for which organism, where one acts for several."""

    def __init__(self, *args, organisms=None, **kwargs):
        super().__init__(*args, **kwargs)
        if organisms is not None:
            self.fields = {"organism": organism_field(organisms)} | self.fields


def organism_field(organisms):
    return forms.ModelChoiceField(
        label="Vous répondez pour",
        queryset=organisms,
        to_field_name="slug",
        error_messages={"required": "Choisissez un organisme."},
    )
