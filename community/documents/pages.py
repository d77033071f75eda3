"""Page contexts of documents: versions, who has read them, who has yet to."""

from community.documents.actions import waiting
from community.documents.models import SpaceDocument
from community.spaces.members.actions import named
from community.spaces.rules import animator
from portal.models import User
from portal.workflow import audit_log

ROWS = SpaceDocument.objects.select_related("space")


def document_page(document, user):
    versions = list(document.versions.select_related("file", "added_by"))
    may_write = animator(user, document)
    last = versions[0] if versions else None
    acknowledgement = (
        last.readings.filter(person=user, read_at__isnull=False).first() if last else None
    )
    return {
        "document": document,
        "versions": versions,
        "last": last,
        "acknowledgement": acknowledgement,
        "may_write": may_write,
        "offers": document.workflow.offers(document, user),
        "entries": audit_log.entries_of(document)[:10] if may_write else [],
        "many_waiting": len(waiting(document)) if may_write else 0,
    }


def version_of(document, typed):
    """The version of a number, or None."""
    rows = document.versions.all()
    return rows.filter(number=typed).first() if typed.isdigit() and len(typed) < 6 else None


def readers(document):
    """[(version, readings)] and the people who have not read the last one."""
    versions = list(document.versions.prefetch_related("readings__person"))
    told = [(v, [r for r in v.readings.all() if r.read_at]) for v in versions]
    asked = {r.person_id: r.asked_at for v in versions[:1] for r in v.readings.all()}
    people = User.objects.filter(pk__in=waiting(document)).order_by(
        "last_name__french", "first_name__french"
    )
    left = [(one, asked.get(one.person.pk)) for one in named(people)]
    return {"document": document, "told": told, "left": left}
