"""allauth adapters: closed sign-up, French words, mails in tasks, encrypted secrets."""

import base64
import hashlib
import time
import uuid
from io import BytesIO

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from portal.accounts import devices, mails, rate_limits
from portal.accounts.sessions import OPENED

WRONG = "Adresse ou mot de passe incorrect."
WORDS = {
    "account_inactive": "Ce compte est fermé.",
    "email_password_mismatch": WRONG,
    "enter_current_password": "Ce n’est pas votre mot de passe actuel.",
    "incorrect_code": "Ce code n’est pas le bon, ou il a déjà servi. Tapez le suivant.",
    "incorrect_password": "Ce n’est pas votre mot de passe.",
    "invalid_login": WRONG,
    "invalid_or_expired_key": "Ce lien ne vaut plus.",
    "invalid_password_reset": "Ce lien ne vaut plus.",
    "rate_limited": "Trop d’essais en peu de temps. Reprenez dans cinq minutes.",
    "too_many_login_attempts": "Trop d’essais en peu de temps. Reprenez dans cinq minutes.",
}
MFA_WORDS = {
    "cannot_delete_authenticator": "Ce second facteur ne peut pas être retiré.",
    "cannot_generate_recovery_codes": "Ajoutez d’abord une application ou une clé d’accès.",
    "incorrect_code": WORDS["incorrect_code"],
}
NUMBERS = ("", "un essai", "deux essais", "trois essais", "quatre essais", "cinq essais")


def wait_in_words(seconds):
    """« cinq minutes », « une heure », « 12 minutes »."""
    minutes = max(1, -(-seconds // 60))
    words = {1: "une minute", 5: "cinq minutes", 10: "dix minutes", 60: "une heure"}
    return words.get(minutes, f"{minutes} minutes")


class Adapter(DefaultAccountAdapter):
    """The account side of allauth."""

    error_messages = DefaultAccountAdapter.error_messages | WORDS

    def is_open_for_signup(self, request):
        """Accounts open by invitation only."""
        return False

    def validation_error(self, code, *args):
        """A refused sign-in says how many tries are left, the same for a known and an unknown address."""
        if code in {"email_password_mismatch", "too_many_login_attempts"} and self._address:
            known = rate_limits.tries_of(self._address, self._origin)
            return ValidationError(_refusal(known, code), code=code)
        return super().validation_error(code, *args)

    _address = _origin = ""

    def pre_authenticate(self, request, **credentials):
        """BR-06: while an address waits, even the right password is not heard."""
        self._address = credentials.get("email", "")
        self._origin = devices.origin_of(request, self._address)
        if rate_limits.tries_of(self._address, self._origin).wait:
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        if user:
            rate_limits.forget(self._address, self._origin)
        return user

    def authentication_failed(self, request, **credentials):
        """The owner of an account that waits is told by a task, which alone asks whether there is one."""
        begins_to_wait = rate_limits.record_failure(self._address, self._origin)
        if begins_to_wait and rate_limits.is_first_of_the_day(self._address):
            mails.send_many_failures.enqueue(self._address, uuid.uuid4().hex)

    def reauthenticate(self, user, password):
        """By the account's own address: allauth's table of addresses stays empty."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who proved who they are less than five minutes ago need not do it again."""
        records = get_authentication_records(self.request, self.request.user)
        times = (record.get("at", 0) for record in records)
        latest = max(times, default=self.request.session.get(OPENED, 0))
        if time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Whatever the host asked for and the spelling, one counter for each origin."""
        address = credentials.get("email", "")
        return f"{rate_limits.canonical(address)} {devices.origin_of(request, address)}"

    def format_email_subject(self, subject):
        return str(subject)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """What changed in the account, to its owner, by a task."""
        page = {"person": user} | (context or {})
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", page).split())
        body = render_to_string(f"{template_prefix}_message.txt", page).strip() + "\n"
        mails.send.enqueue(subject, body, user.email, f"{template_prefix}:{uuid.uuid4()}")

    def get_password_change_redirect_url(self, request):
        return settings.LOGIN_REDIRECT_URL

    def get_reauthentication_methods(self, user):
        words = {
            "reauthenticate": "Avec mon mot de passe",
            "mfa_reauthenticate": "Avec un code",
            "mfa_reauthenticate:webauthn": "Avec ma clé d’accès",
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in methods]


class MfaAdapter(DefaultMFAAdapter):
    """The second factor: secrets are sealed in the base with the server's key."""

    error_messages = DefaultMFAAdapter.error_messages | MFA_WORDS

    def encrypt(self, text):
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _seal().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url):
        """On a white ground of its own: it is read on a dark screen too."""
        drawing = BytesIO()
        segno.make(url, error="m", micro=False).save(drawing, kind="svg", scale=6, light="#fff")
        return drawing.getvalue().decode()

    def generate_authenticator_name(self, user, type):
        """« Clé 2 »: the page proposes, the person decides."""
        return f"Clé {user.authenticator_set.filter(type=type).count() + 1}"


def _refusal(known, code):
    """What a refused sign-in says: how many tries are left, or when to try again."""
    if known.wait:
        again = f"Réessayez dans {wait_in_words(known.wait)}, ou utilisez une clé d’accès."
        return (
            f"{WRONG} {again}" if code == "email_password_mismatch" else f"Trop d’essais. {again}"
        )
    if code == "too_many_login_attempts":
        return WORDS[code]
    left = NUMBERS[known.left]
    return f"{WRONG} Il vous reste {left} avant une attente de {_next_wait(known)}."


def _next_wait(known):
    wait = rate_limits.FIRST_WAIT * 2 ** (known.failures // rate_limits.ROUND)
    return wait_in_words(min(wait, rate_limits.LONGEST_WAIT))


def _seal():
    """The first key seals; those of SECRET_KEY_FALLBACKS still open."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    prints = (hashlib.sha256(f"portal.mfa:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in prints])
