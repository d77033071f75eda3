"""Base forms: `ModelForm` saves its own fields only, and can never undo a step."""

from django import forms
from django.utils.choices import flatten_choices

from portal import revisions, workflow
from portal.revisions.actions import latest_of
from portal.revisions.texts import of_fields
from portal.ui import words
from portal.web.fields import Reason
from portal.web.submissions.edit_conflicts import refuse_if_changed, stamp
from portal.workflow import audit_log
from portal.workflow.tables import Problem

LOST = "Votre fichier n’est pas gardé\u00a0: choisissez-le encore avant d’envoyer."


NOT_A_CHOICE = "Ce choix n’existe pas\u00a0: prenez-en un dans la liste."


class Filter(forms.Form):
    """The filters of a list, in its address: what is not offered filters nothing, and says so plainly."""

    is_filter = True  # nothing says « facultatif »: every filter is

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if "invalid_choice" in field.error_messages:
                field.error_messages["invalid_choice"] = NOT_A_CHOICE


class Refusable:
    """What `form_page` asks of a form: what the page had shown, and what stands above it once refused."""

    conflict = "Ce dossier a changé pendant que vous écriviez. Le vôtre est gardé."
    saves_itself = False
    seen = ""  # the stamp of what the form shows, if it has one
    refusal = ()  # problems of an act that did not take place
    two_texts = ()  # (label, mine, theirs) of what somebody else wrote in between
    texts = {}  # {field: code} of those whose revisions are kept
    text_part = ""  # of the thing, that these texts are of: a criterion, a number

    @property
    def expected_version(self):
        """The version of the thing as the page showed it, or None."""
        value = self.data.get("version", "")
        return int(value) if value.isdigit() and len(value) < 10 else None

    @property
    def expected_stamp(self):
        """The stamp of the fields as the page showed them, or None."""
        return self.data.get("seen")

    @property
    def facts(self):
        """What the form brings to the act."""
        return dict(self.cleaned_data)

    def refuse(self, problems):
        """Keep what was typed, and say above it why nothing was written."""
        self.refusal = tuple(problems)

    def refuse_conflict(self, current):
        """The same when somebody else wrote in between: both texts side by side."""
        self.two_texts = self.pairs(current)
        self.refuse([Problem("stale", f"{self.conflict} {self._who_else()}".strip())])

    def _who_else(self):
        """« L’autre est de Sonia Martin, 24 novembre 2026, 14 h 05. », or nothing where nobody is told."""
        kept = self.texts_of()
        if kept and (last := latest_of(self.texts.values(), kept[0].pk, kept[1])):
            return f"L’autre est {words.of(last.by)}, {words.moment(last.at)}."
        if not isinstance(self.thing, workflow.Stateful):
            return ""
        last = audit_log.entries_of(self.thing.aggregate).filter(actor__isnull=False).first()
        return f"L’autre est {words.of(last.actor_name)}, {words.moment(last.at)}." if last else ""

    def texts_of(self):
        """(the thing, its part) whose texts the form writes, or None while they do not exist."""
        return (self.thing, self.text_part) if self.thing is not None else None

    def link_histories(self):
        """Beside each text whose revisions are kept, the way to them."""
        kept = self.texts_of() if self.texts else None
        for name, code in self.texts.items() if kept else ():
            text = revisions.TEXTS[code]
            if kept[1] or not text.part_label:
                self.fields[name].history = text.history(*kept)

    def stamp_of(self, _thing):
        """The stamp of what the form would show of it."""
        return self.seen

    def pairs(self, current):
        """(label, mine, theirs) of the fields that differ from what is kept now."""
        names = [n for n in self.fields if n in self.cleaned_data and hasattr(current, n)]
        rows = ((n, self.cleaned_data[n], getattr(current, n)) for n in names)
        return [
            (self[n].label, in_words(self.fields[n], mine), in_words(self.fields[n], theirs))
            for n, mine, theirs in rows
            if mine != theirs
        ]

    def say_what_is_lost(self, names):
        """Beside each file that could not be kept: a browser does not send it twice, it is to be chosen again."""
        for name in names:
            self.add_error(name, LOST)


class Form(Refusable, forms.Form):
    """A form of an act: knows the thing and the person."""

    def __init__(self, *args, thing=None, by=None, text_part="", **kwargs):
        self.thing, self.by, self.text_part = thing, by, text_part
        super().__init__(*args, **kwargs)
        self.link_histories()


class ModelForm(Refusable, forms.ModelForm):
    """Saves its own fields only, under the lock, if the thing is still the version shown.

    `act` and `sentence` are what the journal keeps. A form that `saves_itself` compares its own
    fields as they were shown (`seen`), so that a colleague's other part of the thing is no conflict.
    """

    act = "edit"
    sentence = "a modifié le dossier"
    tells_fields = True  # else one line a sitting, whichever fields were written

    def __init__(self, *args, by=None, thing=None, **kwargs):
        self.by, self.thing = by, thing
        if isinstance(thing, self._meta.model):
            kwargs.setdefault("instance", thing)
        super().__init__(*args, **kwargs)
        kept = of_fields(self._meta.model)
        self.texts = {name: kept[name].code for name in self.fields if name in kept}
        self.link_histories()
        self.seen = self.stamp_of(self.instance)  # before what was typed is laid over it
        for field in self.fields.values():
            field.show_hidden_initial = False  # the stamp tells what was shown

    def stamp_of(self, thing):
        return stamp(thing, self._meta.fields)

    def marks(self, thing):
        """What a quiet save answers, for the elements of the page's form that bear these names."""
        return {"seen": self.stamp_of(thing)}

    def save(self, expected_version=None, seen=None, is_quiet=False):
        """Raises workflow.Stale when somebody saved in between; nothing is overwritten."""
        version = expected_version if seen is None else None
        with workflow.locked(self.instance, version) as current:
            refuse_if_changed(current, self._meta.fields, seen)
            names = [n for n in self._meta.fields if n in self.cleaned_data]
            changed = [n for n in names if getattr(current, n) != self.cleaned_data[n]]
            if changed:
                self._write(current, changed, is_quiet)
        return current

    def _write(self, thing, names, is_quiet):
        labels = [str(self[name].label) for name in names if name in self.fields]
        told = {"act": self.act, "sentence": self.sentence}
        told["data"] = {"fields": labels} if self.tells_fields else {}
        told["is_quiet"] = is_quiet or not self.tells_fields
        with workflow.acting(thing, by=self.by, **told) as current:
            self._record(current, names, is_quiet)
            for name in names:
                setattr(current, name, self.cleaned_data[name])
        for name in names:
            setattr(thing, name, self.cleaned_data[name])

    def _record(self, current, names, is_quiet):
        changes = {
            (self.texts[name], self.text_part): (getattr(current, name), self.cleaned_data[name])
            for name in names
            if name in self.texts
        }
        if changes:
            revisions.record(current, changes, by=self.by, is_quiet=is_quiet)


def in_words(field, value):
    """A value as its field shows it."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        labels = dict(flatten_choices(field.choices))
        if not isinstance(value, list):
            return labels.get(value, value)
        value = [labels.get(one, one) for one in value]
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)


class ReasonForm(Form):
    """Why somebody decides; each table says in which words, and who reads it (`asking`)."""

    reason = Reason()

    @classmethod
    def asking(cls, label="Motif", **options):
        """The same form, its reason asked so (the options of `Reason`)."""
        return type(cls.__name__, (cls,), {"reason": Reason(label, **options)})
