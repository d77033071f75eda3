"""Forms of the stock: the file, its confirmation, the five axes of a residence, the filter."""

import re
from itertools import chain

from django import forms
from django.db.models import Q

from labelling import communes, territories
from labelling.path.stock.files.columns import titled
from labelling.path.stock.files.issues import Column
from labelling.path.stock.files.titles import WITH_OTHERS
from labelling.path.stock.files.vocabulary import TITLES
from labelling.path.stock.files.words import NO_TOWN, Doubt
from labelling.path.stock.imports import actions
from labelling.path.stock.models import AXES, Rating
from portal.inspection.verdicts import clean_name
from portal.search.filters import TextFilter
from portal.spreadsheets import reading
from portal.spreadsheets.sheets import MAX_BYTES, Unreadable
from portal.web.forms import Form

GRADES = (
    (0, "0, bon"),
    (1, "1, correct"),
    (2, "2, à améliorer"),
    (3, "3, dégradé"),
    (4, "4, critique"),
)
HINTS = {
    "building": "Façades, parties communes, ascenseurs, chauffage.",
    "cleanliness": "Halls, escaliers, abords, encombrants.",
    "tranquillity": "Bruit, occupations, incivilités, trafics.",
    "management": "Vacance, rotation, impayés.",
    "satisfaction": "Enquêtes, réclamations répétées.",
}
UNRATED = "unrated"
UNREAD = ("", "(n’est pas lue)")
MOST_ASKED = 300  # columns or places of a page
PREFIX = "column-"
COLUMN = re.compile(rf"{PREFIX}([A-Z]{{1,2}}|[0-9]{{1,2}})")
SAY = (
    "Ou dites ici ce que sont les colonnes qui ne sont pas reconnues\u00a0: "
    "le prochain fichier s’en souviendra."
)


