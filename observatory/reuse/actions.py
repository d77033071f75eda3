"""Actions on reuses: declare one's own, edit it while it is reviewed."""

from django.db import transaction

from observatory.reuse import notices
from observatory.reuse.models import ENDED, PracticeReuse
from observatory.reuse.rules import author
from portal.access.references import next_reference
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, audit_log, locked

S = PracticeReuse.State
WRITABLE = (S.DECLARED, S.TO_FIX)
AGAIN = "Votre organisme a déjà raconté sa reprise de cette pratique."


def obstacle(practice, organism, by):
    """Forbidden, Refused or None: may `by` declare a reuse of `practice` by `organism` now?"""
    if organism is None or not author(by, organism):
        return Forbidden(Problem("forbidden", f"Seul {author.label} raconte son essai."))
    if practice.organism_id == organism.pk:
        return Forbidden(Problem("own", "Cette pratique est celle de votre organisme."))
    if not practice.is_published:
        return Refused(Problem("practice_gone", "Cette pratique n’est plus publiée."))
    told = PracticeReuse.objects.filter(practice=practice, organism=organism)
    if found := told.exclude(state__in=ENDED).first():
        return Refused(Problem("again", AGAIN, found.get_absolute_url(), "La voir"))
    return None


@transaction.atomic
def declare(practice, organism, *, by, **facts):
    """Declare a reuse, to be reviewed. Refused: own practice, already declared, not published."""
    with locked(practice) as current:
        if problem := obstacle(current, organism, by):
            raise problem
        reuse = PracticeReuse.objects.create(
            reference=next_reference("QH-N", clock.today().year),
            practice=current,
            organism=organism,
            told_by_id=current.organism_id,
            declared_by=by,
            **facts,
        )
        sentence = f"{by} a raconté l’essai {words.of(organism)}."
        entry = audit_log.write(reuse, by=by, act="declare", sentence=sentence, target=reuse.state)
        outbox.write(notices.DECLARED, reuse, entry, topic="observatory/reuse")
    return reuse


def closed(reuse, user):
    """Why `user` may not edit it now, or None."""
    if not author(user, reuse):
        return Forbidden(Problem("forbidden", f"Seul {author.label} écrit sa reprise."))
    if reuse.state not in WRITABLE:
        return Refused(
            Problem(
                "read_only", "La reprise n’attend plus de relecture\u00a0: elle se lit seulement."
            )
        )
    return None
