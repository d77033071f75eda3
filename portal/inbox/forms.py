"""Preferences form of messages: hours, pause, and a pace for each kind."""

from datetime import timedelta

from django import forms

from portal.core import clock
from portal.inbox.choices import parts_of
from portal.notifications.models import Mailbox
from portal.notifications.notices import PACES
from portal.web.fields import Day
from portal.web.forms import Form

EACH = {"": "Chaque message comme il est réglé"}
LONGEST = timedelta(days=366)
NIGHT = ("quiet_from", "quiet_to")
HOURS = ("is_quiet_at_night", "quiet_from", "quiet_to", "is_quiet_at_weekends", "paused_until")


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
        self.kept, self.parts = paces, parts_of(self.by)
        for moment in self._moments():
            self._offer(moment)

    def _moments(self):
        return [moment for part in self.parts for moment in (*part.first, *part.folded)]

    def _offer(self, moment):
        """A field each; of several that are folded, one more that sets them all at once."""
        if moment.key and len(moment.lines) > 1:
            label = f"Tous les messages «\u00a0{moment.title}\u00a0» ci-dessous"
            choices = EACH | PACES
            at_once = forms.ChoiceField(label=label, choices=choices, required=False)
            at_once.note = "remplace chaque réglage"
            self.fields[moment.key] = at_once
            moment.at_once = self[moment.key]
        for line in moment.lines:
            field = forms.ChoiceField(label=line.title, choices=PACES, initial=self._kept(line))
            field.required = not self.is_bound or line.key in self.data  # else it came since
            self.fields[line.key] = field
        moment.rows = tuple(self[line.key] for line in moment.lines)

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
        """{notice: pace} of what is offered: its own, unless its moment is set at once."""
        sent = self.cleaned_data
        return {
            line.key: sent.get(moment.key) or sent[line.key] or self._kept(line)
            for moment in self._moments()
            for line in moment.lines
        }

    @property
    def changed_lines(self):
        """The notices whose pace is no longer the one that was kept."""
        paces = self.paces
        lines = [line for moment in self._moments() for line in moment.lines]
        return [one for one in lines if paces[one.key] != self._kept(one)]

    def _kept(self, line):
        return self.kept.get(line.key, line.grouping)

    @property
    def has_new_hours(self):
        return self.hours != {name: self.initial[name] for name in HOURS}

    @property
    def hours(self):
        return {name: self.cleaned_data[name] for name in HOURS}

    def as_shown(self):
        """The mailbox that these hours would make, not saved."""
        return Mailbox(pk=self.box.pk, person_id=self.box.person_id, has_chosen=True, **self.hours)
