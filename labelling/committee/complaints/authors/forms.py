"""Public forms: a message, the report of a misuse, a complaint."""

from django import forms

from labelling.committee.complaints.admissions.models import Admission
from labelling.committee.complaints.models import Complaint, Enquiry, MisuseReport
from labelling.parties.organisms.forms import departements
from labelling.parties.organisms.models import Organism, valid_siren
from labelling.title.labels import register
from labelling.title.labels.directory import listing
from portal.core import clock
from portal.documents import PictureField
from portal.search.french import sort_key
from portal.web.fields import Email, area
from portal.web.forms import ModelForm
from portal.web.submissions.public_forms import PublicForm

SHORTEST, LONGEST = 20, 5000


def text_field(label, hint):
    return forms.CharField(
        label=label,
        help_text=hint,
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=area(8),
        error_messages={
            "required": "Écrivez votre texte.",
            "min_length": f"Donnez un peu plus de détails : {SHORTEST} caractères au moins.",
            "max_length": f"Votre texte dépasse {LONGEST} caractères. Gardez l’essentiel.",
        },
    )


def name_field():
    return forms.CharField(
        label="Votre nom",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def email_field(required, hint):
    return Email(
        label="Votre adresse électronique",
        help_text=hint,
        required=required,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Donnez une adresse électronique : la réponse y arrivera.",
            "invalid": "Cette adresse ne semble pas complète. Elle s’écrit comme nom@exemple.fr.",
        },
    )


def choice_field(label, choices, required):
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": required},
    )


class OrganismField(forms.CharField):
    """A name of the public directory, suggested as one types, or any other."""

    def __init__(self, **options):
        widget = forms.TextInput(attrs={"list": "organismes", "autocomplete": "off"})
        super().__init__(required=False, max_length=160, widget=widget, **options)


def public_names():
    """The names that the public directory shows today."""
    labelled = register.directory_labels().values_list("organism__name", flat=True)
    engaged = register.engaged().values_list("name", flat=True)
    return sorted({*labelled, *engaged}, key=sort_key)


def public_name(slug):
    """The name that the directory shows under this slug, or ""."""
    if not slug:
        return ""
    return next((one.name for one in listing.every_place() if one.slug == slug), "")


def public_organism(name):
    """The organism of that public name, whatever the case, or None: others stay a name."""
    names = {known.casefold(): known for known in public_names()}
    known = names.get(" ".join(name.split()).casefold())
    return Organism.objects.filter(name=known).first() if known else None


class WithOrganism(PublicForm):
    """Names an organism; the one that the directory knows is bound to the demand."""

    @property
    def facts(self):
        facts = super().facts
        return facts | {"organism": public_organism(facts["organism_name"])}

    @property
    def public_names(self):
        return public_names()


class EnquiryForm(PublicForm):
    topic = choice_field("Votre sujet", Enquiry.Topic.choices, "Choisissez un sujet.")
    text = text_field("Votre message", "N’écrivez rien de confidentiel sur une autre personne.")
    sender_name = name_field()
    sender_email = email_field(True, "La réponse arrive à cette adresse.")


class MisuseForm(WithOrganism):
    reason = choice_field(
        "Que signalez-vous ?",
        MisuseReport.Reason.choices,
        "Choisissez ce que vous signalez.",
    )
    place = forms.CharField(
        label="Où l’avez-vous vu ?",
        help_text="L’adresse d’une page, une affiche, une rue, un document.",
        max_length=300,
        error_messages={"required": "Dites où vous l’avez vu."},
    )
    seen_on = forms.DateField(
        label="Quand ?",
        help_text="Jour, mois, année, comme 15/03/2027.",
        required=False,
        widget=forms.DateInput(attrs={"inputmode": "numeric", "data-size": "s"}),
        error_messages={"invalid": "Cette date ne se lit pas. Écrivez-la comme 15/03/2027."},
    )
    organism_name = OrganismField(
        label="Quel organisme est concerné ?",
        help_text="Son nom, si vous le connaissez.",
    )
    text = text_field("Ce que vous avez vu", "Des faits, sans nommer de personne.")
    upload = PictureField(label="Une photo ou un PDF", required=False)
    sender_email = email_field(
        False, "Pour recevoir la réponse. L’organisme n’en saura rien, ni de votre texte."
    )

    def clean_seen_on(self):
        day = self.cleaned_data["seen_on"]
        if day and day > clock.today():
            raise forms.ValidationError("Cette date est à venir. Donnez le jour où vous l’avez vu.")
        return day


