"""Keys of the backups (age, X25519): the public one encrypts on the machine, the private one is kept elsewhere."""

import os
import sys
from pathlib import Path

from django.conf import settings

from portal.backup import BackupError

ASIDE = "-"  # the private key comes by the standard input, and is written nowhere
NO_KEY = (
    "BACKUP_KEY est vide\u00a0: faites une paire de clés avec «\u00a0manage.py backup_key FICHIER\u00a0», "
    "gardez la clé privée hors de cette machine et donnez la clé publique à BACKUP_KEY."
)


def recipients():
    """The public keys of BACKUP_KEY: each alone opens the backups."""
    from pyrage import RecipientError, x25519  # noqa: PLC0415 -- few commands encrypt

    if not settings.BACKUP_KEY:
        raise BackupError(NO_KEY)
    try:
        return [x25519.Recipient.from_str(text) for text in settings.BACKUP_KEY]
    except RecipientError as error:
        raise BackupError(
            "BACKUP_KEY n’est pas une clé publique d’age\u00a0: elle commence par «\u00a0age1\u00a0»."
        ) from error


def identity(place):
    """The private key of a file as age-keygen writes it; of the standard input when `place` is « - »."""
    from pyrage import IdentityError, x25519  # noqa: PLC0415 -- few commands decrypt

    lines = [line.strip() for line in _read(place).splitlines()]
    keys = [line for line in lines if line and not line.startswith("#")]
    try:
        if len(keys) == 1:
            return x25519.Identity.from_str(keys[0])
    except IdentityError:
        pass
    raise BackupError(
        f"{_named(place)} n’est pas une clé privée d’age\u00a0: donnez le fichier qu’a écrit "
        "«\u00a0manage.py backup_key\u00a0», dont une ligne commence par «\u00a0AGE-SECRET-KEY-\u00a0»."
    )


def make_pair(path):
    """Write a new private key, for its owner alone; the public one. Never over a file."""
    from pyrage import x25519  # noqa: PLC0415 -- once in the life of an installation

    pair = x25519.Identity.generate()
    text = f"# public key: {pair.to_public()}\n{pair}\n"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise BackupError(
            f"{path} existe déjà\u00a0: une clé ne s’écrit jamais sur une autre. Choisissez un autre nom."
        ) from error
    except OSError as error:
        raise BackupError(f"{path} ne peut pas être écrit ({error.strerror}).") from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return str(pair.to_public())


def _read(place):
    if place == ASIDE:
        return sys.stdin.read()
    try:
        return Path(place).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BackupError(
            f"La clé privée {place} ne se lit pas\u00a0: vérifiez son chemin."
        ) from error


def _named(place):
    return "Ce que donne l’entrée standard" if place == ASIDE else str(place)
