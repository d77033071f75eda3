"""Forms of representative bodies: a body, one of its contacts, what the office verifies, the filters of their list."""

from django import forms
from django.forms.models import model_to_dict

from labelling.parties.bodies.actions import FACTS, REACH, stamp_to_verify
from labelling.parties.bodies.models import BodyContact, RepresentativeBody
from portal.documents import EvidenceField
from portal.search.filters import TextFilter
from portal.web.fields import Day, area, asked_for
from portal.web.forms import Form, Refusable
from portal.web.submissions.edit_conflicts import stamp

# Sitting on the national commission of concertation with the union in 2015: suggestions, any other may be typed.
NATIONAL = ("AFOC", "CGL", "CLCV", "CNL", "CSF")


class RowForm(Refusable, forms.ModelForm):
    """The fields of one row, of which `base` is the one that is changed; the act writes it."""

    names, notes = (), {}  # {field: when it may not be left empty}

    def __init__(self, *args, base=None, thing=None, by=None, **kwargs):
        super().__init__(*args, initial=model_to_dict(base, self.names) if base else None, **kwargs)
        self.base, self.thing, self.by = base, thing, by
        for name, note in self.notes.items():
            asked_for(self.fields[name], note)
        self.seen = stamp(base, self.names)

    def stamp_of(self, thing):
        return stamp(thing, self.names)

    def validate_constraints(self):
        """The act says it, under its lock."""


class BodyForm(RowForm):
    conflict = "Cette instance a changé pendant que vous écriviez. Rien n’est perdu."
    names = FACTS
    plan = EvidenceField(
        label="Plan de concertation locative",
        required=False,
        help_text="D’un conseil de concertation\u00a0: le plan signé. Sans nom de locataire s’il en nomme.",
    )

    class Meta:
        model = RepresentativeBody
        fields = FACTS
        widgets = {
            "kind": forms.RadioSelect,
            "affiliation": forms.TextInput(attrs={"list": "affiliations", "autocomplete": "off"}),
            "since_on": Day.widget,
            "until_on": Day.widget,
            "plan_on": Day.widget,
        }
        labels = {"affiliation": "Affiliée à", "plan_on": "Plan de concertation signé le"}
        help_texts = {
            "name": "Celui que les locataires connaissent.",
            "affiliation": "L’organisation nationale, s’il y en a une.",
            "seats": "Au conseil d’administration ou au conseil de concertation.",
        }
        error_messages = {
            "kind": {"required": "Dites de quelle instance il s’agit."},
            "name": {"required": "Donnez le nom de l’instance."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = RepresentativeBody.Kind.choices

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean(self):
        facts = super().clean()
        since, until = facts.get("since_on"), facts.get("until_on")
        if since and until and until < since:
            self.add_error("until_on", "Le mandat finit avant d’avoir commencé.")
        if facts.get("kind") and facts["kind"] != RepresentativeBody.Kind.COUNCIL:
            for name in ("plan", "plan_on"):
                if facts.get(name):
                    self.add_error(name, "Un plan de concertation est celui d’un conseil.")
        return facts


class ContactForm(RowForm):
    conflict = "Ce contact a changé pendant que vous écriviez. Rien n’est perdu."
    names, notes = REACH, {"email": "demandée sans adresse postale"}

    class Meta:
        model = BodyContact
        fields = REACH
        widgets = {"postal": area(3)}
        help_texts = {
            "name": "Laissez vide pour une boîte commune.",
            "email": "Une demande d’avis y arrive, avec un lien que vous ne voyez pas.",
            "postal": "À défaut d’adresse électronique\u00a0: une lettre y arrive, avec un code.",
        }
        error_messages = {
            "email": {
                "invalid": "Cette adresse ne semble pas complète. Elle s’écrit comme nom@exemple.fr."
            }
        }

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        facts = super().clean()
        if not (facts.get("email") or facts.get("postal") or self.errors):
            self.add_error("email", "Donnez une adresse électronique ou une adresse postale.")
        return facts


class VerifyForm(Form):
    """The office says of which contacts it has made sure."""

    contacts = forms.ModelMultipleChoiceField(
        BodyContact.objects.none(),
        label="Contacts vérifiés",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Par un autre moyen que ce que dit l’organisme\u00a0: un appel, son site, sa fédération.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["contacts"]
        field.queryset = self.thing.contacts.to_verify()
        field.label_from_instance = said_with_address
        self.seen = stamp_to_verify(self.thing)

    @property
    def facts(self):
        contacts = [one.pk for one in self.cleaned_data["contacts"]]
        return {"contacts": contacts, "seen": self.expected_stamp or ""}


def said_with_address(contact):
    reach = ", ".join(filter(None, (contact.email, " ".join(contact.postal.split()))))
    return f"{contact}, {reach}"


class FilterForm(TextFilter):
    texts = ("name", "organism__name")
    q = forms.CharField(label="Instance ou organisme", required=False, max_length=80)
    nature = forms.ChoiceField(
        label="Nature", required=False, choices=[("", "Toutes"), *RepresentativeBody.Kind.choices]
    )
    situation = forms.ChoiceField(
        label="Situation",
        required=False,
        choices=[("", "Toutes"), ("a-verifier", "À vérifier"), ("verifiees", "Vérifiées")],
    )
