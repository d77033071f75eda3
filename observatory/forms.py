"""The guided form of a practice, in four parts, and the filter of the public list."""

from django import forms
from django.db import transaction

from labelling import public
from observatory.editing import obstacle
from observatory.models import GoodPractice
from observatory.terms import Perimeter
from portal import clock, files
from portal.files import EvidenceField
from portal.forms import ModelForm
from portal.workflow import locked

FIRST_YEAR = 1990


def area(rows=4):
    return forms.Textarea(attrs={"rows": rows})


class LinesField(forms.CharField):
    """One word a line, or between commas, kept as a list without repetition."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value):
        text = super().clean(value)
        words = (word.strip()[:80] for word in text.replace("\n", ",").split(","))
        return list(dict.fromkeys(word for word in words if word))


class PartForm(ModelForm):
    """One part; saved by itself too, while the record may be written (BR-84: by its organism)."""

    saves_itself = True
    sentence = "a écrit la fiche"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        for name in self.asked:
            self.fields[name].note = "demandé pour proposer la fiche"

    asked = ()

    @transaction.atomic
    def save(self, expected_version=None, **how):
        with locked(self.instance) as current:
            if problem := obstacle(current, self.by):
                raise problem
            return super().save(expected_version, **how)


class IdentityForm(PartForm):
    asked = ("title", "summary", "year_started", "maturity", "action_type", "budget_band")

    class Meta:
        model = GoodPractice
        fields = ("title", "summary", "year_started", "maturity", "action_type", "budget_band")
        widgets = {"summary": area(3)}
        help_texts = {
            "title": "Ce que vous faites, en un verbe\u00a0: «\u00a0Visiter les halls avec les locataires\u00a0».",
            "summary": "Deux phrases, 300 signes au plus\u00a0: qui fait quoi, et ce que cela change.",
            "year_started": "L’année des premiers essais, comme 2023.",
        }

    def clean_title(self):
        """A record keeps its title: it is how it is known."""
        return self.cleaned_data["title"].strip() or self.instance.title

    def clean_year_started(self):
        year = self.cleaned_data["year_started"]
        if year and not FIRST_YEAR <= year <= clock.today().year:
            raise forms.ValidationError(
                f"Écrivez une année entre {FIRST_YEAR} et {clock.today().year}."
            )
        return year


class StoryForm(PartForm):
    asked = ("context", "description", "reproduction")

    class Meta:
        model = GoodPractice
        fields = (
            "context", "objectives", "description", "steps", "difficulties", "success_factors",
            "points_of_vigilance", "reproduction",
        )  # fmt: skip
        widgets = {name: area(6 if name == "description" else 4) for name in fields}
        help_texts = {
            "context": "La situation d’avant, et ce qui vous a décidés.",
            "objectives": "Un objectif par ligne.",
            "description": "Qui fait quoi, avec quoi, à quel rythme.",
            "steps": "Une étape par ligne, dans l’ordre.",
            "reproduction": "Ce qu’il faut avoir, et par quoi commencer.",
        }


class ResultsForm(PartForm):
    asked = ("tenants_role", "results")

    class Meta:
        model = GoodPractice
        fields = (
            "with_tenants",
            "tenants_role",
            "partners",
            "human_means",
            "timeline",
            "results",
        )
        widgets = {name: area() for name in ("tenants_role", "partners", "results")}
        help_texts = {
            "tenants_role": "Informés, consultés, coauteurs\u00a0: ce qu’ils ont changé.",
            "partners": "Un partenaire par ligne.",
            "human_means": "Par exemple\u00a0: 25 jours la première année, puis une demi-journée par mois.",
            "results": "Ce qui se voit et se mesure\u00a0; les chiffres s’ajoutent plus bas.",
        }


class ClassForm(PartForm):
    asked = (
        "themes",
        "contact_function",
        "contact_email",
        "reuse_licence",
        "management_agreement_on",
    )
    themes = forms.MultipleChoiceField(label="Thèmes", widget=forms.CheckboxSelectMultiple)
    criteria = forms.MultipleChoiceField(label="Critères du cadre", widget=forms.SelectMultiple)
    perimeters = forms.MultipleChoiceField(
        label="Périmètres", choices=Perimeter.choices, widget=forms.CheckboxSelectMultiple
    )
    audience = LinesField(
        label="Publics", help_text="Séparés par des virgules\u00a0: gardiens, jeunes."
    )
    tags = LinesField(label="Mots-clés", help_text="Séparés par des virgules, deux à quatre.")
    cover = EvidenceField(label="Image", required=False)

    class Meta:
        model = GoodPractice
        fields = (
            "themes", "criteria", "perimeters", "audience", "tags", "contact_function",
            "contact_email", "contact_name", "contact_consent_on", "reuse_licence", "cover_alt",
            "image_rights", "management_agreement_on",
        )  # fmt: skip
        help_texts = {
            "contact_email": "Une adresse de service, comme qualite@organisme.fr.",
            "contact_name": "Son nom paraît seulement avec son accord daté\u00a0; effacez-le, il disparaît aussitôt.",
            "reuse_licence": "Par exemple\u00a0: CC BY 4.0.",
            "cover_alt": "Ce que montre l’image, pour qui ne la voit pas.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        themes = public.criteria_by_theme()
        self.fields["themes"].choices = [(t["code"], f"{t['code']} {t['title']}") for t in themes]
        self.fields["criteria"].choices = [
            (c["code"], f"{c['code']} {c['title']}") for t in themes for c in t["criteria"]
        ]

    def clean(self):
        """BR-86: a name without a dated consent is not kept."""
        data = super().clean()
        agreed = data.get("contact_consent_on")
        if data.get("contact_name") and not (agreed and agreed <= clock.today()):
            self.add_error(
                "contact_consent_on",
                "Donnez la date à laquelle cette personne a accepté de paraître, ou effacez son nom.",
            )
        if not data.get("contact_name"):
            data["contact_consent_on"] = None
        return data

    def clean_cover(self):
        upload = self.cleaned_data["cover"]
        if upload is not None and not upload.content_type.startswith("image/"):
            raise forms.ValidationError("Choisissez une image\u00a0: JPEG ou PNG.")
        return upload

    def save(self, expected_version=None, **how):
        current = super().save(expected_version, **how)
        if upload := self.cleaned_data.get("cover"):
            current.cover = files.store(
                upload, holder=current, by=self.by, kind="cover", confidentiality="public"
            )
            current.save(update_fields=["cover"])
        return current


PARTS = {
    "identite": ("Ce que c’est", IdentityForm),
    "recit": ("Comment vous avez fait", StoryForm),
    "resultats": ("Locataires et résultats", ResultsForm),
    "classement": ("Classement et publication", ClassForm),
}


class PracticeFilter(forms.Form):
    """What narrows the public list; a value that means nothing is ignored."""

    is_filter = True
    theme = forms.ChoiceField(label="Thème", required=False)
    famille = forms.ChoiceField(label="Famille", required=False)
    region = forms.ChoiceField(label="Région", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.titles = dict(public.themes())
        self.fields["theme"].choices = [("", "Tous"), *self.titles.items()]
        self.fields["famille"].choices = [("", "Toutes"), *public.families()]
        self.fields["region"].choices = [("", "Toutes"), *public.regions()]

    @property
    def filters(self):
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
