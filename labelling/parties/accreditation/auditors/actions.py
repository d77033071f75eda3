"""Profile of an auditor: who they are, the public list, ties with organisms, written on their own page.

The auditor's row is the lock, its journal keeps each act.
"""

from contextlib import contextmanager

from django.db import transaction

from labelling.parties.accreditation import notices
from labelling.parties.accreditation.auditors.ties import bars, reaches
from labelling.parties.accreditation.models import RUNNING, Auditor, Tie
from labelling.parties.accreditation.rules import owner
from labelling.parties.organisms.rules import instructor
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, audit_log

FACTS = ("firm", "address", "regions", "audit_types", "languages", "is_public")
NOT_YOURS = "Seul l’auditeur ou le référent label déclare un lien."
NOT_OWN = "Seul l’auditeur modifie sa fiche."
ENDED = "Ce lien a déjà une date de fin."


def may_declare(user, auditor):
    """The auditor declares their ties; the référent may declare one that was forgotten."""
    return owner(user, auditor) or instructor(user, auditor)


def present(auditor, *, by, **facts):
    """The FACTS of the auditor, their consent to the public list (BR-45) included."""
    if not owner(by, auditor):
        raise Forbidden(NOT_OWN)
    with writing(auditor, by, "present", "a mis à jour sa fiche d’auditeur") as current:
        for name in FACTS:
            setattr(current, name, facts[name])
        current.save(update_fields=FACTS)
    return current


@transaction.atomic
def declare_tie(auditor, *, by, organism, kind, started_on, ended_on=None, is_of_firm=False):
    """BR-27: a declared tie closes the organism's missions to the auditor, or to the firm; it is never erased.

    Told after a mission is accepted, the référent learns it at once.
    """
    _declaring(by, auditor)
    with writing(auditor, by, "tie", f"a déclaré un lien avec {organism}") as current:
        tie = Tie.objects.create(
            auditor=current,
            organism=organism,
            kind=kind,
            started_on=started_on,
            ended_on=ended_on,
            is_of_firm=is_of_firm,
            declared_at=clock.now(),
        )
    entry = audit_log.entries_of(current).first()
    for mission in reached_missions(tie):
        outbox.write(notices.TIE_TOLD, mission, entry, topic="labelling/accreditation")
    return tie


def reached_missions(tie):
    """The accepted missions of the organism whose auditor the tie bars, their own or a colleague’s."""
    held = {"missions__state__in": RUNNING, "missions__dossier__organism": tie.organism_id}
    for auditor in Auditor.objects.filter(**held).distinct():
        rows = auditor.missions.filter(state__in=RUNNING, dossier__organism=tie.organism_id)
        if reaches(tie, auditor):
            yield from (one for one in rows if bars(tie.ended_on, one.starts_on, _months(one)))


def _months(mission):
    return mission.dossier.rules.look_back_months


def close_tie(tie, *, by, ended_on):
    """BR-27: a running tie ends once, by the office or after its check; its look-back (D19) counts from that day."""
    said = f"a enregistré la fin du lien avec {tie.organism}, le {words.day(ended_on)}"
    with writing(tie.auditor, by, "end_tie", said):
        if not Tie.objects.filter(pk=tie.pk, ended_on=None).update(ended_on=ended_on):
            raise Refused(Problem("ended", ENDED))
    return tie


@contextmanager
def writing(auditor, by, act, sentence):
    """The auditor, locked; the line of their journal is written after, with nothing if the act is refused."""
    with transaction.atomic():
        rows = Auditor.objects.select_for_update(of=("self",)).select_related("user")
        current = rows.get(pk=auditor.pk)
        yield current
        audit_log.write(current, by=by, act=act, sentence=f"{by} {sentence}.")


def _declaring(by, auditor):
    if not may_declare(by, auditor):
        raise Forbidden(NOT_YOURS)
