"""Transfer of a request to another kind, without losing anything."""

from django.core.files.base import File

from labelling.complaints import filing, mails, notices
from labelling.complaints.models import MOVABLE, Complaint, Enquiry, MisuseReport
from portal import documents
from portal.core import clock
from portal.documents import FROM_STRANGER
from portal.notifications import outbox
from portal.workflow import audit_log

KEPT = ("text", "sender_name", "sender_email", "organism_name", "received_on")
OWN_CHOICE = {
    Enquiry: {"topic": Enquiry.Topic.OTHER},
    MisuseReport: {"reason": MisuseReport.Reason.OTHER},
    Complaint: {"about": Complaint.About.ORGANISATION},
}


def move(thing, *, by, kind, reason):
    """The same writing under another kind and a new reference; its dates still run from its receipt."""
    model = MOVABLE[kind]
    facts = {name: getattr(thing, name) for name in KEPT} | OWN_CHOICE[model]
    if hasattr(thing, "organism_id") and hasattr(model, "organism"):
        facts["organism_id"] = thing.organism_id
    facts["text"] = "\n\n".join(filter(None, [thing.text, _lost(thing, model)]))
    moved = filing.create(model, came_from=thing.reference, **facts)
    if thing.file:
        _copy(thing.file, moved)
    entry = audit_log.write(
        moved,
        by=by,
        act="receive",
        sentence=f"{by} a transféré ici la demande {thing.reference}.",
        target=moved.state,
        reason=reason,
        rules=moved.rules_version,
    )
    outbox.write(filing.ARRIVALS[model], moved, entry, topic=notices.TOPIC)
    mails.queue_mail(moved, notices.MOVED, "moved")
    thing.moved_to, thing.closed_on = moved.reference, clock.today()
    return {"moved_to": moved.reference}


def _lost(thing, model):
    """What the new kind has no field for, in words."""
    said = [f"Sujet choisi : {thing.subject}."]
    if getattr(thing, "place", ""):
        said.append(f"Vu : {thing.place}.")
    if getattr(thing, "seen_on", None):
        said.append(f"Le {thing.seen_on:%d/%m/%Y}.")
    if getattr(thing, "organism", None) and not hasattr(model, "organism"):
        said.append(f"Organisme : {thing.organism}.")
    return " ".join(said)


def _copy(stored, holder):
    """A file belongs to its holder: whoever sees the new kind alone must open it too."""
    with stored.file.storage.open(stored.file.name) as content:
        upload = File(content, name=stored.name)
        holder.file = documents.store(upload, holder=holder, by=None, kind=FROM_STRANGER)
    holder.save(update_fields=["file"])
