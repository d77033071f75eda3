"""Forms of pages of a space: write one, place it."""

from django import forms

from community.pages.models import SpacePage
from community.spaces import markup
from portal.web.fields import area
from portal.web.forms import Form, ModelForm


class NewPageForm(Form):
    title = forms.CharField(
        label="Titre", max_length=120, error_messages={"required": "Donnez un titre à la page."}
    )


class PageForm(ModelForm):
    act, sentence, saves_itself = "write", "a écrit dans la page", True

    class Meta:
        model = SpacePage
        fields = ("title", "text")
        widgets = {"text": area(18)}
        help_texts = {"text": markup.HINT}
        error_messages = {"title": {"required": "Donnez un titre à la page."}}


class PlaceForm(ModelForm):
    act, sentence = "place", "a changé la place de la page"

    class Meta:
        model = SpacePage
        fields = ("rank", "is_pinned")
        labels = {"is_pinned": "Épingler à l’accueil de l’espace"}
        help_texts = {"rank": "Les pages se suivent du plus petit au plus grand."}
