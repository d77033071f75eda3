"""Forms of the import of the tracking: the file."""

from django import forms

from labelling.parties.organisms.models import Membership
from labelling.steering.history_import.matching import actions
from portal.inspection.verdicts import clean_name
from portal.spreadsheets.sheets import MAX_BYTES, Unreadable
from portal.web.forms import Form


class FileForm(Form):
    """The tracking file: read here, so that what is wrong stands beside the field."""

    file = forms.FileField(
        label="Votre fichier de suivi",
        help_text=f"XLSX, ODS, CSV ou texte à tabulations\u00a0; {MAX_BYTES // 1024 // 1024} Mo au plus.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv,.tsv,.txt,.xls"}),
        error_messages={"required": "Choisissez un fichier."},
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            read = actions.read_new(upload.read(MAX_BYTES + 1))
        except Unreadable as unreadable:
            raise forms.ValidationError(unreadable.sentence, code=unreadable.code) from unreadable
        return {"file_name": clean_name(upload.name)} | read


class PeopleForm(Form):
    """Who of the file is invited, and to act as what."""

    people = forms.MultipleChoiceField(
        label="Personnes",
        error_messages={
            "required": "Cochez une personne au moins.",
            "invalid_choice": "Une de ces personnes n’est plus à inviter\u00a0: relisez la liste.",
        },
    )
    function = forms.ChoiceField(
        label="Elles agiront comme",
        choices=Membership.Function.choices,
        initial=Membership.Function.CONTACT,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.free = {one.key: one for one in people if not one.access}
        self.fields["people"].choices = [(key, one.email) for key, one in self.free.items()]

    @property
    def ticked(self):
        """What was ticked stays so after an error."""
        return self.data.getlist("people") if self.is_bound else ()

    def clean_people(self):
        return [self.free[key] for key in self.cleaned_data["people"]]
