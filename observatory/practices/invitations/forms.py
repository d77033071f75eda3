"""Forms of invitations: invite an organism, answer."""

from django import forms

from labelling.public import examined_points
from portal.ui import words
from portal.web.fields import area
from portal.web.forms import Form


def title_field():
    return forms.CharField(
        label="Titre proposé",
        max_length=110,
        help_text="En un verbe, avec vos mots\u00a0: l’organisme le changera s’il le souhaite.",
        error_messages={"required": "Proposez un titre."},
    )


def message_field():
    return forms.CharField(
        label="Votre mot à l’organisme",
        required=False,
        max_length=2000,
        help_text="Pourquoi cette pratique servirait à d’autres.",
        widget=area(),
    )


def told_field(help_text):
    return forms.CharField(
        label="Ce qui a été remarqué",
        max_length=4000,
        help_text=help_text,
        widget=area(6),
        error_messages={"required": "Dites ce qui a été remarqué."},
    )


class StrengthForm(Form):
    before = "d’inviter"
    title = title_field()
    message = message_field()


class CommitteeForm(Form):
    before = "d’inviter"
    point = forms.ModelChoiceField(
        label="Point examiné",
        queryset=None,
        empty_label="Choisissez la séance et l’organisme",
        error_messages={
            "required": "Choisissez la séance et l’organisme.",
            "invalid_choice": "Choisissez un point de la liste.",
        },
    )
    title = title_field()
    told = told_field("Lu par l’organisme seul, qui l’écrira avec ses mots. Rien des votes.")
    message = message_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["point"].queryset = examined_points(self.by)
        self.fields["point"].label_from_instance = _point

    @property
    def facts(self):
        facts = super().facts
        point = facts.pop("point")
        return facts | {"organism": point.dossier.organism, "session": point.session}


def _point(item):
    return f"{words.day(item.session.held_on)}, {item.dossier.organism}"


class AssociationForm(Form):
    before = "d’inviter"
    association = forms.CharField(
        label="Association régionale",
        max_length=160,
        error_messages={"required": "Nommez l’association qui signale la pratique."},
    )
    organism = forms.ModelChoiceField(
        label="Organisme",
        queryset=None,
        empty_label="Choisissez un organisme de sa région",
        error_messages={
            "required": "Choisissez l’organisme.",
            "invalid_choice": "Choisissez un organisme de la liste.",
        },
    )
    title = title_field()
    told = told_field(
        "Le texte de l’association\u00a0: l’organisme le reprend, l’accepte, puis le propose."
    )
    message = message_field()

    def __init__(self, *args, organisms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organism"].queryset = organisms
        self.fields["organism"].label_from_instance = _organism


def _organism(organism):
    return f"{organism} ({organism.region_name})"


class AcceptForm(Form):
    before = "d’accepter"
    agrees = forms.BooleanField(
        label="Notre organisme accepte que cette pratique devienne une fiche publique, écrite par nous",
        error_messages={"required": "Cochez cette case pour accepter, ou déclinez l’invitation."},
    )


class DeclineForm(Form):
    before = "de décliner"
    reason = forms.CharField(
        label="Pourquoi, si vous souhaitez le dire",
        required=False,
        max_length=2000,
        widget=area(3),
    )
