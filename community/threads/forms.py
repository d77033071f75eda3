"""Forms of threads: a question, an answer, files and the descriptions of pictures."""

from django import forms
from django.urls import reverse

from labelling.public import evaluation_framework, themes
from portal.documents import EvidenceField
from portal.web.fields import area
from portal.web.forms import Form

MARKS = (
    "Mise en forme\u00a0: **gras**, *italique*, un tiret pour une liste, > pour citer, "
    "[texte](https://…) pour un lien. Nommez un membre par @prénom nom."
)
FILES = (1, 2)
THEMES = 3


class WriteForm(Form):
    source = forms.CharField(
        label="Votre réponse",
        help_text=MARKS,
        max_length=8000,
        widget=area(7),
        error_messages={"required": "Écrivez votre texte."},
    )

    def __init__(self, *args, space=None, with_files=True, **kwargs):
        super().__init__(*args, **kwargs)
        if space is not None:
            address = reverse("community:thread_names", args=[space.slug])
            self.fields["source"].widget.attrs["data-mentions"] = address
        for rank in FILES if with_files else ():
            self.fields[f"file_{rank}"] = EvidenceField(
                label=f"Fichier ou image {rank}", required=False
            )
            self.fields[f"alt_{rank}"] = forms.CharField(
                label=f"Ce que montre l’image {rank}",
                help_text="Lu à qui ne voit pas l’image.",
                max_length=200,
                required=False,
            )
            self.fields[f"alt_{rank}"].note = "pour une image"

    def clean(self):
        cleaned = super().clean()
        for rank in FILES:
            upload = cleaned.get(f"file_{rank}")
            is_picture = upload and upload.content_type.startswith("image/")
            if is_picture and not cleaned.get(f"alt_{rank}"):
                self.add_error(f"alt_{rank}", "Dites en une phrase ce que montre l’image.")
        return cleaned

    @property
    def shows_pieces(self):
        """Whether the fold of files is open: something was typed or is to be corrected."""
        return any(
            self[f"{name}_{rank}"].errors or self[f"{name}_{rank}"].value()
            for rank in FILES
            for name in ("file", "alt")
        )

    @property
    def facts(self):
        return {"source": self.cleaned_data["source"], "pieces": self.pieces}

    @property
    def pieces(self):
        """[(upload, description)], as `actions` take them."""
        data = self.cleaned_data
        return [
            (data[f"file_{rank}"], data.get(f"alt_{rank}", ""))
            for rank in FILES
            if data.get(f"file_{rank}")
        ]


class QuestionForm(WriteForm):
    title = forms.CharField(
        label="Votre question",
        help_text="En une phrase, comme vous la poseriez de vive voix.",
        max_length=140,
        error_messages={"required": "Écrivez votre question en une phrase."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].label = "Ce qu’il faut savoir pour répondre"
        self.fields = {"title": self.fields.pop("title"), **self.fields}


class AskForm(QuestionForm):
    themes = forms.MultipleChoiceField(
        label="Thèmes",
        help_text="Trois au plus.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    criterion = forms.ChoiceField(label="Critère", required=False)

    def __init__(self, *args, space=None, **kwargs):
        super().__init__(*args, space=space, **kwargs)
        self.fields["themes"].choices = themes()
        self.fields["criterion"].choices = [("", "Aucun en particulier"), *criteria()]
        address = reverse("community:threads_near", args=[space.slug])
        self.fields["title"].widget.attrs |= {
            "data-hx-get": address,
            "data-hx-trigger": "input changed delay:400ms",
            "data-hx-target": "#proches",
            "data-hx-sync": "this:replace",
            "autocomplete": "off",
        }

    def clean_themes(self):
        chosen = self.cleaned_data["themes"]
        if len(chosen) > THEMES:
            raise forms.ValidationError("Gardez trois thèmes au plus.")
        return chosen

    @property
    def facts(self):
        return super().facts | {"title": self.cleaned_data["title"], "tags": self.tags}

    @property
    def tags(self):
        """Codes; a criterion brings its theme."""
        codes = list(self.cleaned_data["themes"])
        if criterion := self.cleaned_data["criterion"]:
            codes += [criterion.partition(".")[0], criterion]
        return list(dict.fromkeys(codes))


def criteria():
    """[(theme, [(code, « code, title »)])] of the framework in force."""
    framework = evaluation_framework()
    rows = framework["themes"] if framework else []
    return [
        (_theme_label(row["theme"]), [(one.code, _theme_label(one)) for one in row["criteria"]])
        for row in rows
    ]


def _theme_label(one):
    return f"{one.code} {one.title}"
