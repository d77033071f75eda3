"""Forms of consultations: asking, the word of a body, the remark to the auditors, a code, an answer, a contest read."""

from django import forms

from labelling.parties.bodies.models import BodyContact, RepresentativeBody
from labelling.path.consultations.keys.models import AccessKey, open_keys
from labelling.path.consultations.models import LONGEST, TenantWord
from portal.documents import EvidenceField, PhotoField
from portal.web.fields import Email, PastDay, Reason, area, asked_for
from portal.web.forms import Form, in_words

S = TenantWord.Stance
F = TenantWord.Follow
TOO_LONG = f"Votre texte dépasse {LONGEST} caractères. Gardez l’essentiel."


def text_field(label, hint="", rows=6, **options):
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        widget=area(rows),
        error_messages={"max_length": TOO_LONG, "required": "Écrivez votre texte."},
        **options,
    )


class AskForm(Form):
    """The bodies to which the stage is put, all of them unless one says otherwise."""

    bodies = forms.ModelMultipleChoiceField(
        RepresentativeBody.objects.none(),
        label="Instances",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez une instance au moins."},
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset = rows
        self.initial.setdefault("bodies", [one.pk for one in rows])


class WordForm(Form):
    """What a body says: of what the organism told first, then its opinion. Nothing is asked twice."""

    conflict = "Une autre personne de votre instance écrit aussi. Voici les deux textes."
    stance = forms.ChoiceField(
        label="Ce que dit le bailleur est-il exact\u00a0?",
        choices=[
            (S.CONFIRMS, "Oui, c’est exact"),
            (S.CORRECTS, "Il y a des erreurs"),
            (S.CONTESTS, "Non, nous ne sommes pas d’accord"),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    met_on = PastDay(label="Jour de la réunion, selon vous", required=False)
    attendees = forms.IntegerField(
        label="Combien de personnes étaient là\u00a0?",
        required=False,
        min_value=0,
        max_value=9999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "data-size": "s"}),
    )
    account = asked_for(
        text_field(
            "Que s’est-il passé\u00a0?",
            "Qui était là, ce qui a été montré, ce qui n’est pas vrai. Sans nom de personne.",
        ),
        "demandé s’il y a des erreurs",
    )
    opinion = asked_for(
        text_field("Votre avis", "Ce qui va, ce qui ne va pas. Le bailleur le lit et vous répond."),
        "demandé sans réponse à la question",
    )
    wants_hearing = forms.BooleanField(
        label="Nous voulons une réunion pour en parler", required=False
    )
    follow = forms.ChoiceField(
        label="Voulez-vous connaître la suite\u00a0?",
        choices=[
            (F.MAIL, "Oui, par courriel"),
            (F.LETTER, "Oui, par lettre"),
            (F.NONE, "Non"),
        ],
        widget=forms.RadioSelect,
        help_text="La réponse se lit aussi ici, avec votre lien ou votre code.",
    )
    may_quote = forms.BooleanField(
        label="Notre avis peut être cité en public, sans nom de personne", required=False
    )

    def __init__(self, *args, **kwargs):
        """Told what follows only by what reaches somebody of the body: a mail, a letter, or neither."""
        super().__init__(*args, **kwargs)
        keys = open_keys(self.thing)
        ways = {F.MAIL if key.kind == AccessKey.Kind.LINK else F.LETTER for key in keys}
        ways |= {F.LETTER for key in keys if key.contact.postal} | {F.NONE}
        field = self.fields["follow"]
        field.choices = [choice for choice in field.choices if choice[0] in ways]
        self.initial.setdefault("follow", field.choices[0][0])

    @property
    def typed(self):
        """As it stands in the fields, less the sign that PostgreSQL keeps in no text."""
        return {name: self.data.get(name, "").replace("\0", "") for name in self.fields}

    def pairs(self, current):
        """(label, mine, theirs) of what another of the body wrote in between."""
        rows = ((name, mine, current.fields.get(name, "")) for name, mine in self.typed.items())
        return [
            (self[name].label, *(in_words(self.fields[name], one) for one in (mine, theirs)))
            for name, mine, theirs in rows
            if mine != theirs
        ]

    def clean(self):
        said = super().clean()
        if not self.errors and not said.get("stance") and not said.get("opinion"):
            self.add_error("opinion", "Répondez à la question, ou écrivez votre avis.")
        if said.get("stance") in (S.CORRECTS, S.CONTESTS) and not said.get("account"):
            self.add_error(
                "account", "Dites ce qui n’est pas exact\u00a0: quelques mots suffisent."
            )
        return said


class DraftForm(WordForm):
    """The same as it is typed: a draft may be wrong, and is not refused for that."""

    def clean(self):
        self._errors.clear()
        return self.cleaned_data


class RemarkForm(Form):
    text = text_field(
        "Votre remarque",
        "Elle n’est lue que par les auditeurs. Une fois envoyée, elle ne se relit plus ici.",
    )


class FileForm(Form):
    upload = PhotoField(label="Compte rendu, ou sa photo")


class MailboxForm(Form):
    email = Email(
        label="Adresse électronique de votre association",
        help_text="Celle où vous avez reçu une demande d’avis du label.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(Form):
    code = forms.CharField(
        label="Votre code",
        max_length=40,
        help_text="Douze signes, sur la lettre que vous avez reçue.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": "Tapez le code de la lettre."},
    )


class KeyForm(Form):
    """Another link or code for a contact; the organism hands it over only where nothing else reaches the body."""

    contact = forms.ModelChoiceField(BodyContact.objects.none(), label="Contact")
    kind = forms.ChoiceField(label="Par", choices=AccessKey.Kind)
    is_handed_over = forms.BooleanField(label="L’organisme le remet lui-même", required=False)

    def __init__(self, *args, contacts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = contacts

    def clean(self):
        said = super().clean()
        contact = said.get("contact")
        if contact and said.get("kind") == AccessKey.Kind.LINK and not contact.email:
            self.add_error(
                "kind", "Ce contact n’a pas d’adresse électronique\u00a0: prenez une lettre."
            )
        return said


class InsistForm(Form):
    text = text_field("Ce qui manque à la réponse", rows=4)


class TypeForm(WordForm):
    """What was said on paper or aloud, typed by the office or an auditor, with the sheet if there is one."""

    channel = forms.ChoiceField(
        label="Reçu",
        choices=[
            (TenantWord.Channel.PAPER, "Sur papier"),
            (TenantWord.Channel.ALOUD, "De vive voix"),
        ],
        widget=forms.RadioSelect,
    )
    sheet = EvidenceField(label="La feuille", required=False)
    field_order = ("channel", "sheet")


class AnswerForm(Form):
    text = text_field(
        "Votre réponse",
        "L’instance la lit. Dites ce que vous faites, et quand.",
        min_length=20,
    )


class SettleForm(Form):
    reason = Reason(
        "Pourquoi l’étape continue", why_long="l’organisme, l’auditeur et le comité le liront"
    )
