"""Verification of the stored files: each is read again on disk and compared with the digest of its deposit (BR-16)."""

from portal.documents.models import StoredFile


def broken():
    """Files that are no longer what was deposited: (what, rank, why), empty when all is well.

    Some hundred megabytes a second: for a weekly timer, not for a page.
    """
    rows = StoredFile._base_manager.order_by("pk").only("file", "sha256")
    return [
        (("portal.storedfile", stored.pk), 1, fault)
        for stored in rows.iterator(500)
        if (fault := _fault(stored))
    ]


def _fault(stored):
    try:
        return "" if stored.is_intact() else "contenu qui n’est plus celui du dépôt"
    except FileNotFoundError:
        return "fichier absent du disque"
    except OSError as unread:
        return f"fichier illisible ({type(unread).__name__})"