class ComplaintForm(WithOrganism):
    about = choice_field(
        "Votre réclamation porte sur", Complaint.About.choices, "Choisissez l’objet."
    )
    organism_name = OrganismField(
        label="Organisme concerné", help_text="Son nom, si la réclamation en concerne un."
    )
    text = text_field(
        "Votre réclamation", "Les faits, leurs dates, ce que vous avez déjà demandé et à qui."
    )
    upload = PictureField(label="Une pièce", required=False)
    sender_name = name_field()
    sender_email = email_field(
        True, "L’accusé de réception et la réponse arrivent à cette adresse."
    )


class SirenField(forms.CharField):
    """BR-02: checked by its key, written with spaces or without."""

    default_validators = (valid_siren,)

    def __init__(self, **options):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "data-size": "s"})
        super().__init__(
            label="Siren",
            help_text="Neuf chiffres, au registre des entreprises.",
            max_length=20,
            widget=widget,
            error_messages={"required": "Donnez le Siren de l’organisme."},
            **options,
        )

    def to_python(self, value):
        return "".join(super().to_python(value).split())


def departement_field():
    return forms.ChoiceField(
        label="Département du siège",
        choices=departements,
        error_messages={"required": "Choisissez le département du siège."},
    )


def required(field, sentence):
    field.required = True
    field.error_messages["required"] = sentence
    return field


class AdmissionForm(PublicForm):
    """Answers the same whether the organism or the accounts exist or not."""

    organism_name = forms.CharField(
        label="Nom de l’organisme",
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": "Donnez le nom de l’organisme."},
    )
    family = choice_field("Famille", Organism.Family.choices, "Choisissez une famille.")
    siren = SirenField()
    departement = departement_field()
    signatory_name = forms.CharField(
        label="Personne qui engage l’organisme",
        help_text="Elle signera l’engagement et déposera le dossier.",
        max_length=120,
        error_messages={"required": "Donnez le nom de la personne signataire."},
    )
    signatory_job = forms.CharField(
        label="Sa fonction",
        max_length=120,
        error_messages={"required": "Donnez sa fonction."},
    )
    signatory_email = Email(
        label="Son adresse électronique",
        help_text="L’invitation à ouvrir son compte y arrivera, après vérification.",
        max_length=254,
        error_messages={
            "required": "Donnez l’adresse de la personne signataire.",
            "invalid": "Cette adresse ne semble pas complète. Elle s’écrit comme nom@exemple.fr.",
        },
    )
    sender_name = required(name_field(), "Donnez votre nom.")
    sender_email = email_field(
        True, "Le suivi de la demande y arrive. Ce peut être celle de la personne signataire."
    )
    text = forms.CharField(
        label="Votre message",
        help_text="Ce qui peut aider à vérifier la demande.",
        required=False,
        max_length=LONGEST,
        widget=area(5),
    )


class SpecifyForm(PublicForm):
    """What the asker answers to the office, by the secret link."""

    text = text_field(
        "Votre précision", "Elle complète votre demande, que vous n’avez pas à refaire."
    )


class FactsForm(ModelForm):
    """What the office corrects in a request after a précision."""

    sentence = "a corrigé les faits de la demande d’espace"
    siren = SirenField()
    departement = departement_field()

    class Meta:
        model = Admission
        fields = (
            "organism_name",
            "family",
            "siren",
            "departement",
            "signatory_name",
            "signatory_job",
            "signatory_email",
            "sender_name",
            "sender_email",
        )
        labels = {
            "organism_name": "Nom de l’organisme",
            "sender_name": "Nom de la personne qui demande",
            "sender_email": "Adresse de la personne qui demande",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("organism_name", "sender_name", "sender_email"):
            self.fields[name].required = True
