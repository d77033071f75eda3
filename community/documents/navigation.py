"""The documents among the parts of a space: tab, what waits to be read, weekly writings, what to check."""

from community.documents.models import DocumentReading, DocumentVersion, SpaceDocument
from community.spaces import figures, tabs
from community.spaces.home import add_block
from community.spaces.rules import belongs
from portal import clock

FEW = 5


def to_read(user, space):
    """The documents that ask this member a reading of their last version."""
    rows = SpaceDocument.objects.filter(space=space, state="shown", asks_reading=True)
    rows = rows.select_related("space").prefetch_related("versions")
    told = DocumentReading.objects.filter(
        person=user.pk, read_at__isnull=False, version__document__space=space
    )
    done = set(told.values_list("version", flat=True))
    return [one for one in rows if one.versions.all() and one.versions.all()[0].pk not in done]


def block(user, space):
    rows = to_read(user, space)[:FEW] if belongs(user, space) else []
    late = SpaceDocument.objects.visible_to(user).filter(
        space=space, state="shown", versions__added_at__gte=figures.recently()
    )
    last = late.select_related("space").distinct().order_by("-since_at")[:FEW]
    found = {"rows": rows, "last": list(last)}
    return ("community/documents/block.html", found) if any(found.values()) else None


def added(space, since):
    rows = DocumentVersion.objects.filter(document__space=space, added_at__gte=since)
    return rows.values_list("added_at", flat=True)


def to_check(space):
    rows = SpaceDocument.objects.filter(space=space, state="shown", expires_on__lte=clock.today())
    yield figures.Figure("Documents à vérifier", rows.count(), "leur date est passée")


tabs.add(tabs.Tab("Documents", "community:documents", order=50))
add_block(block, order=60)
figures.add_writings(added)
figures.add(to_check, order=60)
