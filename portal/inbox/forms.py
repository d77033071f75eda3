"""Preferences form of messages: hours, pause, and a pace for each kind."""

from dataclasses import dataclass, field
from datetime import timedelta

from django import forms
from django.utils.text import capfirst, slugify

from portal.core import clock
from portal.notifications import catalogue
from portal.notifications.models import Mailbox
from portal.notifications.notices import PACES
from portal.ui import words
from portal.web.fields import Day
from portal.web.forms import Form

FIRST = 12


@dataclass
class Moment:
    """The notices of one group of the catalogue that a capacity receives; their fields, once the form has them."""

    title: str
    key: str = ""  # of the field that sets them all at once: those of a fold
    is_rest: bool = False  # others of this moment are shown above
    lines: list = field(default_factory=list)
    rows: tuple = ()
    at_once: object = None

    @property
    def note(self):
        """« 8 autres messages, 3 choix à vous »."""
        other = ("autre message", "autres messages") if self.is_rest else ("message", "messages")
        told = words.count(len(self.lines), *other)
        own = sum(
            row.value() != line.grouping for line, row in zip(self.lines, self.rows, strict=True)
        )
        return f"{told}, {words.count(own, 'choix à vous', 'choix à vous')}" if own else told

    @property
    def is_wrong(self):
        return any(row.errors for row in (*self.rows, self.at_once) if row)


@dataclass(frozen=True)
class Part:
    """What a person receives in one capacity: shown first, folded, and sent whatever they choose."""

    title: str
    first: tuple
    folded: tuple
    owed: tuple

    @property
    def owed_note(self):
        return words.count(len(self.owed), "message", "messages")


@dataclass(frozen=True)
class Owed:
    """A notice that one may not do without, with its pace and its reason."""

    line: object

    @property
    def why(self):
        return f"{capfirst(PACES[self.line.grouping])}\u00a0: {self.line.mandatory}."


def parts_of(user):
    """[Part] of a person: what presses comes first, as far as twelve; twelve choices or fewer are all shown."""
    received = catalogue.reaching(user)
    free = [one for notices in received.values() for one in notices if not one.mandatory]
    first = free if len(free) <= FIRST else [one for one in free if one.presses][:FIRST]
    shown = {one.key for one in first}
    return [_part(capacity, user, notices, shown) for capacity, notices in received.items()]


def _part(capacity, user, notices, shown):
    free = [one for one in notices if not one.mandatory]
    first = _moments(one for one in free if one.key in shown)
    folded = _moments(one for one in free if one.key not in shown)
    above = {moment.title for moment in first}
    for moment in folded:
        moment.key = f"at_once.{capacity.key}.{slugify(moment.title)}"
        moment.is_rest = moment.title in above
    owed = tuple(Owed(one) for one in notices if one.mandatory)
    return Part(capacity.title_for(user), first, folded, owed)


def _moments(notices):
    found = {}
    for one in notices:
        found.setdefault(one.group.title, Moment(one.group.title)).lines.append(one)
    return tuple(found.values())


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
