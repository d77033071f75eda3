"""Actions on pieces, by the organism while its practice is editable: add, change, remove, order."""

from contextlib import contextmanager

from django.core.files.base import ContentFile

from observatory.practices.actions import refuse_unless_writable
from observatory.practices.pieces import pictures
from observatory.practices.pieces.models import PracticePiece
from observatory.practices.writing import durations
from portal import documents
from portal.web.submissions.edit_conflicts import refuse_if_changed
from portal.workflow import Problem, Refused, acting

MOST = 12
NAMES = {"picture": "une image", "document": "un document", "link": "un lien", "video": "une vidéo"}
SAID = {
    "title": "",
    "alt": "",
    "rights": "",
    "url": "",
    "subtitles": "",
    "is_reserved": False,
    "focus": PracticePiece.Focus.CENTRE,
}
FIELDS = ("pk", "kind", "file_id", *SAID)  # what is compared with what was shown


@contextmanager
def _writing(practice, by, sentence):
    with acting(practice, by=by, act="pieces", sentence=sentence) as current:
        refuse_unless_writable(current, by)
        durations.count(current)
        yield current


def add(practice, *, by, kind, upload=None, **said):
    """Add a piece at the end. Refused past twelve; Forbidden."""
    with _writing(practice, by, f"a ajouté {NAMES[kind]}") as current:
        orders = list(current.pieces.values_list("order", flat=True))
        if len(orders) >= MOST:
            sentence = f"Une fiche porte {MOST} pièces au plus\u00a0: retirez-en une d’abord."
            raise Refused(Problem("full", sentence))
        stored = upload and documents.store(
            upload, holder=current, by=by, kind=kind, confidentiality=_confidentiality(said)
        )
        order = max(orders, default=0) + 1
        piece = PracticePiece.objects.create(
            practice=current, order=order, kind=kind, file=stored or None, **said
        )
        if piece.is_picture:
            follow_cover(current)
            pictures.ask(piece)
        return piece


def change(practice, order, *, by, kind, seen=None, upload=None, **said):
    """Text, kind, file when another is given. Refused when it is gone; Changed."""
    with _writing(practice, by, f"a modifié {NAMES[kind]}") as current:
        piece = current.pieces.filter(order=order).select_related("file").first()
        if piece is None:
            raise Refused(Problem("gone", "Cette pièce n’est plus sur la fiche."))
        refuse_if_changed(piece, FIELDS, seen)
        facts = SAID | said
        if piece.file and not upload and piece.is_reserved != facts["is_reserved"]:
            upload = _again(piece.file)
        if upload:
            told = {"by": by, "kind": kind, "confidentiality": _confidentiality(said)}
            piece.file = documents.store(upload, holder=current, **told)
        if upload or piece.kind != kind or piece.focus != facts["focus"]:
            piece.forget_sizes()
        piece.kind = kind
        for name, value in facts.items():
            setattr(piece, name, value)
        piece.save()
        follow_cover(current)
        pictures.ask(piece)
    return piece


def _again(stored):
    """A copy of the file under another confidentiality: the published version may hold the first."""
    with stored.file.storage.open(stored.file.name) as content:
        return ContentFile(content.read(), name=stored.name)


def _confidentiality(said):
    return "organism" if said.get("is_reserved") else "public"


def remove(practice, order, *, by):
    """Idempotent. The file stays in the evidence store, as all that was reviewed."""
    with _writing(practice, by, "a retiré une pièce") as current:
        rows = current.pieces.filter(order=order)
        was_picture = rows.filter(kind="picture").exists()
        rows.delete()
        if was_picture:
            follow_cover(current)


def put_first(practice, order, *, by):
    """The first picture is the cover."""
    with _writing(practice, by, "a changé l’image qui ouvre la fiche") as current:
        rows = list(current.pieces.order_by("order"))
        _rank(current, sorted(rows, key=lambda row: row.order != order))


def move_up(practice, order, *, by):
    """Up by one place; the first one stays."""
    with _writing(practice, by, "a changé l’ordre des pièces") as current:
        rows = list(current.pieces.order_by("order"))
        place = next((n for n, row in enumerate(rows) if row.order == order), 0)
        if place:
            rows[place - 1 : place + 1] = rows[place], rows[place - 1]
        _rank(current, rows)


def _rank(practice, rows):
    free = max((row.order for row in rows), default=0)
    for shift in (free, 0):  # no rank is held twice, even for an instant
        for rank, row in enumerate(rows, 1):
            row.order = rank + shift
            row.save(update_fields=["order"])
    follow_cover(practice)


def follow_cover(practice):
    """The cover is the first picture, with its description. The caller saves."""
    first = practice.pieces.filter(kind="picture").order_by("order").first()
    practice.cover = first.file if first else None
    practice.card = first.card if first else None
    practice.card_avif = first.card_avif if first else None
    practice.cover_alt = first.alt if first else ""
    practice.image_rights = first.rights if first else ""
