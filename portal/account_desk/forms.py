"""Forms of the desk of accounts: a role to give, a role to take, an account to change."""

from django import forms

from portal.access.models import Role, User
from portal.access.offices import OFFICES
from portal.account_desk.models import AccountChange
from portal.account_desk.roles import by_role
from portal.web.endings import EndForm
from portal.web.fields import Email, Reason
from portal.web.forms import Form


class ConfirmForm(Form):
    """A second factor is reset once both have checked, each by themselves, who asks."""

    is_checked = forms.BooleanField(
        label="J’ai vérifié moi-même, autrement que par courriel, que cette personne le demande",
        error_messages={"required": "Cochez cette case une fois la vérification faite."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.thing.kind != AccountChange.Kind.RESET:
            del self.fields["is_checked"]


class RefuseForm(Form):
    before = "de refuser"
    reason = Reason(why_long="qui a proposé le lit")


K = AccountChange.Kind
READ = "qui confirme le lit, et il est gardé au journal"


class GiveForm(Form):
    """To whom, by their address: with an account the roles are given, without one invitations leave."""

    before = "de proposer"
    email = Email(
        label="Adresse électronique",
        help_text="Sans compte à cette adresse, la personne est invitée une fois la proposition confirmée.",
    )
    roles = forms.MultipleChoiceField(
        label="Fonctions",
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chaque fonction cochée fait une proposition, confirmée ou refusée à part.",
        error_messages={"required": "Cochez une fonction au moins."},
    )
    reason = Reason(why_long=READ)

    def clean_roles(self):
        roles = self.cleaned_data["roles"]
        if set(OFFICES) <= set(roles):
            labels = " et ".join(f"«\u00a0{role.label}\u00a0»" for role in OFFICES)
            raise forms.ValidationError(
                f"Une même personne ne tient pas {labels}\u00a0: chacune confirme ce que l’autre propose."
            )
        return roles

    def clean_email(self):
        address = self.cleaned_data["email"].strip().lower()
        closed = User.objects.filter(email=address, is_active=False).exists()
        if closed:
            raise forms.ValidationError(f"Le compte de l’adresse {address} est fermé.")
        return address


class TakeForm(EndForm):
    """From whom: the people who hold a role today; at once, or with the evening of a day."""

    before = "de proposer"
    held = forms.ChoiceField(
        label="Qui, et quelle fonction",
        error_messages={"invalid_choice": "Cette personne ne tient plus cette fonction."},
    )
    reason = Reason(why_long=READ)
    field_order = ("held", "when", "until_on", "reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {
            f"{role.value}.{person.pk}": (role, person)
            for role, people in by_role().items()
            for person in people
        }
        self.fields["held"].choices = [
            (code, f"{person}, {role.label}") for code, (role, person) in self.people.items()
        ]

    @property
    def facts(self):
        facts = super().facts
        role, person = self.people[facts.pop("held")]
        return facts | {"role": role, "person": person}


class AccountForm(Form):
    """Which account, by its address, and what becomes of it."""

    before = "de proposer"
    kind = forms.ChoiceField(
        label="Que proposez-vous\u00a0?",
        choices=[(one.value, one.label) for one in (K.RESET, K.CLOSE, K.REOPEN)],
        widget=forms.RadioSelect,
    )
    email = Email(label="Adresse électronique du compte")
    reason = Reason(
        why_long=READ,
        help_text="Pour un second facteur\u00a0: comment vous avez vérifié, autrement que par courriel, qui le "
        "demande. Pour un départ\u00a0: qui lui succède.",
    )

    def clean_email(self):
        address = self.cleaned_data["email"].strip().lower()
        self.person = User.objects.visible_to(self.by).filter(email=address).first()
        if self.person is None:
            raise forms.ValidationError(f"Aucun compte n’a l’adresse {address}.")
        return address

    @property
    def facts(self):
        return {"person": self.person, "reason": self.cleaned_data["reason"]}


class ConfirmSeveralForm(Form):
    """Which of the proposals that wait for this person are confirmed at once; all of them at first."""

    changes = forms.MultipleChoiceField(
        label="Propositions à confirmer",
        widget=forms.CheckboxSelectMultiple,
        help_text="Décochez celles qui ne conviennent pas\u00a0: chacune se refuse depuis sa page.",
        error_messages={
            "required": "Cochez une proposition au moins.",
            "invalid_choice": "Une proposition cochée a déjà sa réponse\u00a0: relisez la liste.",
        },
    )

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = {one.reference: one for one in offered}
        self.fields["changes"].choices = [(code, one.title) for code, one in self.offered.items()]
        self.fields["changes"].initial = list(self.offered)

    @property
    def facts(self):
        return {"changes": [self.offered[code] for code in self.cleaned_data["changes"]]}
