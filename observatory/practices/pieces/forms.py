"""Forms of pieces: a picture, a document, a link or a video."""

from django import forms
from django.core.validators import URLValidator

from observatory.practices.pieces.models import PracticePiece
from observatory.practices.writing.texts import examples
from portal.documents import EvidenceField
from portal.web.forms import Form

Kind, Subtitles = PracticePiece.Kind, PracticePiece.Subtitles


def text(label, most, missing, **more):
    return forms.CharField(
        label=label, max_length=most, error_messages={"required": missing}, **more
    )


def address(label, help_text):
    return forms.URLField(
        label=label,
        max_length=400,
        help_text=help_text,
        assume_scheme="https",
        validators=[URLValidator(schemes=("http", "https"))],
        error_messages={
            "required": "Donnez l’adresse de la page.",
            "invalid": "Écrivez une adresse complète, comme https://organisme.example/page.",
        },
    )


class PieceForm(Form):
    """`cleaned_data` holds the piece's fields; its file, when it has one, under `upload`."""

    before = "d’enregistrer"
    conflict = "Cette pièce a changé pendant que vous écriviez. Votre texte est gardé."

    def __init__(self, *args, kept=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = kept
        if kept and "upload" in self.fields:
            self.fields["upload"].required = False
            self.fields[
                "upload"
            ].help_text = f"Sans autre fichier, «\u00a0{kept.name}\u00a0» reste."
        for name, example in examples().items():
            if name in self.fields and name in ("alt", "rights"):
                self.fields[name].example = example


class PictureForm(PieceForm):
    """BR-85: no picture without its alternative text and its rights."""

    upload = EvidenceField(label="Image", help_text="JPEG, PNG ou WebP.")
    alt = text(
        "Ce que montre l’image", 250, "Dites ce que montre l’image, pour qui ne la voit pas."
    )
    rights = text(
        "Qui autorise à la publier", 120, "Dites qui vous autorise à publier cette image."
    )
    focus = forms.ChoiceField(
        label="Ce qui doit rester visible",
        choices=PracticePiece.Focus.choices,
        initial=PracticePiece.Focus.CENTRE,
        required=False,
        help_text="Les listes montrent l’image rognée, autour de cette partie.",
    )

    def clean_focus(self):
        return self.cleaned_data["focus"] or PracticePiece.Focus.CENTRE

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        shown = upload or self.kept
        if shown is not None and not shown.content_type.startswith("image/"):
            raise forms.ValidationError("Choisissez une image\u00a0: JPEG, PNG ou WebP.")
        return upload


class DocumentForm(PieceForm):
    upload = EvidenceField(label="Document")
    title = text("Titre", 160, "Donnez un titre au document\u00a0: c’est ce que l’on lira.")
    is_reserved = forms.BooleanField(
        label="Preuve réservée à la relecture\u00a0: elle n’est pas publiée", required=False
    )


class LinkForm(PieceForm):
    title = text("Titre", 160, "Dites où mène le lien.")
    url = address("Adresse", "Une page que chacun peut ouvrir.")


class VideoForm(PieceForm):
    title = text("Titre", 160, "Dites ce que l’on voit.")
    url = address("Adresse", "La page où la vidéo se regarde.")
    subtitles = forms.ChoiceField(
        label="Pour qui n’entend pas",
        choices=Subtitles.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si la vidéo est sous-titrée."},
    )


HEADINGS = {
    Kind.PICTURE: "Modifier l’image",
    Kind.DOCUMENT: "Modifier le document",
    Kind.LINK: "Modifier le lien",
    Kind.VIDEO: "Modifier la vidéo",
}
NATURES = {  # {kind: [(address, words)]}: what a piece may become, its object staying
    Kind.PICTURE: [("document", "En faire un document")],
    Kind.DOCUMENT: [("image", "En faire une image")],
    Kind.LINK: [("video", "En faire une vidéo")],
    Kind.VIDEO: [("lien", "En faire un lien")],
}
FORMS = {  # by address
    "image": (Kind.PICTURE, "Ajouter une image", PictureForm),
    "document": (Kind.DOCUMENT, "Ajouter un document", DocumentForm),
    "lien": (Kind.LINK, "Ajouter un lien", LinkForm),
    "video": (Kind.VIDEO, "Ajouter une vidéo", VideoForm),
}
