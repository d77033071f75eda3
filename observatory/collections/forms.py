"""Forms of collections: name one, add a practice."""

from django import forms

from observatory.collections.models import Collection
from observatory.practices.fields import ForOrganism
from portal.web.fields import area, asked_for
from portal.web.forms import Form, ModelForm

NEW = "nouvelle"


class CollectionForm(ForOrganism, Form):
    title = forms.CharField(
        label="Nom",
        max_length=110,
        help_text="Ce qu’elle réunit\u00a0: «\u00a0Réduire les délais de réponse\u00a0».",
        error_messages={"required": "Donnez un nom à la collection."},
    )
    intro = forms.CharField(
        label="À quoi elle sert",
        max_length=600,
        required=False,
        widget=area(3),
    )


class RenameForm(ModelForm):
    sentence = "a modifié la collection"

    class Meta:
        model = Collection
        fields = ("title", "intro")
        widgets = {"intro": area(3)}
        error_messages = {"title": {"required": "Donnez un nom à la collection."}}


class PutForm(Form):
    """In one of one's collections, or in a new one named here."""

    collection = forms.ChoiceField(label="Collection")
    title = asked_for(
        forms.CharField(label="Nom de la nouvelle collection", max_length=110),
        "demandé si vous en ouvrez une",
    )
    note = forms.CharField(
        label="Pourquoi", max_length=250, required=False, help_text="Un mot pour vous en souvenir."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Collection.objects.filter(owner=self.by).exclude(state="removed")
        self.mine = {row.reference: row for row in mine}
        rows = [(row.reference, row.title) for row in mine]
        self.fields["collection"].choices = [*rows, (NEW, "Une nouvelle collection")]
        self.fields["collection"].initial = rows[0][0] if rows else NEW

    @property
    def chosen(self):
        """The collection, or None for a new one of that title."""
        return self.mine.get(self.cleaned_data["collection"])

    def clean(self):
        data = super().clean()
        if data.get("collection") == NEW and not data.get("title", "").strip():
            self.add_error("title", "Donnez un nom à la nouvelle collection.")
        return data
