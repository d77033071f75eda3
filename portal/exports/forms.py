"""Forms of an exported table handed back: the file, then the rows that are written."""

from django import forms
from django.core import signing

from portal.exports import comparing
from portal.spreadsheets.sheets import MAX_BYTES, Unreadable
from portal.web.forms import Form
from portal.workflow import Refused

SALT, ONE_DAY = "portal.exports.again", 24 * 3600
OVER = "Cette relecture n’est plus valable\u00a0: choisissez le fichier encore une fois."


class AgainForm(Form):
    """The file, compared here, so that what is wrong stands beside the field."""

    file = forms.FileField(
        label="Le tableau, téléchargé d’ici puis corrigé",
        help_text=f"XLSX, ODS ou CSV\u00a0; {MAX_BYTES // 1024 // 1024} Mo au plus.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={"required": "Choisissez un fichier."},
    )

    def __init__(self, *args, address="", **kwargs):
        """`address`: the list that the page was opened from."""
        super().__init__(*args, **kwargs)
        self.address = address

    def clean_file(self):
        upload = self.cleaned_data["file"]
        told = {"name": upload.name, "address": self.address}
        try:
            return comparing.compare(upload.read(MAX_BYTES + 1), self.by, **told)
        except Unreadable as unreadable:
            raise forms.ValidationError(unreadable.sentence, code=unreadable.code) from unreadable
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


def sealed(made, user):
    """What the page of a comparison sends back: nobody changes it on the way."""
    said = {"by": user.pk, "address": made.seen.address, "changes": made.changes}
    return signing.dumps(said, salt=SALT, compress=True)


class ConfirmForm(Form):
    sealed = forms.CharField(widget=forms.HiddenInput, error_messages={"required": OVER})
    rows = forms.MultipleChoiceField(
        label="Lignes", error_messages={"required": "Cochez une ligne au moins."}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        try:
            self.said = signing.loads(self.data.get("sealed", ""), salt=SALT, max_age=ONE_DAY)
        except signing.BadSignature:
            self.said = {}
        self.fields["rows"].choices = [(name, name) for name in self.said.get("changes", ())]

    def clean_sealed(self):
        if self.said.get("by") != self.by.pk:
            raise forms.ValidationError(OVER)
        return self.cleaned_data["sealed"]
