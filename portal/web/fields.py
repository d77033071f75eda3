"""Form fields shared by the topics: addresses, days, hours, reasons, texts, numbers, several choices, refused files."""

import re

from django import forms

from portal.core import clock, working_days
from portal.ui import words


def area(rows=4):
    """The box of a long text."""
    return forms.Textarea(attrs={"rows": rows})


class RefusedFile(forms.ValidationError):
    """Why one file among several is refused, with its name: the others are kept (`submissions.kept_files`)."""

    def __init__(self, upload, sentence, code=None):
        is_named = upload.name in sentence
        super().__init__(
            sentence if is_named else f"«\u00a0{upload.name}\u00a0»\u00a0: {sentence}", code=code
        )
        self.upload = upload


def asked_for(field, note):
    """A field that may be empty now, with when it may not: « demandé pour déposer », never « facultatif »."""
    field.required, field.note = False, note
    return field


class Email(forms.EmailField):
    """An address that its column holds: Django's field takes 320 signs, its column 254."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 254} | kwargs)


class Day(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WorkedDay(Day):
    """A date on which people work: neither a Saturday, a Sunday nor a holiday."""

    def clean(self, value):
        day = super().clean(value)
        if day and not working_days.is_working_day(day):
            text = f"Le {words.day(day)} est un jour où personne ne travaille\u00a0: choisissez un jour ouvré."
            raise forms.ValidationError(text)
        return day


class FutureDay(Day):
    """A date from tomorrow on."""

    def clean(self, value):
        day = super().clean(value)
        if day and day <= clock.today():
            raise forms.ValidationError("Choisissez une date à venir.")
        return day


class PastDay(Day):
    """A date until today."""

    def clean(self, value):
        day = super().clean(value)
        if day and day > clock.today():
            raise forms.ValidationError("Choisissez une date passée.")
        return day


class Hour(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class Reason(forms.CharField):
    """Why somebody decides, in `minimum` characters at least; `why_long` says who reads it."""

    def __init__(
        self, label="Motif", *, minimum=20, rows=4, why_long="ce motif sera lu", **options
    ):
        short = f"Écrivez {minimum} caractères au moins\u00a0: {why_long}."
        errors = {"min_length": short} | options.pop("error_messages", {})
        options |= {"min_length": minimum, "widget": area(rows), "error_messages": errors}
        super().__init__(label=label, **options)


class Lines(forms.CharField):
    """Sentences, one a line; the empty lines between them are nothing."""

    widget = area()

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in super().to_python(value).splitlines() if line.strip()]


class Numbers(forms.CharField):
    """« 36, 41 » as [36, 41]; below zero too, « -1 », where they are signed."""

    default_error_messages = {"numbers": "Écrivez des nombres séparés par des virgules."}

    def __init__(self, *, is_signed=False, **options):
        super().__init__(**options)
        self.number = re.compile(r"-?\d{1,3}" if is_signed else r"\d{1,3}", re.ASCII)

    def prepare_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value):
        words = [word for word in re.split(r"[\s,;]+", super().to_python(value)) if word]
        if not all(self.number.fullmatch(word) for word in words):
            raise forms.ValidationError(self.error_messages["numbers"], code="numbers")
        return [int(word) for word in words]


class Several(forms.ModelMultipleChoiceField):
    """Some things of a list: a key too long for any database is one that is not there."""

    LONGEST = 18  # digits of a big integer

    def clean(self, value):
        for key in value or ():
            if len(str(key)) > self.LONGEST:
                unknown = self.error_messages["invalid_choice"]
                raise forms.ValidationError(
                    unknown, code="invalid_choice", params={"value": f"{str(key)[:9]}…"}
                )
        return super().clean(value)
