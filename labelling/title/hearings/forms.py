"""Form of the observations of an organism."""

from django import forms

from portal.documents import FilesField
from portal.web.fields import area
from portal.web.forms import Form


class ObservationsForm(Form):
    """The text takes the place of the former one; files are added to those that were sent."""

    observations = forms.CharField(
        label="Vos observations",
        help_text="Le comité les lit avant de décider. 20 caractères au moins.",
        min_length=20,
        max_length=20_000,
        widget=area(12),
        error_messages={
            "min_length": "Écrivez 20 caractères au moins\u00a0: le comité lira cette réponse."
        },
    )
    files = FilesField(label="Pièces", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("observations", self.thing.observations)
