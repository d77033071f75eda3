"""Forms of the desk of accounts: a role to give, a role to take, an account to change."""

from django import forms

from portal.access.models import Role, User
from portal.account_desk.models import AccountChange
from portal.account_desk.roles import by_role
from portal.web.endings import EndForm
from portal.web.fields import Reason
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
    """To whom, by their address: with an account the role is given, without one an invitation leaves."""

    before = "de proposer"
    role = forms.ChoiceField(label="Fonction", choices=Role.choices, widget=forms.RadioSelect)
    email = forms.EmailField(
        label="Adresse électronique",
        help_text="Sans compte à cette adresse, la personne est invitée une fois la proposition confirmée.",
    )
    reason = Reason(why_long=READ)

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
    email = forms.EmailField(label="Adresse électronique du compte")
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
