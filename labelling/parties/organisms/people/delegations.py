"""Actions on a delegation of signature: recorded with its file, ended before its day."""

from django.db import transaction

from labelling.parties.organisms import audit_log
from labelling.parties.organisms.models import Membership
from labelling.parties.organisms.people.actions import may_manage
from labelling.parties.organisms.people.models import Delegation
from portal import documents
from portal.access import affiliations
from portal.core import clock
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused

OTHERS = "Une autre personne signataire, ou le référent label, tient les délégations."


@transaction.atomic
def record(member, *, by, given_by, since_on, until_on, upload):
    """A signatory signs by delegation from now on; never recorded by who receives it."""
    organism, member = _locked(member, by)
    if not member.is_active or member.function != Membership.Function.SIGNATORY:
        raise Refused(
            Problem("not_signatory", f"{member.user} n’est pas signataire {words.of(organism)}.")
        )
    if other := member.delegations.overlapping(since_on, until_on).first():
        said = f"Une délégation court déjà du {words.day(other.since_on)} au {words.day(other.until_on)}."
        raise Refused(Problem("overlaps", said))
    delegation = Delegation.objects.create(
        membership=member, given_by=given_by, since_on=since_on, until_on=until_on, recorded_by=by
    )
    delegation.file = documents.store(upload, holder=delegation, by=by, kind="délégation")
    delegation.save(update_fields=["file"])
    days = f"du {words.day(since_on)} au {words.day(until_on)}"
    sentence = f"a enregistré la délégation de signature {words.of(member.user)}, {days}"
    audit_log.write_entry(organism, by, "delegation_recorded", sentence, {"member": member.user_id})
    affiliations.forget(member.user)
    return delegation


@transaction.atomic
def end(delegation, *, by):
    """It runs no more from today on; once."""
    organism, member = _locked(delegation.membership, by)
    current = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    if not current.is_running:
        raise Refused(Problem("over", "Cette délégation ne court plus\u00a0: relisez la page."))
    current.ended_on = clock.today()
    current.save(update_fields=["ended_on"])
    sentence = f"a retiré la délégation de signature {words.of(member.user)}"
    audit_log.write_entry(organism, by, "delegation_ended", sentence, {"member": member.user_id})
    affiliations.forget(member.user)
    return current


def may_delegate(user, member):
    """Whoever manages the organism's people, but for their own signature."""
    return may_manage(user, member.organism) and user.pk != member.user_id


def _locked(member, by):
    organism = audit_log.locked(member.organism)
    if not may_manage(by, organism) or by.pk == member.user_id:
        raise Forbidden(Problem("forbidden", OTHERS))
    return organism, Membership.objects.select_related("user", "organism").get(pk=member.pk)
