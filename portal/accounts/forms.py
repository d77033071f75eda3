"""Sign-in and account forms: those of allauth, with our labels, hints and errors."""

import uuid

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import validate_password

from portal.accounts import mails
from portal.accounts.passwords import LongEnough, NotAContextWord, rule_for
from portal.web.fields import Email
from portal.web.forms import Form

RULE = f"{LongEnough().get_help_text()} {NotAContextWord().get_help_text()}"
MENDS = {
    "required": "Remplissez ce champ.",
    "invalid": "Cette adresse n’est pas complète ; elle ressemble à prenom.nom@organisme.fr.",
}
CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "autocapitalize": "off"}


def dress(form, **words):
    """`dress(form, login=("Adresse", "hint", {"type": "email"}))`."""
    for name, (label, hint, *attributes) in words.items():
        field = form.fields.get(name)
        if field is None:
            continue
        field.label, field.help_text = label, hint
        field.error_messages |= MENDS
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs.update(*attributes)


class SignIn(account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user_name = {"autocomplete": "username", "autocapitalize": "off", "spellcheck": "false"}
        dress(
            self,
            login=("Adresse électronique", "Celle qui a reçu l’invitation", user_name),
            password=("Mot de passe", ""),
        )


class ForgottenPassword(account.ResetPasswordForm):
    """Nothing here looks for an account: same text, same time, whoever asks."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dress(self, email=("Adresse électronique", "Celle de votre compte"))

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def save(self, request, **_):
        mails.send_reset.enqueue(self.cleaned_data["email"], uuid.uuid4().hex)
        return self.cleaned_data["email"]


class _NewPassword:
    """Two fields for a new password; the second finds a slip of the finger."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dress(
            self,
            oldpassword=("Mot de passe actuel", ""),
            password1=("Nouveau mot de passe", RULE),
            password2=("Nouveau mot de passe, une seconde fois", ""),
        )

    def clean(self):
        data = super().clean()
        for name, messages in self.errors.items():
            if name == "password2" and messages.as_data()[0].code is None:
                self._errors[name] = self.error_class(["Les deux mots de passe diffèrent."])
        return data


class PasswordFromLink(_NewPassword, account.ResetPasswordKeyForm):
    pass


class PasswordChange(_NewPassword, account.ChangePasswordForm):
    pass


class PasswordSet(_NewPassword, account.SetPasswordForm):
    pass


class Reauthenticate(account.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dress(self, password=("Mot de passe", ""))


class _Code:
    hint = "Celui de votre application, ou l’un de vos codes de secours"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dress(self, code=("Code", self.hint, CODE))


class SecondFactor(_Code, mfa.AuthenticateForm):
    pass


class SecondFactorAgain(_Code, mfa.ReauthenticateForm):
    pass


class FirstCode(_Code, ActivateTOTPForm):
    hint = "Les six chiffres que montre votre application"


class NewKey(webauthn.AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        alone = "La clé demande alors votre code, votre visage ou votre doigt."
        dress(
            self,
            name=("Nom de la clé", "Pour la reconnaître : « Téléphone », « Clé bleue »"),
            passwordless=("Me connecter avec cette clé seule, sans mot de passe", alone),
        )


class KeyName(webauthn.EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dress(self, name=("Nom de la clé", "", {"maxlength": "80"}))


class Details(Form):
    """One's own name, function and telephone."""

    conflict = "Vos coordonnées ont changé dans une autre fenêtre. Rien n’est perdu."

    first_name = forms.CharField(label="Prénom", max_length=80)
    last_name = forms.CharField(label="Nom", max_length=80)
    job = forms.CharField(label="Fonction", max_length=120, required=False)
    phone = forms.RegexField(
        r"^\+?[0-9][0-9 .()-]{5,24}$",
        label="Téléphone",
        required=False,
        error_messages={"invalid": "Un numéro s’écrit en chiffres\u00a0: 01 23 45 67 89."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dress(
            self,
            first_name=("Prénom", "", {"autocomplete": "given-name"}),
            last_name=("Nom", "", {"autocomplete": "family-name"}),
            job=("Fonction", "Dans votre organisme", {"autocomplete": "organization-title"}),
        )
        self.fields["phone"].widget.attrs |= {"autocomplete": "tel", "inputmode": "tel"}


class NewAddress(Form):
    """The address to be: nothing here tells whether somebody else has it."""

    email = Email(label="Nouvelle adresse électronique")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dress(self, email=("Nouvelle adresse électronique", "", {"autocomplete": "email"}))

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email == self.by.email:
            raise forms.ValidationError("C’est déjà l’adresse de votre compte.")
        return email


class AddressCode(Form):
    code = forms.CharField(label="Code", max_length=12)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dress(self, code=("Code", "Les six chiffres du message reçu", CODE))


class Acceptance(forms.Form):
    """Who accepts an invitation chooses a name and a password."""

    first_name = forms.CharField(label="Prénom", max_length=80)
    last_name = forms.CharField(label="Nom", max_length=80)
    password = forms.CharField(label="Mot de passe", strip=False, widget=forms.PasswordInput)

    def __init__(self, *args, account, **kwargs):
        """`account` is the person to be, not saved: the rule needs the address and the standing."""
        super().__init__(*args, **kwargs)
        self.account = account
        dress(
            self,
            first_name=("Prénom", "", {"autocomplete": "given-name"}),
            last_name=("Nom", "", {"autocomplete": "family-name"}),
            password=("Mot de passe", rule_for(account), {"autocomplete": "new-password"}),
        )

    def clean(self):
        data = super().clean()
        self.account.first_name = data.get("first_name", "")
        self.account.last_name = data.get("last_name", "")
        if data.get("password"):
            try:
                validate_password(data["password"], self.account)
            except forms.ValidationError as refused:
                self.add_error("password", refused)
        return data
