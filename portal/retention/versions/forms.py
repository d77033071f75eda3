"""Forms of a version of the durations: a row, its proposal, the reason of who refuses or takes it back."""

from django import forms

from portal.core import clock
from portal.core.working_days import Delay
from portal.retention import durations
from portal.retention.models import RetentionVersion
from portal.retention.versions.actions import MOST, problem_of, stamp
from portal.ui import words
from portal.web.fields import Day
from portal.web.forms import Form, ReasonForm

DAYS, MONTHS, YEARS = "j", "m", "a"
UNITS = ((DAYS, "jours"), (MONTHS, "mois"), (YEARS, "ans"))
FIRST_NOTE = (
    "Durées approuvées par le délégué à la protection des données et par le référent label."
)
TOO_LONG = (
    "Cette durée est trop longue\u00a0: dix ans au plus en jours, cent ans en mois ou en ans."
)


class Count(forms.IntegerField):
    def __init__(self, **options):
        super().__init__(required=False, min_value=1, max_value=MOST[DAYS], **options)


class Unit(forms.ChoiceField):
    def __init__(self, **options):
        super().__init__(choices=UNITS, initial=MONTHS, required=False, **options)


class PeriodForm(Form):
    """A number and a unit of each delay; « sans limite » where the portal erases nothing."""

    conflict = "Cette durée a changé pendant que vous écriviez. Votre saisie est gardée."

    is_unlimited = forms.BooleanField(label="Sans limite", required=False)
    active_count = Count(label="Durée d’usage")
    active_unit = Unit(label="Unité de la durée d’usage")
    archive_count = Count(
        label="Durée d’archive",
        help_text="Après la durée d’usage, lue de moins de personnes. Vide\u00a0: pas d’archive.",
    )
    archive_unit = Unit(label="Unité de la durée d’archive")

    def __init__(self, *args, keeping, **kwargs):
        self.keeping = keeping
        delays = kwargs["thing"].periods.get(keeping.code, {})
        super().__init__(*args, initial=_initial_values(delays), **kwargs)
        self.seen = stamp(delays)
        if keeping.is_erased:
            del self.fields["is_unlimited"]
            self.fields["active_count"].required = True
            self.fields["active_count"].error_messages["required"] = "Donnez une durée d’usage."

    def stamp_of(self, version):
        return stamp(version.periods.get(self.keeping.code, {}))

    @property
    def delays(self):
        """As the versions keep them."""
        data = self.cleaned_data
        if data.get("is_unlimited"):
            return {}
        return {
            name: _delay(data[f"{name}_count"], data[f"{name}_unit"])
            for name in ("active", "archive")
            if data.get(f"{name}_count")
        }

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        typed = [name for name in ("active", "archive") if data.get(f"{name}_count")]
        if data.get("is_unlimited") and typed:
            raise forms.ValidationError(
                "Une durée, ou «\u00a0sans limite\u00a0»\u00a0: pas les deux."
            )
        for name in typed:
            delay = Delay.parse(_delay(data[f"{name}_count"], data[f"{name}_unit"]))
            if delay.count > MOST[delay.unit]:
                self.add_error(f"{name}_count", TOO_LONG)
        if self.errors:
            return data
        if not typed and not data.get("is_unlimited"):
            self.add_error("active_count", "Donnez une durée, ou cochez «\u00a0Sans limite\u00a0».")
        elif problem := problem_of(self.keeping.code, self.delays):
            self.add_error("active_count", problem)
        return data

    def pairs(self, current):
        theirs = durations.read(current.periods)[self.keeping.code]
        mine = durations.read({"": self.delays})[""]
        since = self.keeping.since
        return [("Durée", mine.shown(since), theirs.shown(since))]


def _initial_values(delays):
    """The initial values of a row."""
    found = {"is_unlimited": "active" not in delays}
    for name, text in delays.items():
        delay = Delay.parse(text)
        is_years = delay.unit == MONTHS and delay.count % 12 == 0
        found[f"{name}_count"] = delay.count // 12 if is_years else delay.count
        found[f"{name}_unit"] = YEARS if is_years else delay.unit
    return found


def _delay(count, unit):
    unit = unit or MONTHS
    return f"{count * 12}m" if unit == YEARS else f"{count}{unit}"


class ProposeForm(Form):
    starts_on = Day(
        label="En vigueur à partir du", help_text="Aujourd’hui ou plus tard, une fois approuvées."
    )
    note = forms.CharField(
        label="Phrase lue avec les durées",
        max_length=300,
        required=False,
        initial=FIRST_NOTE,
        help_text="Publique, sous «\u00a0Données personnelles\u00a0».",
    )

    def __init__(self, *args, thing=None, **kwargs):
        super().__init__(*args, thing=thing, **kwargs)
        if thing.starts_on:
            self.initial = {"starts_on": thing.starts_on, "note": thing.note}

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        if problem := problem_of_day(day):
            raise forms.ValidationError(problem)
        return day


def problem_of_day(day):
    """Why durations cannot begin on this day, or ""."""
    if day < clock.today():
        return "La date d’effet est passée\u00a0: choisissez aujourd’hui ou un jour à venir."
    state = RetentionVersion.State.APPROVED
    if RetentionVersion.objects.filter(state=state, starts_on=day).exists():
        return f"D’autres durées approuvées prennent effet le {words.day(day)}\u00a0: choisissez un autre jour."
    return ""


KeptReasonForm = ReasonForm.asking(why_long="l’autre fonction le lit, et il est gardé au journal")
