"""Questionnaires as data: questions of five kinds, their form, their answers."""

from dataclasses import dataclass

from django import forms

from portal.web.fields import area
from portal.web.forms import Form

ONE, SEVERAL, SCALE, SHORT, LONG = "one", "several", "scale", "short", "long"
KINDS = (
    (ONE, "Un choix"),
    (SEVERAL, "Plusieurs choix"),
    (SCALE, "Échelle de 1 à 5"),
    (SHORT, "Texte court"),
    (LONG, "Texte long"),
)
CLOSED = (ONE, SEVERAL, SCALE)  # what is counted; the others are read
STEPS = 5
WORDS = ("pas du tout", "plutôt non", "ni oui ni non", "plutôt oui", "tout à fait")
SHORTEST, LONGEST = 200, 4000
NOT_OFFERED = "Cette réponse n’est pas proposée. Choisissez-en une de la liste."


@dataclass(frozen=True)
class Asked:
    """A question: `options` are the choices in order, or the five words of a scale."""

    key: str
    kind: str
    label: str
    help: str = ""
    is_required: bool = True
    options: tuple = ()

    @property
    def choices(self):
        """[(rank from 1, words)]: a rank is what an answer keeps, the words being frozen beside it."""
        if self.kind == SCALE:
            words = self.options or WORDS
            return [(rank, f"{rank}, {word}") for rank, word in enumerate(words, 1)]
        return list(enumerate(self.options, 1)) if self.kind in CLOSED else []


def form_class(questions, base=Form):
    """A form with one field a question, under its key, in their order."""
    return type("QuestionnaireForm", (base,), {one.key: _field(one) for one in questions})


def values(form, questions):
    """{key: rank, ranks or text} of a valid form, ready for JSON; what is left empty is absent."""
    typed = {one.key: form.cleaned_data.get(one.key) for one in questions}
    return {key: value for key, value in typed.items() if value not in (None, "", [])}


def _field(one):
    return MAKERS[one.kind](one, label=one.label, help_text=one.help, required=one.is_required)


def _choice_field(one, **said):
    field = forms.TypedChoiceField(
        choices=one.choices,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une réponse.", "invalid_choice": NOT_OFFERED},
        **said,
    )
    field.is_scale = one.kind == SCALE
    return field


def _several(one, **said):
    wrong = {"invalid_choice": NOT_OFFERED, "invalid_list": NOT_OFFERED}
    return forms.TypedMultipleChoiceField(
        choices=one.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins une réponse."} | wrong,
        **said,
    )


def _text(most, widget):
    def make(_one, **said):
        wrong = {
            "required": "Écrivez votre réponse.",
            "max_length": f"{most} caractères au plus\u00a0: vous en avez écrit %(show_value)s.",
        }
        return forms.CharField(max_length=most, widget=widget(), error_messages=wrong, **said)

    return make


MAKERS = {
    ONE: _choice_field,
    SCALE: _choice_field,
    SEVERAL: _several,
    SHORT: _text(SHORTEST, forms.TextInput),
    LONG: _text(LONGEST, lambda: area(5)),
}
