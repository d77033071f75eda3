"""Actions on the picture of an organism's public page: put, described, taken away."""

from django.db import transaction

from labelling.parties.organisms import audit_log
from labelling.parties.organisms.pictures import jobs
from labelling.parties.organisms.pictures.models import SHOWN, OrganismPicture
from portal import documents
from portal.web.submissions.edit_conflicts import refuse_if_changed

ACT = "organism_picture"


@transaction.atomic
def save_picture(form, *, by):
    """Under the lock of the organism, if the picture is still the one that was shown."""
    facts = form.facts
    upload, is_removed = facts.pop("upload"), facts.pop("is_removed", False)
    organism = audit_log.locked(form.thing)
    picture = OrganismPicture.objects.filter(organism=organism).first()
    refuse_if_changed(picture, SHOWN, form.expected_stamp)
    if is_removed:
        return _remove(organism, picture, by)
    picture = picture or OrganismPicture(organism=organism)
    before = [getattr(picture, name) for name in SHOWN]
    if upload:
        public = documents.Confidentiality.PUBLIC
        picture.file = documents.store(
            upload, holder=organism, by=by, kind="picture", confidentiality=public
        )
    if upload or picture.focus != facts["focus"]:
        picture.forget_sizes()
    for name, value in facts.items():
        setattr(picture, name, value)
    if before != [getattr(picture, name) for name in SHOWN]:
        picture.save()
        jobs.ask(picture)
        audit_log.write_entry(organism, by, ACT, "a changé l’image de la fiche publique")
    return organism


def _remove(organism, picture, by):
    """The file stays among those of the organism, as all that was received; nothing public shows it."""
    if picture is not None:
        picture.delete()
        audit_log.write_entry(organism, by, ACT, "a retiré l’image de la fiche publique")
    return organism
