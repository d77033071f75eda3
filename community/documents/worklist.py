"""Tasks of documents on a member's home: a reading to acknowledge; for animators, a review."""

from django.db.models import Exists, OuterRef

from community.documents.models import DocumentReading, DocumentVersion, SpaceDocument
from community.spaces.standing import MEMBER, places
from labelling.public import instructor
from portal.core import clock
from portal.web import worklist

LIMIT = 10


@worklist.provider
def readings(user):
    """Documents whose reading was asked again, while the person may still read them."""
    keys = [pk for pk, one in places(user).items() if one.standing.level == MEMBER]
    if not keys:
        return []
    later = DocumentVersion.objects.filter(
        document=OuterRef("version__document"), number__gt=OuterRef("version__number")
    )
    rows = DocumentReading.objects.filter(
        ~Exists(later), person=user.pk, read_at=None, version__document__space__in=keys,
        version__document__state="shown", version__document__asks_reading=True,
    ).select_related("version__document__space")  # fmt: skip
    found = [row.version.document for row in rows.order_by("asked_at", "pk")[:LIMIT]]
    return [_task(worklist.DO, doc, "Lire et confirmer", "Lire") for doc in found]


@worklist.provider
def checks(user):
    animated = [pk for pk, one in places(user).items() if one.is_animator and one.writes]
    if not (animated or instructor(user, None)):
        return []
    rows = SpaceDocument.objects.filter(state="shown", expires_on__lte=clock.today())
    rows = rows if instructor(user, None) else rows.filter(space__in=animated)
    rows = rows.select_related("space").order_by("expires_on", "pk")[:LIMIT]
    return [_task(worklist.DO, row, "Document à vérifier", "Vérifier") for row in rows]


def _task(where, document, what, button):
    return worklist.Task(
        where, document.title, f"{what}, {document.space}", document.get_absolute_url(), "vous",
        document.expires_on if button == "Vérifier" else None, button,
    )  # fmt: skip
