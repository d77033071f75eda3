"""Sealed archive: a tar stream encrypted with age, written and read piece by piece whatever its size.

Without the portal, `age -d -i KEY FILE | tar x` opens one; `cat database/*` is then the dump.
"""

import hashlib
import os
import sys
import tarfile
import threading
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path, PurePosixPath

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
    """Write a new private key, for its owner alone; the public one. Never over a file, nor where backups pass.

    With « - » it is written on the standard output: root keeps it where the portal has no folder.
    """
    from pyrage import x25519  # noqa: PLC0415 -- once in the life of an installation

    _refuse_a_copied_folder("/proc/self/fd/1" if path == ASIDE else path)
    pair = x25519.Identity.generate()
    text = f"# public key: {pair.to_public()}\n{pair}\n"
    if path == ASIDE:
        sys.stdout.write(text)
        return str(pair.to_public())
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


def _refuse_a_copied_folder(path):
    """A key beside what it opens, or in it, leaves with it for wherever backups are sent."""
    place = Path(path).resolve()
    copied = filter(None, (settings.BACKUP_ROOT, settings.PRIVATE_ROOT, settings.MEDIA_ROOT))
    for folder in copied:
        if place.is_relative_to(Path(folder).resolve()):
            raise BackupError(
                f"La clé privée ne s’écrit pas dans {folder}, que les sauvegardes emportent\u00a0: choisissez un autre "
                "dossier."
            )


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


MANIFEST = "manifest.json"
DATABASE, PRIVATE, MEDIA = "database", "private", "media"
CHUNK = (
    8 * 1024 * 1024
)  # bytes of a piece of the dump, whose whole length is not known before its end
READ = 256 * 1024  # bytes read at a time
DAMAGED = (
    "{} est abîmée ou incomplète\u00a0: rien n’en a été pris. "
    "Prenez une autre copie de cette sauvegarde, ou la précédente."
)
WRONG_KEY = "Cette clé privée n’ouvre pas {}\u00a0: donnez celle dont la clé publique était dans BACKUP_KEY ce jour-là."


class Hashed:
    """A stream that is hashed as it is read."""

    def __init__(self, stream):
        self._stream, self._digest, self.size = stream, hashlib.sha256(), 0

    def read(self, size=-1):
        data = self._stream.read(size)
        self._digest.update(data)
        self.size += len(data)
        return data

    @property
    def facts(self):
        return [self.size, self._digest.hexdigest()]


class Whole:
    """A stream that was cut in pieces: its length and its digest."""

    def __init__(self):
        self._digest, self._size = hashlib.sha256(), 0

    def taken(self, stream):
        """The bytes of the next piece, as they are read."""
        for piece in pieces(stream):
            self._digest.update(piece)
            self._size += len(piece)
            yield piece

    @property
    def facts(self):
        return [self._size, self._digest.hexdigest()]


def pieces(stream):
    """What is left of a stream, a little at a time."""
    while data := stream.read(READ):
        yield data


@contextmanager
def written(path, recipients):
    """A tar to add to; with the block, all of it is on the disk. The file is for its owner alone."""
    from pyrage import encrypt_io  # noqa: PLC0415 -- few commands encrypt

    inside, outside = os.pipe()
    faults = []

    def encrypt():
        try:
            with (
                os.fdopen(inside, "rb") as source,
                os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
            ):
                encrypt_io(source, file, recipients)
                file.flush()
                os.fsync(file.fileno())
        except BaseException as fault:  # told by the thread that writes
            faults.append(fault)

    thread = threading.Thread(target=encrypt, name="portal-encrypt", daemon=True)
    thread.start()
    try:
        with os.fdopen(outside, "wb") as sink, tarfile.open(fileobj=sink, mode="w|") as tar:
            yield tar
    except BrokenPipeError:
        thread.join()
        if not faults:
            raise
    finally:
        thread.join()
    if faults:
        raise faults[0]


def add_bytes(tar, name, data):
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(data), 0o600
    tar.addfile(info, BytesIO(data))


def add_stream(tar, folder, stream):
    """A stream of unknown length, in numbered pieces; [size, digest] of the whole."""
    hashed, number = Hashed(stream), 0
    while data := hashed.read(CHUNK):
        number += 1
        add_bytes(tar, f"{folder}/{number:06d}", data)
    return hashed.facts


def add_file(tar, name, path):
    """[size, digest] of a file; None when it has left since it was listed."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    with file:
        info = tarfile.TarInfo(name)
        info.size, info.mode = os.fstat(file.fileno()).st_size, 0o600
        hashed = Hashed(file)
        tar.addfile(info, hashed)
    return hashed.facts


@contextmanager
def opened(path, identity, *, to_the_end=True):
    """(name, stream) of each member, in order. What age does not warrant is refused, at the latest with the block.

    `to_the_end=False`: the reader has what it wants, and the rest is not read.
    """
    from pyrage import decrypt_io  # noqa: PLC0415 -- few commands decrypt

    inside, outside = os.pipe()
    faults = []

    def decrypt():
        try:
            with os.fdopen(outside, "wb") as sink, path.open("rb") as file:
                decrypt_io(file, sink, [identity])
        except BaseException as fault:  # told by the thread that reads
            faults.append(fault)

    thread = threading.Thread(target=decrypt, name="portal-decrypt", daemon=True)
    thread.start()
    source = os.fdopen(inside, "rb")
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            yield _members(tar)
        while to_the_end and source.read(READ):
            pass  # age warrants the last piece once it is read
    except tarfile.TarError as error:
        source.close()
        thread.join()
        raise _refusal(path, [*faults, error]) from error
    except EOFError as error:
        raise BackupError(DAMAGED.format(path.name)) from error
    finally:
        with suppress(OSError):
            source.close()
        thread.join()
    if faults and to_the_end:
        raise _refusal(path, faults) from faults[0]


def _refusal(path, faults):
    from pyrage import DecryptError  # noqa: PLC0415 -- as above

    first = faults[0]
    if isinstance(first, DecryptError) and "No matching keys" in str(first):
        return BackupError(WRONG_KEY.format(path.name))
    if isinstance(first, FileNotFoundError):
        return BackupError(f"{path} n’existe pas\u00a0: vérifiez le nom de la sauvegarde.")
    if isinstance(first, PermissionError):
        return BackupError(f"{path} ne se lit pas\u00a0: donnez-vous le droit de le lire.")
    return BackupError(DAMAGED.format(path.name))


def _members(tar):
    for member in tar:
        place = PurePosixPath(member.name)
        if not member.isfile() or place.is_absolute() or ".." in place.parts:
            raise BackupError(f"La sauvegarde contient un nom interdit ({member.name[:80]}).")
        yield member.name, Hashed(tar.extractfile(member))
