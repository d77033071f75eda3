"""Documents in a space: its tab, its blocks on the home, its weekly writings, the documents to review."""

from datetime import datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from community.documents.models import DocumentReading, DocumentVersion, SpaceDocument
from community.spaces import figures, tabs
from community.spaces.blocks import register_block
from community.spaces.figures import register_counts, register_writings
from community.spaces.rules import belongs
from portal.core import clock

FEW = 5


def of_home(user, space):
    """Documents to acknowledge or recently changed, with the date of their last version and `is_read`."""
    last = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-number")
    mine = DocumentReading.objects.filter(
        version=OuterRef("last"), person=user.pk, read_at__isnull=False
    )
    day = clock.today() - timedelta(days=figures.RECENT + 1)
    rows = SpaceDocument.objects.visible_to(user).filter(space=space, state="shown")
    rows = rows.annotate(
        last=Subquery(last.values("pk")[:1]), last_at=Subquery(last.values("added_at")[:1])
    )
    return rows.annotate(is_read=Exists(mine)).filter(
        Q(asks_reading=True, last__isnull=False)
        | Q(last_at__gte=datetime.combine(day, time.min, tzinfo=clock.PARIS))
    )


def block(user, space):
    rows = of_home(user, space).select_related("space").order_by("folder", "title__french", "pk")
    asks = belongs(user, space)
    asked = [one for one in rows if asks and one.asks_reading and not one.is_read]
    late = [one for one in rows if one.last_at >= figures.recently() and one not in asked]
    found = {"rows": asked[:FEW], "last": sorted(late, key=_latest)[:FEW]}
    return ("community/documents/block.html", found) if any(found.values()) else None


def _latest(document):
    return -document.last_at.timestamp(), document.pk


@register_counts
def passed(space, _crowd):
    rows = SpaceDocument.objects.filter(space=space, state="shown", expires_on__lte=clock.today())
    return {"documents_to_check": (rows, Count("pk"))}


def added(space):
    return DocumentVersion.objects.filter(document__space=space)


def to_check(space, known):
    yield figures.Figure(
        "Documents à vérifier", known["documents_to_check"], "leur date est passée"
    )


tabs.register_tab(tabs.Tab("Documents", "community:documents", order=50))
register_block(block, order=60)
register_writings(added, "added_at")
figures.register_figure(to_check, order=60)
