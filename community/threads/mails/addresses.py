"""Signed reply address of a thread and a person: opaque, cannot be forged.

`fil+<token>@<domain>`: the token is the primary keys of the thread and of the person, encrypted under a synthetic
nonce (HMAC-SHA-256, 80 bits) that only this installation can compute and that a change of the person's key
revokes. Lower case letters and digits only: mail servers may change the case of an address.
"""

import base64
import binascii
import hmac

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from community.threads.mails.models import ReplyKey
from portal.models import User

BEFORE = "fil+"
KEY, MARK = 5, 10  # bytes of a key of a row, of the mark
SALT = "community.replies"


def address_of(thread, person):
    """Reply-To of the mails of `thread` to `person`; "" where replies by mail are off."""
    if not settings.REPLY_DOMAIN or person is None:
        return ""
    return f"{BEFORE}{token_of(thread.pk, person.pk, number_of(person.pk))}@{settings.REPLY_DOMAIN}"


def token_of(thread_key, person_key, number, secret=None):
    plain = thread_key.to_bytes(KEY) + person_key.to_bytes(KEY)
    mark = _mark(plain, number, secret)
    return base64.b32encode(mark + _ciphered(plain, mark, secret)).decode().lower()


def keys_of(token):
    """(thread pk, person pk), or None for an address that is not ours or was revoked."""
    try:
        raw = base64.b32decode(token.upper())
    except (binascii.Error, ValueError):
        return None
    if len(raw) != MARK + 2 * KEY:
        return None
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        plain = _ciphered(raw[MARK:], raw[:MARK], secret)
        thread, person = int.from_bytes(plain[:KEY]), int.from_bytes(plain[KEY:])
        if hmac.compare_digest(_mark(plain, number_of(person), secret), raw[:MARK]):
            return thread, person
    return None


def number_of(person_key):
    found = ReplyKey.objects.filter(person=person_key).values_list("number", flat=True).first()
    return found or 0


@transaction.atomic
def revoke(person):
    """Ends all addresses given to `person` so far; the next mails give others."""
    # The person is locked: their key may have no row yet, and two revocations take two numbers.
    User.objects.select_for_update().get(pk=person.pk)
    key, _ = ReplyKey.objects.get_or_create(person=person)
    key.number += 1
    key.save()


def _mark(plain, number, secret):
    said = plain + number.to_bytes(8)
    return salted_hmac(f"{SALT}.mark", said, secret=secret, algorithm="sha256").digest()[:MARK]


def _ciphered(text, mark, secret):
    stream = salted_hmac(f"{SALT}.cipher", mark, secret=secret, algorithm="sha256").digest()
    return bytes(a ^ b for a, b in zip(text, stream, strict=False))
