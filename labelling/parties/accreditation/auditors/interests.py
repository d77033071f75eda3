"""Ties of the label's office with organisms: each person declares their own, and when one ended (BR-21)."""

from django.db import transaction

from labelling.parties.accreditation.models import OfficeTie
from labelling.parties.organisms.rules import instructor
from portal.access import rule
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, audit_log

NOT_YOURS = (
    "Seul le bureau du label déclare ses liens ici\u00a0; un auditeur les déclare sur sa fiche."
)
NOT_OWN = "Seule la personne qui a ce lien en dit la fin."
ENDED = "Ce lien a déjà une date de fin."


@rule("la personne qui a ce lien")
def own(user, tie):
    return tie.person_id == user.pk


def ties(user):
    return OfficeTie.objects.visible_to(user).select_related("person", "organism")


def declare(*, by, **facts):
    """It counts at once, and is never erased while its person has an account."""
    if not instructor(by, None):
        raise Forbidden(NOT_YOURS)
    with transaction.atomic():
        tie = OfficeTie.objects.create(person=by, **facts)
        sentence = f"{by} a déclaré un lien avec {tie.organism}."
        audit_log.write(tie, by=by, act="office_tie", sentence=sentence)
    return tie


def end(tie, *, by, ended_on):
    """Once; the look-back (D19) counts from that day."""
    if not own(by, tie):
        raise Forbidden(NOT_OWN)
    with transaction.atomic():
        current = OfficeTie.objects.select_for_update(of=("self",)).get(pk=tie.pk)
        if current.ended_on is not None:
            raise Refused(Problem("ended", ENDED))
        current.ended_on = ended_on
        current.save(update_fields=["ended_on"])
        sentence = f"{by} a dit la fin de son lien avec {tie.organism}, le {words.day(ended_on)}."
        audit_log.write(current, by=by, act="end_office_tie", sentence=sentence)
    return current
