"""Forms of spaces: create, change, choose animators."""

from django import forms

from community.spaces.models import Space, SpaceMember
from labelling.public import regions
from portal.core import clock
from portal.web.fields import Day, area, asked_for
from portal.web.forms import Form, ModelForm

GROUPS = [(kind.value, kind.label) for kind in (Space.Kind.GROUP, Space.Kind.REGIONAL)]
NAME = "Donnez un nom, court et clair."


class GroupForm(Form):
    kind = forms.ChoiceField(
        label="Nature",
        choices=GROUPS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez la nature du groupe."},
    )
    name = forms.CharField(label="Nom", max_length=120, error_messages={"required": NAME})
    intro = forms.CharField(
        label="Ce que l’on y fait",
        required=False,
        max_length=1000,
        widget=area(3),
    )
    region = asked_for(
        forms.ChoiceField(
            label="Région",
            help_text="Ses organismes labellisés y entrent d’eux-mêmes.",
        ),
        "demandé pour un groupe régional",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", "Aucune"), *regions()]

    def clean(self):
        data = super().clean()
        if data.get("kind") == Space.Kind.REGIONAL and not data.get("region"):
            self.add_error("region", "Choisissez la région de ce groupe.")
        return data


class SpaceForm(ModelForm):
    act, sentence = "edit", "a modifié la présentation de l’espace"

    class Meta:
        model = Space
        fields = ("name", "intro")
        widgets = {"intro": area()}
        error_messages = {"name": {"required": NAME}}


class CharterForm(Form):
    text = forms.CharField(
        label="Texte de la charte",
        max_length=8000,
        help_text="Une ligne vide sépare deux paragraphes.",
        widget=area(16),
        error_messages={"required": "Écrivez le texte de la charte."},
    )
    starts_on = Day(
        label="En vigueur le",
        help_text="Ce jour-là, chaque membre la relit avant d’écrire de nouveau.",
        initial=clock.today,
        error_messages={"required": "Donnez une date.", "invalid": "Donnez une date qui existe."},
    )


class PersonForm(Form):
    """A person chosen in the list that a search has shown."""

    person = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)
    function = forms.ChoiceField(choices=SpaceMember.Function, widget=forms.HiddenInput)
    deed = forms.ChoiceField(choices=[("add", ""), ("remove", "")], widget=forms.HiddenInput)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
