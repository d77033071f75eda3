"""Forms of organisms: creation, facts, invitation, departure."""

from django import forms
from django.conf import settings
from django.db.models import Q

from labelling import territories
from labelling.parties.organisms import audit_log, towns
from labelling.parties.organisms.models import Membership, Organism
from labelling.parties.organisms.people.handovers import SUCCESSOR
from labelling.parties.organisms.rules import instructor
from portal.core import clock
from portal.documents import EvidenceField
from portal.search.filters import TextFilter
from portal.search.french import sort_key
from portal.web.endings import EndForm
from portal.web.fields import Day, Email, Lines
from portal.web.forms import Form, ModelForm
from portal.web.submissions.edit_conflicts import refuse_if_changed, stamp

FACTS = ("name", "siren", "family", "departement", "city", "homes", "website")


def departements():
    return [
        ("", "Choisir"),
        *((one.code, f"{one.code} {one.name}") for one in territories.departements()),
    ]


class KeptForm(ModelForm):
    """Fields of an organism, kept under its lock if they are still those that were shown."""

    conflict = "Ces faits ont changé pendant que vous écriviez. Rien n’est perdu."

    beside = ()  # what it writes in other rows, read by a property of the organism

    def stamp_of(self, thing):
        return stamp(thing, (*self._meta.fields, *self.beside))

    def kept(self):
        """The locked organism with what was typed, not saved; `changed` names what differs, `names` its fields."""
        organism = audit_log.locked(self.instance)
        shown = (*self._meta.fields, *self.beside)
        refuse_if_changed(organism, shown, self.expected_stamp)
        names = [n for n in shown if getattr(organism, n) != self.cleaned_data[n]]
        for name in names:
            if name not in self.beside:
                setattr(organism, name, self.cleaned_data[name])
        self.names, self.changed = names, [self[name].label.lower() for name in names]
        return organism


class FactsForm(KeptForm):
    """The facts of an organism; its region follows its département."""

    departement = forms.ChoiceField(label="Département du siège", choices=departements)

    class Meta:
        model = Organism
        fields = FACTS
        labels = {"homes": "Nombre de logements", "website": "Site internet"}
        help_texts = {"siren": "Neuf chiffres, sans espace."}
        error_messages = {
            "siren": {"unique": "Un organisme porte déjà ce Siren. Cherchez-le dans la liste."}
        }

    def clean_siren(self):
        """Its constraint leaves out what was taken back: a form does not ask it, and the database would refuse."""
        siren = self.cleaned_data["siren"]
        if Organism.objects.filter(siren=siren).exclude(pk=self.instance.pk).exists():
            said = self.fields["siren"].error_messages["unique"]
            raise forms.ValidationError(said, code="unique")
        return siren


class CreateForm(FactsForm):
    """A new organism and, when known, whom to invite as its first signatory."""

    signatory_email = Email(
        label="Adresse de la première personne signataire",
        required=False,
        help_text="Elle reçoit une invitation ; deux personnes signataires sont demandées.",
    )
    is_demo = forms.BooleanField(label="Organisme inventé, pour une démonstration", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not settings.IS_LOCAL:
            del self.fields["is_demo"]


class InviteForm(Form):
    email = Email(label="Adresse électronique")
    function = forms.ChoiceField(
        label="Rôle",
        choices=[
            ("contact", "Correspondant : prépare le dossier"),
            ("signatory", "Signataire : dépose et engage l’organisme"),
        ],
        widget=forms.RadioSelect,
        initial="contact",
    )
    job = forms.CharField(label="Fonction", max_length=120, required=False)


class DepartureForm(EndForm):
    """`thing` is the organism; BR-04 is checked under the lock, by the act itself."""

    member = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Personne dont l’accès prend fin",
        widget=forms.RadioSelect,
        empty_label=None,
    )
    successor = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Qui reprend ce que suivait cette personne",
        empty_label="À dire plus tard",
        required=False,
    )
    field_order = ("member", "when", "until_on", "successor")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.thing.memberships.filter(is_active=True).select_related("user")
        for name in ("member", "successor"):
            self.fields[name].queryset = rows
            self.fields[name].label_from_instance = named

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("successor") and cleaned.get("successor") == cleaned.get("member"):
            self.add_error("successor", "Choisissez une autre personne que celle qui part.")
        return cleaned


def named(member):
    return f"{member.user}, {member.get_function_display()}"


