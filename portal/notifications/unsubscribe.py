"""One-click unsubscribe (RFC 8058), without signing in."""

import base64
import hashlib

from django.conf import settings
from django.urls import reverse

from portal.notifications.catalogue import line
from portal.notifications.models import MailChoice, Message
from portal.notifications.notices import PORTAL


def headers(message):
    """For the mail programs' own button."""
    return {
        "List-Unsubscribe": f"<{settings.PORTAL_ADDRESS}{address(message)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def address(message):
    return reverse("messages_stop", args=[_cipher().encrypt(str(message.pk).encode()).decode()])


def named(token):
    """The message of an address of ours; LookupError when it is not one, or nobody's any more."""
    from cryptography.fernet import InvalidToken  # noqa: PLC0415 -- heavy

    try:
        key = int(_cipher().decrypt(token.encode()))
    except (InvalidToken, ValueError):
        raise LookupError(token) from None
    found = Message.objects.select_related("person").filter(pk=key, person__isnull=False).first()
    if found is None:
        raise LookupError(token)
    return found


def kinds(message):
    """The lines that its mail held and that may be stopped: one, or those of a grouped mail."""
    keys = {message.notice}
    if message.carrier_id:
        rows = Message.objects.filter(carrier=message.carrier_id, person=message.person_id)
        keys |= set(rows.values_list("notice", flat=True))
    return sorted(
        (one for one in map(line, keys) if not one.mandatory),
        key=lambda one: (one.group.order, one.key),
    )


def stop(message):
    """Pressed twice, it has one effect: these kinds stay in the portal from now on."""
    rows = [
        MailChoice(person_id=message.person_id, notice=one.key, pace=PORTAL)
        for one in kinds(message)
    ]
    MailChoice.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=("person", "notice"),
        update_fields=("pace",),
    )


def _cipher():
    """Encrypted, not only signed: the address tells neither who nor what. Former keys still open."""
    from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 -- heavy

    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(secret)) for secret in keys])


def _key(secret):
    digest = hashlib.sha256(b"portal.notifications.unsubscribe:" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)