class FileForm(Form):
    """A spreadsheet: read and checked here, so that what is wrong stands beside the field.

    When what is asked is missing, each column that nobody knows is a field: its reader says what it is.
    """

    kind = actions.STOCK
    file = forms.FileField(
        label="Votre fichier",
        help_text=f"XLSX, ODS ou CSV\u00a0; {MAX_BYTES // 1024 // 1024} Mo au plus.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={"required": "Choisissez un fichier."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in filter(COLUMN.fullmatch, self.data):
            self._ask(name, f"Colonne {name.removeprefix(PREFIX)}")

    def _ask(self, name, label):
        choices = [UNREAD, *((code, titled(code)) for code in TITLES)]
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    def clean(self):
        upload = self.cleaned_data.get("file")
        if upload is None or self.errors:
            return self.cleaned_data
        said = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        letters = {name.removeprefix(PREFIX): value for name, value in said.items()}
        try:
            content = upload.read(MAX_BYTES + 1)
            report = self._read(content, letters)
        except Unreadable as unreadable:
            raise forms.ValidationError({"file": unreadable.sentence}) from unreadable
        if "read" in report:
            self._ask_columns(report["read"], said)
        self.cleaned_data["file"] = clean_name(upload.name), report, content
        return self.cleaned_data

    def _read(self, content, letters):
        """A large file is only looked at: the worker reads it."""
        if reading.is_large(content):
            reading.refuse_at_once(content)
            return actions.to_read(self.thing, self.kind, letters)
        return actions.read_file(self.thing, content, self.kind, letters)

    def _ask_columns(self, read, said):
        """Once: whoever has seen the columns and says nothing of them reads what is missing."""
        missing = [one["message"] for one in read["issues"] if one["code"] == "COLONNES_ABSENTES"]
        columns = (Column(**one) for one in read["sheets"][0]["columns"])
        unknown = [one for one in columns if one.is_unknown]
        for one in unknown:
            named = f"{one.letter}, {one}" if one.title else f"{one} ({one.sample})"
            self._ask(f"{PREFIX}{one.letter}", f"Colonne {named}")
        if missing and unknown and not said and self.kind == actions.STOCK:
            # Beside the first of them: a file in fault itself would have to be chosen again.
            first = f"{PREFIX}{unknown[0].letter}"
            raise forms.ValidationError({first: f"{missing[0]} {SAY}"})


class TownsForm(Form):
    """Which commune a doubtful place is, asked once for all that are told alike."""

    is_filter = True  # nothing says « facultatif »: every field is

    def __init__(self, *args, doubts=None, said=None, **kwargs):
        """`doubts`: {as it is written: how many}; `said`: {its key: Insee code} of those answered already."""
        super().__init__(*args, **kwargs)
        rows = list((doubts or {}).items())[:MOST_ASKED]
        self.towns = [self._ask_town(rank, *row, said or {}) for rank, row in enumerate(rows)]

    def add(self, name, field, label):
        field.label, field.required = label, False
        field.widget.attrs["aria-label"] = label
        self.fields[name] = field
        return self[name]

    def _ask_town(self, rank, town, many, said):
        doubt = Doubt(town)
        codes = [(one.insee, communes.commune_label(one)) for one in doubt.candidates()]
        choices = [("", "À confirmer plus tard"), *codes, (NO_TOWN, "Aucune de celles-ci")]
        field = forms.ChoiceField(choices=choices, initial=said.get(doubt.key, ""))
        label = f"Commune de «\u00a0{town}\u00a0»"
        return {
            "town": town,
            "many": many,
            "key": doubt.key,
            "field": self.add(f"town-{rank}", field, label),
        }

    @property
    def answers(self):
        """{key: Insee code, or NO_TOWN} of what is answered."""
        answers = {row["key"]: self.cleaned_data[row["field"].name] for row in self.towns}
        return {key: code for key, code in answers.items() if code}


class ReadingForm(TownsForm):
    """Which sheets make the stock, what each column is, which commune: the file is read again."""

    def __init__(self, *args, thing, **kwargs):
        report = actions.report_of(thing)
        said = thing.report.get("towns", {})
        super().__init__(*args, thing=thing, doubts=report.doubts, said=said, **kwargs)
        self.report = report
        if len(report.lists) > 1:
            self.fields["sheets"] = forms.MultipleChoiceField(
                label="Feuilles à lire",
                help_text="Leurs lignes font un seul patrimoine\u00a0: une référence n’y sert qu’une fois.",
                choices=[(name, name) for name in report.lists],
                initial=[sheet.name for sheet in report.sheets],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Cochez au moins une feuille."},
            )
        columns = enumerate(report.listed_columns[:MOST_ASKED])
        self.columns = [self._ask_column(rank, column) for rank, column in columns]

    def _ask_column(self, rank, column):
        choices = [UNREAD, *((code, titled(code)) for code in TITLES)]
        if column.field == WITH_OTHERS:
            choices.insert(1, (WITH_OTHERS, "Lue avec ses voisines"))
        field = forms.ChoiceField(choices=choices, initial=column.field or "")
        label = f"Ce que dit la colonne {column}"
        return {"column": column, "field": self.add(f"{PREFIX}{rank}", field, label)}

    def clean(self):
        """Two columns of a sheet do not say the same."""
        fields = {one["column"].key: one["field"].name for one in self.columns}
        for sheet in self.report.sheets:
            taken = {}
            for key, column in {one.key: one for one in sheet.columns if one.is_listed}.items():
                name = fields.get(key)
                said = self.said_of(name)
                if said in taken and said != WITH_OTHERS:
                    self.add_error(
                        name, f"La colonne {taken[said]} dit déjà\u00a0: {TITLES[said]}."
                    )
                elif said:
                    taken[said] = column
        return self.cleaned_data

    def said_of(self, name):
        """What the page did not send was not corrected."""
        return self.cleaned_data.get(name) if name in self.data else self.fields[name].initial

    @property
    def titles(self):
        """{key of its column: field} of what is corrected."""
        said = {one["column"]: self.said_of(one["field"].name) for one in self.columns}
        return {one.key: name for one, name in said.items() if name != (one.field or "")}

    @property
    def chosen(self):
        return self.cleaned_data.get("sheets", [])


class RatingFileForm(FileForm):
    kind = actions.RATINGS


class ConfirmForm(Form):
    with_doubtful = forms.BooleanField(required=False)
    remove_absent = forms.BooleanField(required=False)

    def __init__(self, *args, doubtful="", absent="", **kwargs):
        """A box that has nothing to say is not shown."""
        super().__init__(*args, **kwargs)
        for name, label in (("with_doubtful", doubtful), ("remove_absent", absent)):
            self.fields[name].label = label
            if not label:
                del self.fields[name]


class RatingForm(Form):
    """Five axes, 0 to 4, and what is to be said of them."""

    def __init__(self, *args, rating=None, **kwargs):
        super().__init__(*args, **kwargs)
        for axis in AXES:
            label = Rating._meta.get_field(axis).verbose_name.capitalize()
            self.fields[axis] = forms.TypedChoiceField(
                label=label,
                choices=GRADES,
                coerce=int,
                widget=forms.RadioSelect,
                help_text=HINTS[axis],
                initial=getattr(rating, axis, None),
                error_messages={"required": "Choisissez une cote de 0 à 4."},
            )
            self.fields[axis].is_scale = True
        self.fields["comment"] = forms.CharField(
            label="Commentaire",
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            initial=getattr(rating, "comment", ""),
        )

    @property
    def axes(self):
        return [self.cleaned_data[axis] for axis in AXES]


class FilterForm(TextFilter):
    texts = ("name", "code")
    q = forms.CharField(label="Nom, référence ou commune", required=False, max_length=80)
    niveau = forms.ChoiceField(
        label="Classe",
        required=False,
        choices=(("", "Toutes"), (UNRATED, "à noter"), *Rating.Level.choices),
    )
    agence = forms.ChoiceField(label="Agence", required=False)

    def __init__(self, *args, agencies=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agence"].choices = [("", "Toutes"), *((name, name) for name in agencies)]

    def condition(self, text):
        towns = [commune.insee for commune in territories.communes_named(text)]
        return super().condition(text) | Q(insee__in=towns)

    def names(self, rows):
        towns = rows.order_by().values_list("insee", flat=True).distinct()
        found = filter(None, map(territories.current_commune, towns))
        return chain(super().names(rows), (commune.name for commune in found))
