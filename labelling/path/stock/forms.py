"""Forms of the stock: the file, its confirmation, the five axes of a residence, the filter."""

import re
from itertools import chain

from django import forms
from django.db.models import Q

from labelling import territories
from labelling.path.stock.files.columns import titled
from labelling.path.stock.files.titles import fold_title
from labelling.path.stock.files.vocabulary import TITLES
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
        choices = [("", "(n’est pas lue)"), *((code, titled(code)) for code in TITLES)]
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
        unknown = [one for one in read["sheets"][0]["columns"] if one["title"] and not one["field"]]
        for column in unknown:
            self._ask(
                f"{PREFIX}{column['letter']}",
                f"Colonne {column['letter']}, «\u00a0{column['title']}\u00a0»",
            )
        if missing and unknown and not said and self.kind == actions.STOCK:
            # Beside the first of them: a file in fault itself would have to be chosen again.
            first = f"{PREFIX}{unknown[0]['letter']}"
            raise forms.ValidationError({first: f"{missing[0]} {SAY}"})


class ReadingForm(Form):
    """Which sheets make the stock, and what the columns are that are unknown or guessed: the file is read again."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        report = actions.report_of(self.thing)
        if len(report.lists) > 1:
            self.fields["sheets"] = forms.MultipleChoiceField(
                label="Feuilles à lire",
                help_text="Leurs lignes font un seul patrimoine\u00a0: une référence n’y sert qu’une fois.",
                choices=[(name, name) for name in report.lists],
                initial=[sheet.name for sheet in report.sheets],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Cochez au moins une feuille."},
            )
        choices = [("", "(n’est pas lue)"), *((code, titled(code)) for code in TITLES)]
        for rank, (title, name) in enumerate(report.doubted_titles.items()):
            label = f"Colonne «\u00a0{title}\u00a0»"
            self.fields[f"{PREFIX}{rank}"] = forms.ChoiceField(
                label=label, choices=choices, initial=name, required=False
            )

    @property
    def titles(self):
        """{folded title: field} of what is said."""
        doubted = actions.report_of(self.thing).doubted_titles
        said = {title: self.cleaned_data[f"{PREFIX}{rank}"] for rank, title in enumerate(doubted)}
        return {fold_title(title): said[title] for title in said if said[title] != doubted[title]}

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
    """Five axes, 0 to 4."""

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