class SuccessorForm(Form):
    """Who takes over, of those who act for the organism (`thing`)."""

    conflict = (
        "Quelqu’un a désigné une personne pendant que vous choisissiez. Votre choix est gardé."
    )

    successor = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Qui reprend",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choisissez qui reprend."},
    )

    def __init__(self, *args, handover, **kwargs):
        super().__init__(*args, initial={"successor": handover.successor}, **kwargs)
        rows = self.thing.memberships.filter(is_active=True).select_related("user")
        self.fields["successor"].queryset = rows
        self.fields["successor"].label_from_instance = named
        self.seen = stamp(handover, SUCCESSOR)


class DelegationForm(Form):
    """The delegation of signature of one member, with the deed that gives it."""

    given_by = forms.CharField(
        label="Donnée par",
        help_text="Le nom et la fonction de qui délègue, par exemple la directrice générale.",
        max_length=160,
        error_messages={"required": "Dites qui donne la délégation."},
    )
    since_on = Day(label="Du")
    until_on = Day(label="Au", help_text="Le dernier jour où la personne signe.")
    upload = EvidenceField(label="L’acte de délégation")

    def clean(self):
        cleaned = super().clean()
        since_on, until_on = cleaned.get("since_on"), cleaned.get("until_on")
        if since_on and until_on and until_on < since_on:
            self.add_error("until_on", "Le dernier jour ne vient pas avant le premier.")
        elif until_on and until_on < clock.today():
            self.add_error("until_on", "Cette délégation a déjà pris fin.")
        return cleaned


class ConsentForm(KeptForm):
    """BR-70: an engaged organism appears in public only if it agrees; so do its answers to tenants."""

    class Meta:
        model = Organism
        fields = ("has_public_consent", "shows_answers")
        labels = {
            "has_public_consent": "Nous acceptons de paraître parmi les organismes engagés.",
            "shows_answers": "Nous acceptons que notre page publique dise comment nous répondons aux locataires.",
        }
        help_texts = {
            "shows_answers": (
                "Part des avis répondus, délai médian, part contestée, à partir de trois instances entendues. "
                "Jamais un nom, jamais une citation."
            )
        }


class PublicFactsForm(KeptForm):
    """What the public page tells people to look for and whom to call; written by the organism itself."""

    conflict = (
        "La fiche publique a changé pendant que vous écriviez. Ce que vous avez tapé est gardé."
    )
    declared_towns = Lines(
        label="Communes où vous avez des logements",
        required=False,
        help_text=(
            "Une par ligne, par son nom ou son code postal\u00a0: Rennes, ou 35000, ou Saint-Denis (93). Celles de"
            " votre patrimoine importé s’y ajoutent d’elles-mêmes."
        ),
    )
    beside = ("declared_towns",)

    class Meta:
        model = Organism
        fields = ("website", "tenant_contact")
        labels = {"website": "Site internet", "tenant_contact": "Contact pour les locataires"}
        help_texts = {"tenant_contact": "Un numéro, une adresse, des horaires\u00a0: une ligne."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["declared_towns"].initial = self.instance.declared_towns

    def clean_declared_towns(self):
        """As they are told; their codes stand in `town_codes`."""
        typed = self.cleaned_data["declared_towns"]
        self.town_codes, unclear = towns.read(typed, self.instance.departement)
        if unclear:
            raise forms.ValidationError(unclear)
        return sorted(towns.commune_labels(self.town_codes), key=sort_key)


def offer_regions(form, user, rows, path="organism__region"):
    """The regions of these rows, as choices of the filter; who sees one region alone has no such filter."""
    every = [(one.code, one.name) for one in territories.regions()]
    if not instructor(user, None):
        held = set(rows.order_by().values_list(path, flat=True).distinct())
        every = [choice for choice in every if choice[0] in held]
    if len(every) > 1:
        form.fields["region"].choices = [("", "Toutes"), *every]
    else:
        del form.fields["region"]


class OrganismFilter(TextFilter):
    """The filters of a list of organisms, whose `q` is a name or the beginning of a Siren."""

    texts = ("name",)
    q = forms.CharField(label="Nom ou Siren", required=False, max_length=80)

    def condition(self, text):
        digits = "".join(text.split())
        own = Q(siren__startswith=digits) if digits.isdecimal() else Q()
        return super().condition(text) | own


class FilterForm(OrganismFilter):
    famille = forms.ChoiceField(
        label="Famille", required=False, choices=[("", "Toutes"), *Organism.Family.choices]
    )
    region = forms.ChoiceField(label="Région", required=False)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        offer_regions(self, by, Organism.objects.visible_to(by), "region")

    def narrow(self, rows):
        self.is_valid()
        lookups = {"famille": "family", "region": "region"}
        asked = {
            lookups[name]: value
            for name, value in self.cleaned_data.items()
            if name in lookups and value
        }
        return self.hear(rows.filter(**asked))
