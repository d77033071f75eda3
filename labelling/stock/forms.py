"""Forms of the stock: the file, its confirmation, the five axes of a residence, the filter."""

from django import forms

from labelling.stock import importing
from labelling.stock.models import AXES, Rating
from portal.inspection.verdicts import clean_name
from portal.spreadsheets.sheets import MAX_BYTES, Unreadable
from portal.web.forms import Filter, Form

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


class FileForm(Form):
    """A spreadsheet: read and checked here, so that what is wrong stands beside the field."""

    kind = importing.STOCK
    file = forms.FileField(
        label="Votre fichier",
        help_text=f"XLSX, ODS ou CSV\u00a0; {MAX_BYTES // 1024 // 1024} Mo au plus.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={"required": "Choisissez un fichier."},
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            report = importing.read_file(self.thing, upload, self.kind)
        except Unreadable as unreadable:
            raise forms.ValidationError(unreadable.sentence, code=unreadable.code) from unreadable
        return clean_name(upload.name), report


class RatingFileForm(FileForm):
    kind = importing.RATINGS


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


class FilterForm(Filter):
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
