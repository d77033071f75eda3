"""Guided form of a practice: five parts, beside its figures and its pieces."""

from django import forms
from django.db import transaction

from labelling import public
from observatory.practices.actions import refuse_unless_writable
from observatory.practices.invitations.words import to_rewrite
from observatory.practices.models import GoodPractice
from observatory.practices.terms import Licence, Perimeter
from observatory.practices.versions import TEXTS
from observatory.practices.writing import durations, readability, steps
from observatory.practices.writing.texts import examples
from portal.core import clock
from portal.ui import words
from portal.web.fields import area, asked_for
from portal.web.forms import ModelForm
from portal.workflow import locked

FIRST_YEAR = 1990
TOO_SHORT = "Encore trop peu de mots pour le dire."


class LinesField(forms.CharField):
    """Words separated by lines or commas, as a list without duplicates."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value):
        text = super().clean(value)
        words = (word.strip()[:80] for word in text.replace("\n", ",").split(","))
        return list(dict.fromkeys(word for word in words if word))


class PartForm(ModelForm):
    """A part, also saved by itself while the practice is editable (BR-84: by its organism)."""

    saves_itself = True
    tells_fields = False
    sentence = "a écrit la fiche"
    asked = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        for name in self.asked:
            self.fields[name].note = "demandé pour proposer la fiche"
        for name in set(to_rewrite(self.instance)) & set(self.fields):
            self.fields[name].note = "à réécrire avec vos mots, le texte reçu ne sera pas publié"
        for name, example in examples().items():
            if name in self.fields:
                self.fields[name].example = example

    @transaction.atomic
    def save(self, expected_version=None, **how):
        with locked(self.instance) as current:
            refuse_unless_writable(current, self.by)
            durations.count(current)
            current.save(update_fields=["written_at", "writing_seconds"])
            return super().save(expected_version, **how)

    def marks(self, thing):
        """Answer to an autosave: version token, progress and readability."""
        return super().marks(thing) | self.writing_aids(thing)

    def page_context(self, thing):
        """Context of the page beside the form."""
        return {
            "said": self.writing_aids(thing),
            "is_story": bool(set(TEXTS) & set(self._meta.fields)),
        }

    def writing_aids(self, thing):
        texts = [getattr(thing, name) for name in self._meta.fields if name in TEXTS]
        found = readability.measure("\n".join(texts))
        return {"progress": steps.sentence(thing), "readability": str(found or TOO_SHORT)}


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
        """A practice may not lose its title: it is known by it."""
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
            "context",
            "objectives",
            "description",
            "steps",
            "difficulties",
            "success_factors",
            "points_of_vigilance",
            "reproduction",
        )
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


class CriteriaTree(forms.CheckboxSelectMultiple):
    """Themes to unfold, each with its criteria; those where something is chosen are open."""

    template_name = "observatory/criteria_tree.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["groups"] = [
            self._group(title, rows) for title, rows, _rank in context["widget"]["optgroups"]
        ]
        return context

    def _group(self, title, rows):
        chosen = sum(row["selected"] for row in rows)
        note = words.count(chosen, "choisi", "choisis") if chosen else ""
        return {"title": title, "rows": rows, "chosen": chosen, "note": note}


class ClassForm(PartForm):
    asked = ("themes",)
    themes = forms.MultipleChoiceField(label="Thèmes", widget=forms.CheckboxSelectMultiple)
    criteria = forms.MultipleChoiceField(
        label="Critères du cadre",
        widget=CriteriaTree,
        help_text="Ouvrez un thème pour voir ses critères.",
    )
    perimeters = forms.MultipleChoiceField(
        label="Périmètres", choices=Perimeter.choices, widget=forms.CheckboxSelectMultiple
    )
    audience = LinesField(label="Publics", help_text="Séparés par des virgules.")
    tags = LinesField(label="Mots-clés", help_text="Séparés par des virgules, deux à quatre.")

    class Meta:
        model = GoodPractice
        fields = ("themes", "criteria", "perimeters", "audience", "tags")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        themes = public.criteria_by_theme()
        self.fields["themes"].choices = [(t["code"], f"{t['code']} {t['title']}") for t in themes]
        self.fields["criteria"].choices = [
            (
                f"{t['code']} {t['title']}",
                [(c["code"], f"{c['code']} {c['title']}") for c in t["criteria"]],
            )
            for t in themes
        ]


class PublicationForm(PartForm):
    """Contact, terms of reuse, and the management's agreement."""

    asked = ("contact_function", "contact_email", "reuse_licence", "management_agreement_on")
    reuse_licence = forms.ChoiceField(
        label="Ce que les autres peuvent en faire",
        choices=Licence.choices,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = GoodPractice
        fields = (
            "contact_function",
            "contact_email",
            "contact_name",
            "contact_consent_on",
            "reuse_licence",
            "management_agreement_on",
        )
        help_texts = {
            "contact_email": "Une adresse de service, lue par plusieurs personnes.",
            "contact_name": "Son nom paraît seulement avec son accord daté\u00a0; retiré, il disparaît aussitôt.",
            "management_agreement_on": "Le jour où votre direction a accepté que la fiche soit publique.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked_for(self.fields["contact_consent_on"], "demandé avec un nom")

    def clean_management_agreement_on(self):
        """BR-85: not in the future."""
        return self._past("management_agreement_on")

    def clean_contact_consent_on(self):
        return self._past("contact_consent_on")

    def _past(self, name):
        day = self.cleaned_data[name]
        if day and day > clock.today():
            raise forms.ValidationError("Cette date est à venir\u00a0: attendez l’accord.")
        return day

    def clean(self):
        """BR-86: a name without a dated consent is not saved."""
        data = super().clean()
        missing = not data.get("contact_consent_on") and "contact_consent_on" not in self.errors
        if data.get("contact_name") and missing:
            self.add_error(
                "contact_consent_on",
                "Donnez la date à laquelle cette personne a accepté de paraître, ou effacez son nom.",
            )
        if not data.get("contact_name"):
            data["contact_consent_on"] = None
        return data


PARTS = {
    "identite": ("Ce que c’est", IdentityForm),
    "recit": ("Comment vous avez fait", StoryForm),
    "resultats": ("Locataires et résultats", ResultsForm),
    "classement": ("Classement", ClassForm),
    "publication": ("Contact et accord", PublicationForm),
}
