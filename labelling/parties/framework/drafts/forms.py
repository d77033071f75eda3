"""Forms of a draft of the rules: its opening, its heading, and a row of each part, from the model's own fields."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from labelling.parties.framework.deadlines import NOUNS
from labelling.parties.framework.drafts import actions
from labelling.parties.framework.drafts.guards import problem_of_day
from labelling.parties.framework.drafts.models import RulesDraft
from labelling.parties.framework.evaluation import AUDIT_TYPES
from labelling.parties.framework.files.parsing import FRACTIONS, dossier_states
from labelling.parties.framework.models import Stage
from labelling.parties.framework.versions import valid_code
from labelling.parties.framework.votes import ABSTAIN, OPTION_LABELS, QUESTIONS
from portal.inspection.verdicts import KINDS as FORMATS
from portal.web.fields import Day, Numbers
from portal.web.forms import Form, ModelForm
from portal.workflow import Refused

DELAY = f"Un nombre, puis {', '.join(f'{unit} ({many})' for unit, (_, many) in NOUNS.items())}\u00a0: 15o, 30j, 12m."
HINTS = {
    "code": "Court, sans espace. Il ne change plus.",
    "delay": DELAY,
    "delay_max": "D’une fenêtre seulement\u00a0: le plus long des deux.",
    "reminders": "Jours avant l’échéance, comme 10, 3, -1\u00a0; -1 est le lendemain.",
    "starts": "Complète «\u00a015 jours ouvrés après…\u00a0» ou «\u00a021 jours avant…\u00a0».",
    "quorum": "Part des sièges non déportés, comme 1/2.",
    "majority": "À dépasser, parmi les suffrages exprimés, comme 1/2.",
    "special": "À atteindre, pour les réponses choisies plus bas, comme 2/3.",
    "renewal_reminder_months": "En mois, comme 12, 9, 6, 3, 1.",
    "accreditation_reminder_months": "En mois, comme 6, 3, 1.",
    "state": "Celui qu’un dossier prend en entrant dans l’étape.",
    "deadline": "Il donne la fenêtre de l’audit\u00a0; il est compté en mois.",
    "rule_text": "Lu par le comité à côté de chaque vote.",
}
FRACTION_LABELS = {"quorum": "Quorum", "majority": "Majorité", "special": "Majorité renforcée"}
NUMBERS = ("reminders", "renewal_reminder_months", "accreditation_reminder_months")


class EffectiveDay:
    """BR-10, of a form that chooses the first day of a version; `kind_of_rules` tells among which."""

    def clean_effective_from(self):
        day = self.cleaned_data["effective_from"]
        if problem := problem_of_day(self.kind_of_rules, day):
            raise forms.ValidationError(problem.text)
        return day


class BeginForm(EffectiveDay, Form):
    code = forms.CharField(
        label="Code",
        max_length=40,
        validators=[valid_code],
        help_text="Lettres, chiffres, points et traits d’union, comme REG-2027.1. Il ne change plus.",
    )
    title = forms.CharField(label="Titre", max_length=160)
    effective_from = Day(label="En vigueur à partir du")

    def __init__(self, *args, kind, **kwargs):
        self.kind_of_rules = kind
        super().__init__(*args, **kwargs)

    def clean_code(self):
        try:
            actions.refuse_taken(self.cleaned_data["code"])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        return self.cleaned_data["code"]


class HeadForm(EffectiveDay, ModelForm):
    sentence = "a modifié le titre ou la date du projet"
    effective_from = Day(label="En vigueur à partir du")

    class Meta:
        model = RulesDraft
        fields = ("title", "effective_from")

    @property
    def kind_of_rules(self):
        return self.instance.kind


class RowForm(Form):
    """The values of a row, each checked by its model's field; then the whole draft as a file is."""

    conflict = "Cette partie du projet a changé pendant que vous écriviez. Votre saisie est gardée."

    def __init__(self, *args, part, row=None, **kwargs):
        self.part, self.names = part, part.names if row is None else part.own_names
        if row is not None:
            shown = {name: getattr(row, name) for name in self.names}
            kwargs["initial"] = shown | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields |= {name: field_of(part, name, self.thing) for name in self.names}
        self.seen = self.stamp_of(row) if row is not None else ""

    def stamp_of(self, row):
        return actions.seen(self.part, row)

    def clean(self):
        """What is left empty where nothing is meant, as a file leaves it out."""
        data = super().clean()
        for name in self.names:
            if data.get(name) is None and name in data and self._is_text(name):
                data[name] = ""
        return data

    def _is_text(self, name):
        return isinstance(self.fields[name], forms.CharField | forms.ChoiceField)

    def errors_of(self, misplaced):
        """What the validator of files says, beside the fields that it names."""
        found = {}
        for name, text in misplaced.errors:
            found.setdefault(name if name in self.fields else NON_FIELD_ERRORS, []).append(text)
        return forms.ValidationError(found)


def field_of(part, name, draft):
    """The form field of a value: that of its model, or choices where its values are known."""
    said = {"help_text": HINTS.get(name, "")}
    if name in FRACTIONS:
        return forms.CharField(label=FRACTION_LABELS[name], max_length=9, **said)
    model = part.model._meta.get_field(name)
    said["label"] = model.verbose_name[:1].upper() + model.verbose_name[1:]
    if name in NUMBERS:
        return Numbers(required=not model.blank, is_signed=name == "reminders", **said)
    if name in CHOICES:
        several, choices = CHOICES[name]
        return _choice(several, choices(draft), required=not model.blank, **said)
    if name == "code":  # it is in the addresses of the screens
        said["validators"] = [valid_code]
    return model.formfield(**said)


def _choice(several, choices, *, required, **said):
    if several:
        return forms.MultipleChoiceField(
            choices=choices, required=required, widget=forms.CheckboxSelectMultiple, **said
        )
    return forms.ChoiceField(choices=choices, required=required, **said)


def _states(_draft):
    return list(dossier_states().items())


def _windows(draft):
    """The delays of the draft that a window may have: they count in months."""
    rows = draft.content.get("deadlines", [])
    months = [row for row in rows if str(row["delay"]).endswith("m")]
    return [
        ("", "sans fenêtre"),
        *((row["code"], f"{row['code']} {row['label']}") for row in months),
    ]


def _formats(draft):
    """What the portal receives, and what the version begun from asks for."""
    pieces = draft.content.get("pieces", {}).values()
    rows = (row for stages in pieces for rows in stages.values() for row in rows)
    asked = (name for row in rows for name in row["extensions"])
    return [(name, name.upper()) for name in dict.fromkeys((*FORMATS, *asked))]


def _audits(draft):
    """To a draft, those that a stage asks for; the desk reads any (None), « à bref délai » too."""
    known = dict(Stage.AuditType.choices)
    names = [name for name in AUDIT_TYPES if draft is None or name in known]
    return [(name, known.get(name, "audit à bref délai")) for name in names]


def _answers(_draft):
    return [
        (f"{kind}.{option}", f"{question.label}\u00a0: {OPTION_LABELS[option].lower()}")
        for kind, question in QUESTIONS.items()
        for option in question.options
        if option != ABSTAIN
    ]


CHOICES = {  # {name: (whether several may be taken, what gives [(value, words)])}
    "state": (False, _states),
    "other_states": (True, _states),
    "deadline": (False, _windows),
    "extensions": (True, _formats),
    "audit_types": (True, _audits),
    "special_answers": (True, _answers),
}
