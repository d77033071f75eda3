"""Tasks of documents on a member's home: a reading to acknowledge; for animators, a review."""

from django.db.models import Exists, OuterRef

from community.documents.models import DocumentReading, DocumentVersion, SpaceDocument
from community.spaces.members.roles import MEMBER, places
from labelling.public import instructor
from portal.core import clock
from portal.web import worklist

LIMIT = 10


def _reading(_user, row):
    return _task(worklist.DO, row.version.document, "Lire et confirmer", "Lire")


@worklist.source("version__document__space", tell=_reading, most=LIMIT)
def readings(user):
    """Documents whose reading was asked again, while the person may still read them."""
    keys = [pk for pk, one in places(user).items() if one.standing.level == MEMBER]
    if not keys:
        return None
    later = DocumentVersion.objects.filter(
        document=OuterRef("version__document"), number__gt=OuterRef("version__number")
    )
    rows = DocumentReading.objects.filter(
        ~Exists(later),
        person=user.pk,
        read_at=None,
        version__document__space__in=keys,
        version__document__state="shown",
        version__document__asks_reading=True,
    )
    return rows.order_by("asked_at", "pk")


def _check(_user, row):
    return _task(worklist.DO, row, "Document à vérifier", "Vérifier")


@worklist.source("space", tell=_check, most=LIMIT)
def checks(user):
    animated = [pk for pk, one in places(user).items() if one.is_animator and one.writes]
    if not (animated or instructor(user, None)):
        return None
    rows = SpaceDocument.objects.filter(state="shown", expires_on__lte=clock.today())
    rows = rows if instructor(user, None) else rows.filter(space__in=animated)
    return rows.order_by("expires_on", "pk")


def _task(where, document, what, button):
    return worklist.Task(
        where,
        document.title,
        f"{what}, {document.space}",
        document.get_absolute_url(),
        "vous",
        document.expires_on if button == "Vérifier" else None,
        button,
    )
