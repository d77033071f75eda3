"""Actions on bookmarks and collections: bookmark, create, add, order."""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from observatory.collections.models import Bookmark, Collection, CollectionEntry
from observatory.collections.rules import owner
from portal.access.references import next_reference
from portal.core import clock
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

MOST = 200  # practices in a collection
MOST_COLLECTIONS = 100  # of one person
FULL = f"Une collection tient {MOST} pratiques au plus."


def toggle_bookmark(practice, *, by):
    """Returns whether it is now bookmarked. Private: no audit log."""
    mark, made = Bookmark.objects.get_or_create(user=by, practice=practice)
    if not made:
        mark.delete()
    return made


def free_slug(title):
    base = slugify(title)[:120] or "collection"
    taken = set(Collection.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 2, base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


@transaction.atomic
def open_collection(*, by, title, intro="", organism=None):
    """Create a private collection."""
    if by.collections.exclude(state="removed").count() >= MOST_COLLECTIONS:
        raise Refused(Problem("many", f"Vous avez déjà {MOST_COLLECTIONS} collections."))
    made = Collection.objects.create(
        reference=next_reference("QH-CP", clock.today().year),
        slug=free_slug(title),
        title=title,
        intro=intro,
        owner=by,
        organism=organism,
    )
    sentence = f"{by} a ouvert la collection."
    audit_log.write(made, by=by, act="open", sentence=sentence, target=made.state)
    return made


@contextmanager
def _changing(collection, by, act, sentence):
    if not owner(by, collection):
        raise Forbidden(Problem("forbidden", f"Seule {owner.label} la change."))
    with acting(collection, by=by, act=act, sentence=sentence) as current:
        if current.is_final:
            raise Refused(Problem("removed", "Cette collection est supprimée."))
        yield current


def put(collection, practice, *, by, note=""):
    """Add a published practice at the end; if already there, only its note changes."""
    with _changing(collection, by, "put", f"a rangé «\u00a0{practice}\u00a0»") as current:
        if not practice.is_published:
            raise Refused(Problem("practice_gone", "Cette pratique n’est plus publiée."))
        row = current.entries.filter(practice=practice).first()
        if row is None:
            last = current.entries.aggregate(last=Max("order"))["last"] or 0
            if current.entries.count() >= MOST:
                raise Refused(Problem("full", FULL))
            row = CollectionEntry(collection=current, practice=practice, order=last + 1)
        row.note = note
        row.save()
    return row


def take_out(collection, practice, *, by):
    with _changing(collection, by, "take_out", f"a ôté «\u00a0{practice}\u00a0»") as current:
        current.entries.filter(practice=practice).delete()


def move_up(collection, practice, *, by):
    """Up by one place; the first one stays."""
    with _changing(collection, by, "move", f"a déplacé «\u00a0{practice}\u00a0»") as current:
        rows = list(current.entries.all())
        rank = next((n for n, row in enumerate(rows) if row.practice_id == practice.pk), 0)
        if rank:
            rows[rank - 1], rows[rank] = rows[rank], rows[rank - 1]
            for order, row in enumerate(rows, 1):
                row.order = order
            CollectionEntry.objects.bulk_update(rows, ["order"])
