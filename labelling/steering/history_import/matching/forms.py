"""Forms that correct how a tracking file is read: its sheets, and what each column says."""

from django import forms

from labelling.cells import fold
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import referent
from labelling.steering.history_import.files.sheets import Matching, SheetMatching
from labelling.steering.history_import.files.vocabulary import (
    IGNORED,
    KINDS,
    ORGANISMS,
    TITLES,
    WORDS,
)
from labelling.steering.history_import.matching.actions import MATCHED, PREVIEWED
from labelling.steering.history_import.rules import statuses
from labelling.territories import departements, regions
from portal.ui import words as ui_words
from portal.web.forms import Form, in_words
from portal.web.submissions.edit_conflicts import stamp

UNREAD = ("", "(n’est pas lue)")
LAST_ROW = 200  # a line of titles stands near the top
MOST_FIELDS = 1_800  # of a form: the settings refuse 2,000
MOST_TEXTS = 100  # of a word: beyond, its column says something else
DECISIONS = {
    "granted": "accordé",
    "refused": "refusé",
    "adjourned": "ajourné",
    "pending": "à passer",
    "suspended": "suspendu",
    "withdrawn": "retiré",
}
AUDITS = {
    "hqs": "diagnostic HQS",
    "implementation": "audit de mise en œuvre",
    "verification": "audit de vérification",
}
EVENTS = {
    "application": "candidature",
    **AUDITS,
    "committee": "comité",
    "label": "label",
    "reminder": "relance",
    "renamed": "changement de nom",
    "merged": "fusion",
    "suspended": "suspension",
    "withdrawn": "retrait",
    "renounced": "renonciation",
    "discontinued": "désistement",
    "dismissed": "classement sans suite",
}


def values_of(word):
    """{value: what is said of it} of a word of the vocabulary."""
    return {
        "status": statuses,
        "family": lambda: dict(Organism.Family.choices),
        "region": lambda: {one.code: one.name for one in regions()},
        "departement": lambda: {one.code: f"{one.code} {one.name}" for one in departements()},
        "decision": lambda: DECISIONS,
        "audit_type": lambda: AUDITS,
        "event": lambda: EVENTS,
        "mention": lambda: {"vieillissement": "vieillissement"},
        "colour": statuses,
    }[word]()


def fact_text(name, value):
    """A fact of a line, in words."""
    if name in ("status", "family", "region", "departement"):
        return values_of(name).get(value, value or "rien")
    if name in ("start", "end"):
        return ui_words.day(value) if value else "rien"
    return "rien" if value in (None, "") else value


def named(sheet):
    """A text with separators has one sheet, without a name."""
    return f"Feuille {sheet}" if sheet else "Fichier"


def differing(form, other):
    """(label, what was typed, what another page kept since) of the fields that both have, where they differ."""
    names = [name for name in form.fields if name in form.data and name in other.fields]
    rows = [(name, form.cleaned_data.get(name), other[name].initial) for name in names]
    return [
        (
            form.fields[name].widget.attrs.get("aria-label") or form[name].label,
            in_words(form.fields[name], mine),
            in_words(form.fields[name], theirs),
        )
        for name, mine, theirs in rows
        if (mine or "") != (theirs or "")
    ]


class ReadingForm(Form):
    """What is not corrected stays as it was read."""

    is_filter = True  # nothing says « facultatif »: every field is
    conflict = "La lecture de ce fichier a été corrigée pendant votre saisie, qui est gardée."

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, thing=thing, **kwargs)
        self.matching = Matching.from_json(thing.matching)
        self.is_open = thing.state == PREVIEWED and referent(self.by, None)
        self.seen = self.stamp_of(thing)

    def stamp_of(self, thing):
        return stamp(thing, MATCHED)

    def pairs(self, current):
        return differing(self, type(self)(thing=current, by=self.by))

    def add(self, name, field, label, shown=""):
        """The field named `name`: what stands around it says the rest of its label to the eye."""
        field.label, field.required = shown or label, False
        field.disabled = not self.is_open
        field.widget.attrs["aria-label"] = label
        self.fields[name] = field
        return self[name]

    def is_changed(self, name):
        """What the page did not send was not corrected."""
        return name in self.data and name in self.changed_data


class SheetsForm(ReadingForm):
    """Kind and line of titles of each sheet, word of each column."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheets = [
            self._sheet(rank, sheet)
            for rank, sheet in enumerate(self.thing.reading.get("sheets", ())[:MOST_TEXTS])
        ]

    def _sheet(self, rank, sheet):
        name = sheet["name"]
        said, said_of = self.matching.of_sheet(name), named(name)
        kind = forms.ChoiceField(choices=list(KINDS.items()), initial=said.kind or sheet["kind"])
        row = forms.IntegerField(min_value=1, max_value=LAST_ROW, initial=sheet["header_row"])
        return {
            "sheet": sheet,
            "kind": self.add(
                f"kind-{rank}", kind, f"{said_of}\u00a0: ce qu’elle contient", "Ce qu’elle contient"
            ),
            "row": self.add(
                f"row-{rank}", row, f"{said_of}\u00a0: ligne des titres", "Ligne des titres"
            ),
            "columns": [
                self._column(rank, sheet, column)
                for column in sheet["columns"][: max(0, MOST_FIELDS - len(self.fields))]
            ],
        }

    def _column(self, rank, sheet, column):
        words = [(word, WORDS[word]) for word in TITLES[self._kind(sheet)]]
        field = forms.ChoiceField(choices=[UNREAD, *words], initial=column["word"] or "")
        label = f"{named(sheet['name'])}, colonne {column['letter']}\u00a0: ce qu’elle dit"
        return {"column": column, "word": self.add(f"word-{rank}-{column['letter']}", field, label)}

    def _kind(self, sheet):
        """A sheet without a column of organisms is not read: its columns still say what they may be."""
        if sheet["kind"] != IGNORED:
            return sheet["kind"]
        said = self.matching.of_sheet(sheet["name"]).kind
        return said if said in TITLES else ORGANISMS

    def clean(self):
        """Two columns of a sheet do not say the same word."""
        for row in self.sheets:
            taken = {}
            for one in row["columns"]:
                word = self.cleaned_data.get(one["word"].name)
                if word and word in taken:
                    said = f"La colonne {taken[word]} dit déjà «\u00a0{WORDS[word]}\u00a0»."
                    self.add_error(one["word"].name, said)
                taken[word] = one["column"]["letter"]
        return self.cleaned_data

    def said(self):
        """The matching with what was corrected here, and nothing else; titles serve the next file too."""
        for row in self.sheets:
            sheet = row["sheet"]
            kept = self.matching.sheets.setdefault(sheet["name"], SheetMatching())
            if self.is_changed(row["kind"].name):
                kept.kind = self.cleaned_data[row["kind"].name]
            if self.is_changed(row["row"].name):
                kept.header_row = self.cleaned_data[row["row"].name]
            for one in row["columns"]:
                if self.is_changed(one["word"].name):
                    self._say(kept, row, one)
        return self.matching

    def _say(self, kept, row, one):
        word, column = self.cleaned_data[one["word"].name], one["column"]
        kept.columns[column["letter"]] = word
        titles = [fold(other["column"]["title"]) for other in row["columns"]]
        title = fold(column["title"])
        if title and titles.count(title) == 1:
            self.matching.titles.setdefault(self._kind(row["sheet"]), {})[title] = word
