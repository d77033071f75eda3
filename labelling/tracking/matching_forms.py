"""Forms that correct how a tracking file is read: its sheets and columns, the values met in them."""

from django import forms

from labelling.accreditation.models import Auditor
from labelling.organisms.models import Organism
from labelling.territories import departements, regions
from labelling.tracking import rules
from labelling.tracking_files.folding import fold
from labelling.tracking_files.matching import Matching, SheetMatching
from labelling.tracking_files.vocabulary import IGNORED, KINDS, ORGANISMS, TITLES, WORDS
from portal.web.forms import Form

UNREAD = ("", "(n’est pas lue)")
UNKNOWN = ("", "(selon le texte)")
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


def statuses():
    """{status of a file: its word}: states of dossiers, then of labels."""
    states = rules.DOSSIERS | rules.LABELS
    return {status: state.label.lower() for status, state in states.items()}


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


class ReadingForm(Form):
    """`rows` are what the page shows beside each field."""

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, thing=thing, **kwargs)
        self.matching = Matching.from_json(thing.matching)

    def add(self, name, field, label):
        """The field named `name`, whose label its column of the table says to the eye."""
        field.label, field.required = label, False
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
        said = self.matching.of_sheet(name)
        kind = forms.ChoiceField(choices=list(KINDS.items()), initial=said.kind or sheet["kind"])
        row = forms.IntegerField(min_value=1, max_value=LAST_ROW, initial=sheet["header_row"])
        return {
            "sheet": sheet,
            "kind": self.add(f"kind-{rank}", kind, f"Feuille {name}\u00a0: ce qu’elle contient"),
            "row": self.add(f"row-{rank}", row, f"Feuille {name}\u00a0: ligne des titres"),
            "columns": [
                self._column(rank, sheet, column)
                for column in sheet["columns"][: max(0, MOST_FIELDS - len(self.fields))]
            ],
        }

    def _column(self, rank, sheet, column):
        words = [(word, WORDS[word]) for word in TITLES[self._kind(sheet)]]
        field = forms.ChoiceField(choices=[UNREAD, *words], initial=column["word"] or "")
        label = f"Feuille {sheet['name']}, colonne {column['letter']}\u00a0: ce qu’elle dit"
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


class ValuesForm(ReadingForm):
    """What each text met means; who each auditor of the file is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        met = {}
        for value in self.thing.reading.get("values", ()):
            met.setdefault(value["word"], {}).setdefault(fold(value["written"]), value)
        self.groups = [
            {
                "word": WORDS.get(word, word),
                "rows": [self._value(*one) for one in self._texts(word, texts)],
            }
            for word, texts in met.items()
        ]
        self.colours = [self._colour(rank, *one) for rank, one in enumerate(self._legend())]
        self.auditors = self._auditors()

    def _texts(self, word, texts):
        """What is not understood comes first."""
        ordered = sorted(texts, key=lambda text: bool(texts[text]["kept"]))[:MOST_TEXTS]
        return [(word, rank, text, texts[text]) for rank, text in enumerate(ordered)]

    def _value(self, word, rank, text, value):
        field = forms.ChoiceField(
            choices=[UNKNOWN, *values_of(word).items()], initial=value["kept"] or ""
        )
        label = f"{WORDS.get(word, word)}, «\u00a0{value['written']}\u00a0»"
        bound = self.add(f"value-{word}-{rank}", field, label)
        return {"value": value, "text": text, "word": word, "field": bound}

    def _legend(self):
        """(colour, its word in the file, the status said before)."""
        words = self.thing.reading.get("colour_legend", {})
        said = self.matching.values.get("colour", {})
        return [
            (colour, words.get(colour, ""), said.get(colour, "")) for colour in {**words, **said}
        ]

    def _colour(self, rank, colour, word, said):
        choices = [("", "(selon les dates de la ligne)"), *statuses().items()]
        field = forms.ChoiceField(choices=choices, initial=said)
        label = f"couleur {colour}"
        return {"colour": colour, "word": word, "field": self.add(f"colour-{rank}", field, label)}

    def _auditors(self):
        """Each auditor of the file: somebody of the portal, or a name that stays a text."""
        written = self.thing.content.get("auditors", ())[:MOST_TEXTS]
        known = list(Auditor.objects.select_related("user")) if written else []
        said, by_name = (
            self.thing.choices.get("auditors", {}),
            {fold(str(o)): o.slug for o in known},
        )
        choices = [("", "(un nom, sans compte)"), *((one.slug, str(one)) for one in known)]
        rows = []
        for rank, one in enumerate(written):
            name = one["name"]
            field = forms.ChoiceField(
                choices=choices, initial=said.get(name, by_name.get(fold(name), ""))
            )
            bound = self.add(f"auditor-{rank}", field, f"auditeur {name}")
            others = [alias for alias in one["aliases"] if alias != name]
            rows.append({"name": name, "aliases": ", ".join(others), "field": bound})
        return rows

    def said(self):
        """The matching with the values corrected here."""
        rows = [row for group in self.groups for row in group["rows"]]
        for row in rows:
            if self.is_changed(row["field"].name):
                self._say(row["word"], row["text"], self.cleaned_data[row["field"].name])
        for row in self.colours:
            if self.is_changed(row["field"].name):
                self._say("colour", row["colour"], self.cleaned_data[row["field"].name])
        return self.matching

    def _say(self, word, text, value):
        """Nothing said leaves the file to say it."""
        kept = self.matching.values.setdefault(word, {})
        if value:
            kept[text] = value
        else:
            kept.pop(text, None)

    @property
    def people(self):
        """{name in the file: slug of an auditor}."""
        rows = [(row["name"], row["field"]) for row in self.auditors]
        slugs = {
            name: self.cleaned_data[bound.name] if bound.name in self.data else bound.initial
            for name, bound in rows
        }
        return {name: slug for name, slug in slugs.items() if slug}
