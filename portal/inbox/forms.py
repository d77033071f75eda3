"""Preferences form of messages: hours, pause, and a pace for each kind."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms

from portal.core import clock
from portal.notifications import catalogue
from portal.notifications.models import Mailbox
from portal.notifications.notices import PACES, Line
from portal.ui import words
from portal.web.fields import Day
from portal.web.forms import Form

LONGEST = timedelta(days=366)
NIGHT = ("quiet_from", "quiet_to")
HOURS = ("is_quiet_at_night", "quiet_from", "quiet_to", "is_quiet_at_weekends", "paused_until")


@dataclass(frozen=True)
class Choice:
    """A line of the page: what may be chosen, or why nothing is."""

    line: Line
    bound: object = None

    @property
    def locked(self):
        return PACES[self.line.grouping]


def _hour(label):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    errors = {"invalid": "Écrivez une heure, comme 20:00."}
    field = forms.TimeField(label=label, widget=widget, error_messages=errors, required=False)
    field.note = "pour la nuit"
    return field


class PreferencesForm(Form):
    """`paces` gives {notice: pace}, `hours` the fields of the mailbox."""

    is_quiet_at_night = forms.BooleanField(label="Aucun courriel la nuit", required=False)
    quiet_from = _hour("De")
    quiet_to = _hour("À")
    is_quiet_at_weekends = forms.BooleanField(label="Aucun courriel le week-end", required=False)
    paused_until = Day(
        label="En pause jusqu’au",
        required=False,
        help_text="Ce jour-là, à 8 h, les courriels reprennent. Rien ne se perd\u00a0: tout paraît ici.",
        error_messages={"invalid": "Écrivez une date, comme 31/12/2026."},
    )

    def __init__(self, *args, box, paces, **kwargs):
        super().__init__(*args, **kwargs)
        self.box, hours = box, box.hours
        starts, ends = hours.night or (box.quiet_from, box.quiet_to)
        paused_until = box.paused_until if box.is_paused else None
        values = (bool(hours.night), starts, ends, hours.weekends, paused_until)
        self.initial = dict(zip(HOURS, values, strict=True))
        for line in self._free():
            self.fields[line.key] = forms.ChoiceField(
                label=line.title,
                choices=PACES,
                initial=paces.get(line.key, line.grouping),
            )

    def _free(self):
        lines = (line for group in catalogue.groups().values() for line in group)
        return [line for line in lines if not line.mandatory]

    @property
    def groups(self):
        """[(group, [Choice], how many are not as usual, in words)]."""
        return [(name, *self._choices(lines)) for name, lines in catalogue.groups().items()]

    def _choices(self, lines):
        rows = [Choice(one, None if one.mandatory else self[one.key]) for one in lines]
        own = sum(1 for row in rows if row.bound and row.bound.value() != row.line.grouping)
        return rows, words.count(own, "choix à vous", "choix à vous") if own else ""

    def clean_paused_until(self):
        day = self.cleaned_data["paused_until"]
        if day and day <= clock.today() and day != self.initial["paused_until"]:
            raise forms.ValidationError("Choisissez un jour à venir, ou laissez vide.")
        if day and day > clock.today() + LONGEST:
            raise forms.ValidationError("Choisissez un jour dans l’année qui vient.")
        return day

    def clean(self):
        """Without quiet nights, hours that do not do are those of before: nobody reads them."""
        data = super().clean()
        starts, ends = data.get("quiet_from"), data.get("quiet_to")
        if not data.get("is_quiet_at_night"):
            if starts == ends or not (starts and ends):
                data |= {name: self.initial[name] for name in NIGHT if name not in self.errors}
            return data
        for name in NIGHT:
            if name in data and data[name] is None:
                self.add_error(name, "Écrivez une heure, comme 20:00.")
        if starts and starts == ends:
            self.add_error("quiet_to", "Choisissez une heure différente de celle du début.")
        return data

    @property
    def paces(self):
        return {line.key: self.cleaned_data[line.key] for line in self._free()}

    @property
    def hours(self):
        return {name: self.cleaned_data[name] for name in HOURS}

    def as_shown(self):
        """The mailbox that these hours would make, not saved."""
        return Mailbox(pk=self.box.pk, person_id=self.box.person_id, has_chosen=True, **self.hours)
