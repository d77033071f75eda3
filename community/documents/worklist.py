"""What documents ask: a reading of the member, a check of who animates."""

from community.documents.models import DocumentReading, SpaceDocument
from community.documents.navigation import to_read
from community.spaces.standing import places
from labelling.public import instructor
from portal import clock, worklist

LIMIT = 10


@worklist.provider
def readings(user):
    """The documents whose reading was asked again, as long as the person may still read them."""
    asked = DocumentReading.objects.filter(person=user.pk, read_at=None)
    keys = set(asked.values_list("version__document__space", flat=True)) & set(places(user))
    rows = SpaceDocument.objects.filter(versions__readings__in=asked, space__in=keys)
    spaces = {row.space_id: row.space for row in rows.select_related("space")[:LIMIT]}
    found = [doc for space in spaces.values() for doc in to_read(user, space)]
    return [_task(worklist.DO, doc, "Lire et confirmer", "Lire") for doc in found[:LIMIT]]


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
