"""The documents among the parts of a space: tab, what waits to be read, weekly writings, what to check."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from community.documents.models import DocumentReading, DocumentVersion, SpaceDocument
from community.spaces import figures, tabs
from community.spaces.home import add_block
from community.spaces.life import add_counts, add_writings
from community.spaces.rules import belongs
from portal.core import clock

FEW = 5


def told_of(user, space):
    """What asks a reading, and what came lately: each with the day of its last version and if it was read."""
    last = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-number")
    mine = DocumentReading.objects.filter(
        version=OuterRef("last"), person=user.pk, read_at__isnull=False
    )
    rows = SpaceDocument.objects.visible_to(user).filter(space=space, state="shown")
    rows = rows.annotate(
        last=Subquery(last.values("pk")[:1]), last_at=Subquery(last.values("added_at")[:1])
    )
    rows = rows.annotate(is_read=Exists(mine)).filter(
        Q(asks_reading=True, last__isnull=False) | Q(last_at__gte=figures.recently())
    )
    return list(rows.select_related("space"))


def to_read(user, space):
    """The documents that ask this member a reading of their last version."""
    return [one for one in told_of(user, space) if one.asks_reading and not one.is_read]


def block(user, space):
    rows = told_of(user, space)
    asks = belongs(user, space)
    asked = [one for one in rows if asks and one.asks_reading and not one.is_read]
    late = [one for one in rows if one.last_at >= figures.recently() and one not in asked]
    found = {"rows": asked[:FEW], "last": sorted(late, key=_latest)[:FEW]}
    return ("community/documents/block.html", found) if any(found.values()) else None


def _latest(document):
    return -document.last_at.timestamp(), document.pk


@add_counts
def passed(space, _crowd):
    rows = SpaceDocument.objects.filter(space=space, state="shown", expires_on__lte=clock.today())
    return {"documents_to_check": (rows, Count("pk"))}


def added(space):
    return DocumentVersion.objects.filter(document__space=space)


def to_check(space, known):
    yield figures.Figure(
        "Documents à vérifier", known["documents_to_check"], "leur date est passée"
    )


tabs.add(tabs.Tab("Documents", "community:documents", order=50))
add_block(block, order=60)
add_writings(added, "added_at")
figures.add(to_check, order=60)
