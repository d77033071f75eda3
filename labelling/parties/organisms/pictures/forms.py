"""Form of the picture of an organism's public page."""

from django import forms

from labelling.parties.organisms.pictures.models import SHOWN, OrganismPicture
from portal.documents.forms import ImageField
from portal.web.forms import Form
from portal.web.submissions.edit_conflicts import stamp

Focus = OrganismPicture.Focus


class OrganismPictureForm(Form):
    """As for a practice (BR-85): no picture without its alternative text and its rights."""

    conflict = "L’image a changé pendant que vous la décriviez. Ce que vous avez tapé est gardé."

    upload = ImageField(label="Image")
    alt = forms.CharField(
        label="Ce que montre l’image",
        max_length=250,
        help_text="Une phrase, lue par qui ne voit pas l’image.",
        error_messages={"required": "Dites ce que montre l’image, pour qui ne la voit pas."},
    )
    rights = forms.CharField(
        label="Qui autorise à la publier",
        max_length=120,
        help_text="Ce crédit paraît sous l’image.",
        error_messages={"required": "Dites qui vous autorise à publier cette image."},
    )
    focus = forms.ChoiceField(
        label="Ce qui doit rester visible",
        choices=Focus.choices,
        initial=Focus.CENTRE,
        required=False,
        help_text="Les cartes montrent l’image rognée, autour de cette partie.",
    )
    is_removed = forms.BooleanField(
        label="Retirer l’image\u00a0: un dessin de l’identité prend sa place", required=False
    )

    def __init__(self, *args, picture=None, **kwargs):
        initial = {name: getattr(picture, name) for name in SHOWN[1:]} if picture else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.seen = stamp(picture, SHOWN)
        if picture is None:
            del self.fields["is_removed"]
        else:
            upload = self.fields["upload"]
            upload.required = False
            upload.help_text = f"Sans autre fichier, «\u00a0{picture.file.name}\u00a0» reste."

    def clean_focus(self):
        return self.cleaned_data["focus"] or Focus.CENTRE
