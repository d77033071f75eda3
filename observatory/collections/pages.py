"""Page contexts of bookmarks and collections: published practices only."""

from django.conf import settings
from django.db.models import Count, Q

from observatory.collections.models import Bookmark, Collection
from observatory.collections.rules import owner
from observatory.practices.models import GoodPractice
from observatory.practices.terms import PUBLISHED
from portal.access import who_sees
from portal.core.csv_sheets import sheet
from portal.documents import pdf
from portal.workflow import audit_log

ROWS = Collection.objects.select_related("owner", "organism")
SHOWN = Count("entries", filter=Q(entries__practice__state__in=PUBLISHED))
MOST = 50  # collections or bookmarks of a page


def bookmark_of(practice, user):
    """Whether `user` has bookmarked it; never without account."""
    if not user.is_authenticated:
        return {"is_kept": False}
    return {"is_kept": Bookmark.objects.filter(user=user, practice=practice).exists()}


def kept(user):
    rows = GoodPractice.objects.published().filter(bookmarks__user=user)
    return rows.select_related("organism").order_by("-bookmarks__at")


def home(user):
    """One's bookmarks, one's collections, then those shared by others."""
    rows = ROWS.exclude(pk__in=()).visible_to(user).annotate(many=SHOWN)
    return {
        "kept": kept(user)[:MOST],
        "mine": rows.filter(owner=user)[:MOST],
        "shared": rows.exclude(owner=user).order_by("-since_at")[:MOST],
    }


def entries(collection):
    """Its public practices, in order."""
    rows = collection.entries.filter(practice__state__in=PUBLISHED)
    return list(rows.select_related("practice__organism"))


def collection_page(collection, user):
    return {
        "collection": collection,
        "rows": entries(collection),
        "is_mine": owner(user, collection),
        "offers": collection.workflow.offers(collection, user),
        "entries": audit_log.entries_of(collection)[:20] if owner(user, collection) else [],
        "seen": who_sees(collection),
    }


def selections():
    return ROWS.filter(state="public").annotate(many=SHOWN).filter(many__gt=0).order_by("-since_at")


def pdf_of(collection):
    """Raises pdf.Failed."""
    context = {
        "collection": collection,
        "rows": entries(collection),
        "is_demo": settings.IS_DEMO,
        "site": settings.PORTAL_ADDRESS,
    }
    template = "observatory/collections/collection.pdf.html"
    return pdf.render(template, context, title=str(collection))


def csv_of(collection):
    head = ("titre", "organisme", "famille", "region", "debut", "reprises", "pourquoi", "adresse")
    site = settings.PORTAL_ADDRESS
    return sheet(
        head,
        (
            (
                row.practice.title,
                row.practice.organism.name,
                row.practice.organism.family,
                row.practice.organism.region_name,
                row.practice.year_started,
                row.practice.reuse_count,
                row.note,
                site + row.practice.get_public_url(),
            )
            for row in entries(collection)
        ),
    )
