"""Forms that correct how a tracking file is read: its sheets, and what each column says."""

from django import forms

from labelling.cells import fold
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import referent
from labelling.steering.history_import.matching.actions import MATCHED, PREVIEWED
from labelling.steering.history_import.reader.tables.base import GRAINS
from labelling.steering.history_import.reader.tables.corrections import Matching, SheetMatching
from labelling.steering.history_import.reader.tables.roles import ROLES, SEVERAL
from labelling.steering.history_import.reader.words import PHRASES
from labelling.steering.history_import.rules import statuses
from labelling.territories import departements
from portal.ui import words as ui_words
from portal.web.forms import Form, in_words
from portal.web.submissions.edit_conflicts import stamp

UNREAD = ("", "(n’est pas lue)")
LAST_ROW = 200  # a line of titles stands near the top
MOST_FIELDS = 1_800  # of a form: the settings refuse 2,000
MOST_TEXTS = 100  # of a role: beyond, its column says something else
COLOUR = "colour"


def values_of(role):
    """{value: what is said of it} of a role whose words are asked."""
    if role in ("status", COLOUR):
        return PHRASES["status"] | {
            k: word for k, word in statuses().items() if k not in PHRASES["status"]
        }
    if role == "departement":
        return {one.code: f"{one.code} {one.name}" for one in departements()}
    return dict(Organism.Family.choices) if role == "family" else PHRASES[role]


def fact_text(name, value):
    """A fact of a line, in words."""
    if name in ("status", "family", "region", "departement"):
        said = statuses() if name == "status" else values_of(name)
        return said.get(value, value or "rien")
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
    """What one row of each sheet is, its line of titles, what each column says; sheets that are alike, once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        alike = {}
        read = [
            one for one in self.thing.reading.get("sheets", ()) if "grain" in one
        ]  # since 2026-12
        for sheet in read[:MOST_TEXTS]:
            alike.setdefault(_likeness(sheet), []).append(sheet)
        self.sheets = [self._sheet(rank, *several) for rank, several in enumerate(alike.values())]

    def _sheet(self, rank, sheet, *others):
        name = sheet["name"]
        said, said_of = self.matching.of_sheet(name), named(name)
        grain = forms.ChoiceField(
            choices=list(GRAINS.items()), initial=said.grain or sheet["grain"]
        )
        row = forms.IntegerField(min_value=1, max_value=LAST_ROW, initial=sheet["header_row"])
        return {
            "sheet": sheet,
            "others": [one["name"] for one in others],
            "grain": self.add(
                f"grain-{rank}",
                grain,
                f"{said_of}\u00a0: ce qu’elle contient",
                "Ce qu’elle contient",
            ),
            "row": self.add(
                f"row-{rank}", row, f"{said_of}\u00a0: ligne des titres", "Ligne des titres"
            ),
            "columns": [
                self._column(rank, number, sheet, column)
                for number, column in enumerate(
                    sheet["columns"][: max(0, MOST_FIELDS - len(self.fields))]
                )
            ],
        }

    def _column(self, rank, number, sheet, column):
        field = forms.ChoiceField(choices=[UNREAD, *ROLES.items()], initial=column["role"] or "")
        label = f"{named(sheet['name'])}, {_place(column)}\u00a0: ce qu’elle dit"
        name = f"role-{rank}-{column['place'] or number}".replace(" ", "-")
        return {"column": column, "role": self.add(name, field, label)}

    def clean(self):
        """Two columns of a sheet do not say the same, but what several may."""
        for row in self.sheets:
            taken = {}
            for one in row["columns"]:
                role = self.cleaned_data.get(one["role"].name)
                if role and role in taken and role not in SEVERAL:
                    said = f"{taken[role]} dit déjà «\u00a0{ROLES[role]}\u00a0»."
                    self.add_error(one["role"].name, said)
                place = _place(one["column"])
                taken[role] = f"La {place}" if one["column"]["place"] else f"Le {place}"
        return self.cleaned_data

    def said(self):
        """The matching with what was corrected here, and nothing else; titles serve the next file too."""
        for row in self.sheets:
            for name in (row["sheet"]["name"], *row["others"]):
                kept = self.matching.sheets.setdefault(name, SheetMatching())
                if self.is_changed(row["grain"].name):
                    kept.grain = self.cleaned_data[row["grain"].name]
                if self.is_changed(row["row"].name):
                    kept.header_row = self.cleaned_data[row["row"].name]
                for one in row["columns"]:
                    if self.is_changed(one["role"].name):
                        self._say(kept, row, one)
        return self.matching

    def _say(self, kept, row, one):
        role, column = self.cleaned_data[one["role"].name], one["column"]
        kept.columns[column["key"]] = role
        titles = [fold(other["column"]["own_title"]) for other in row["columns"]]
        title = fold(column["own_title"])
        if title and titles.count(title) == 1:
            self.matching.titles[title] = role


def _likeness(sheet):
    """Sheets of the same layout, whose questions are one."""
    titles = tuple(fold(column["own_title"]) for column in sheet["columns"])
    alone = "" if titles else sheet["name"]
    return sheet["grain"], sheet["header_row"], sheet["is_hidden"], titles, alone


def _place(column):
    """« colonne C », « ligne 3 » where organisms stand side by side, « libellé « Siren » » of a card."""
    place = column["place"]
    if not place:
        return f"libellé «\u00a0{column['own_title']}\u00a0»"
    return place if " " in place else f"colonne {place}"
