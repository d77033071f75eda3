"""Forms of the members' directory: a profile, a search, a message."""

from itertools import chain

from django import forms
from django.db.models import Q

from community.people import terms
from labelling.public import regions, regions_of_auditor
from portal.models import User
from portal.search.filters import TextFilter, heard
from portal.ui.words import count
from portal.web.fields import area
from portal.web.forms import Form


def _boxes(title, rows, chosen):
    """{title, rows: [(code, label, is chosen)], many, note} of a fold of checkboxes."""
    rows = [(code, label, code in chosen) for code, label in rows]
    many = sum(is_in for _, _, is_in in rows)
    note = count(many, "choix", "choix") if many else ""
    return {"title": title, "rows": rows, "many": many, "note": note}


class ProfileForm(Form):
    presentation = forms.CharField(
        label="Présentation",
        max_length=1500,
        help_text="Votre métier, ce que vous avez mené, ce que vous cherchez. Ni adresse ni téléphone.",
        widget=area(5),
        error_messages={"required": "Présentez-vous en une phrase au moins."},
    )
    criteria = forms.MultipleChoiceField(
        label="Critères que vous maîtrisez",
        required=False,
        help_text="Ceux du cadre d’évaluation en vigueur, thème par thème.",
        widget=forms.CheckboxSelectMultiple,
    )
    housing = forms.MultipleChoiceField(
        label="Types d’habitat que vous connaissez",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    regions = forms.MultipleChoiceField(
        label="Régions que vous connaissez",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    answers_gladly = forms.BooleanField(label="Je réponds volontiers", required=False)
    takes_contact = forms.BooleanField(
        label="On peut m’écrire par le portail",
        help_text="Votre adresse et votre téléphone ne sont jamais montrés.",
        required=False,
    )
    agrees = forms.BooleanField(
        label="J’accepte de paraître dans l’annuaire de mes espaces",
        help_text="Vous le quittez quand vous voulez\u00a0; ce qu’il dit de vous est alors effacé.",
        error_messages={"required": "Sans cet accord, rien n’est gardé."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["criteria"].choices = terms.criteria()
        self.fields["housing"].choices = terms.housing()
        self.fields["regions"].choices = regions()

    @property
    def themes(self):
        """[Boxes] of criteria by theme; those with a choice are open."""
        chosen = set(self["criteria"].value() or ())
        return [_boxes(theme, rows, chosen) for theme, rows in self.fields["criteria"].choices]

    @property
    def places(self):
        chosen = set(self["regions"].value() or ())
        return _boxes("Régions que vous connaissez", self.fields["regions"].choices, chosen)

    @classmethod
    def shown(cls, profile):
        """Initial values of the form from a profile."""
        said = list(profile.expertise.values_list("kind", "code")) if profile.pk else []
        pick = {
            name: [code for kind, code in said if kind == wanted]
            for name, wanted in (
                ("criteria", "criterion"),
                ("housing", "housing"),
                ("regions", "region"),
            )
        }
        if not profile.is_shown and not pick["regions"]:
            pick["regions"] = regions_of_auditor(profile.person)
        facts = ("presentation", "answers_gladly", "takes_contact")
        known = {name: getattr(profile, name) for name in facts}
        return known | pick | {"agrees": profile.state == "shown"}

    @property
    def facts(self):
        facts = {name: value for name, value in self.cleaned_data.items() if name != "agrees"}
        return facts | {"expected_version": self.expected_version}


class SearchForm(TextFilter):
    q = forms.CharField(label="Nom, organisme ou mot", max_length=80, required=False)
    critere = forms.ChoiceField(label="Critère", required=False)
    habitat = forms.ChoiceField(label="Type d’habitat", required=False)
    region = forms.ChoiceField(label="Région", required=False)
    taille = forms.ChoiceField(label="Taille de l’organisme", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        every = ("", "Toutes")
        self.fields["critere"].choices = [("", "Tous"), *terms.criteria()]
        self.fields["habitat"].choices = [("", "Tous"), *terms.housing()]
        self.fields["region"].choices = [every, *regions()]
        self.fields["taille"].choices = [every, *terms.sizes()]

    def condition(self, text):
        """Each word in what a profile says, in the name of its person or of an organism that they act for."""
        asked = Q()
        for word in text.split()[:6]:
            people = User.objects.filter(heard(word, "first_name", "last_name") | _acting_for(word))
            asked &= heard(word, "presentation") | Q(person__in=people.values("pk"))
        return asked

    def names(self, rows):
        acting = User.objects.filter(pk__in=rows.order_by().values("person"))
        held = acting.filter(memberships__is_active=True)
        people = super().names(acting, "first_name", "last_name")
        return chain(people, super().names(held, "memberships__organism__name"))


def _acting_for(word):
    return Q(memberships__is_active=True) & heard(word, "memberships__organism__name")


class ContactForm(Form):
    text = forms.CharField(
        label="Votre message",
        max_length=2000,
        help_text="Le portail l’envoie en votre nom, sans aucune adresse\u00a0: la réponse s’écrit ici.",
        widget=area(8),
        error_messages={"required": "Écrivez votre message."},
    )
