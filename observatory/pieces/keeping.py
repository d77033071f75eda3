"""Pieces added, removed, put first: by the organism, while its practice may be written."""

from contextlib import contextmanager

from observatory.editing import obstacle
from observatory.models import PracticePiece
from observatory.writing import timing
from portal import files
from portal.workflow import Problem, Refused, acting

MOST = 12
NAMES = {"picture": "une image", "document": "un document", "link": "un lien", "video": "une vidéo"}


@contextmanager
def _writing(practice, by, sentence):
    with acting(practice, by=by, act="pieces", sentence=sentence) as current:
        if problem := obstacle(current, by):
            raise problem
        timing.count(current)
        yield current


def add(practice, *, by, kind, upload=None, **said):
    """A piece, last of the practice. Refused past twelve; Forbidden."""
    with _writing(practice, by, f"a ajouté {NAMES[kind]}") as current:
        orders = list(current.pieces.values_list("order", flat=True))
        if len(orders) >= MOST:
            sentence = f"Une fiche porte {MOST} pièces au plus\u00a0: retirez-en une d’abord."
            raise Refused(Problem("full", sentence))
        stored = upload and files.store(
            upload, holder=current, by=by, kind=kind, confidentiality=_confidentiality(said)
        )
        order = max(orders, default=0) + 1
        piece = PracticePiece.objects.create(
            practice=current, order=order, kind=kind, file=stored or None, **said
        )
        if piece.is_picture:
            follow_cover(current)
        return piece


def _confidentiality(said):
    return "organism" if said.get("is_reserved") else "public"


def remove(practice, order, *, by):
    """Twice is once. The file stays in the evidence store, as all that was read."""
    with _writing(practice, by, "a retiré une pièce") as current:
        rows = current.pieces.filter(order=order)
        was_picture = rows.filter(kind="picture").exists()
        rows.delete()
        if was_picture:
            follow_cover(current)


def put_first(practice, order, *, by):
    """The first picture opens the sheet."""
    with _writing(practice, by, "a changé l’image qui ouvre la fiche") as current:
        rows = list(current.pieces.order_by("order"))
        rows.sort(key=lambda row: row.order != order)
        free = max((row.order for row in rows), default=0)
        for shift in (free, 0):  # no rank is held twice, even for an instant
            for rank, row in enumerate(rows, 1):
                row.order = rank + shift
                row.save(update_fields=["order"])
        follow_cover(current)


def follow_cover(practice):
    """The cover is the first picture, with its words. The caller saves."""
    first = practice.pieces.filter(kind="picture").order_by("order").first()
    practice.cover = first.file if first else None
    practice.cover_alt = first.alt if first else ""
    practice.image_rights = first.rights if first else ""
