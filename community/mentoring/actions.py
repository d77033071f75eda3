"""Actions on mentoring: the référent proposes a pair; its criteria are checked again under the lock."""

from django.db import transaction

from community.mentoring import matching, notices
from community.mentoring.models import Mentoring
from community.mentoring.rules import office
from portal.access.references import next_reference
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import Forbidden, Problem, Refused, audit_log

TOPIC = "community/mentoring"


@transaction.atomic
def propose(mentor, mentee, *, by, message=""):
    """Both organisms are locked, so that two proposals never overload one. Forbidden, Refused."""
    if not office(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {office.label} propose un mentorat."))
    keys = sorted((mentor.pk, mentee.pk))
    # Locked in key order: two proposals of the same pair, crossed, would otherwise deadlock.
    list(type(mentor)._base_manager.select_for_update().filter(pk__in=keys).order_by("pk"))
    if not matching.is_new(mentee):
        raise Refused(Problem("not_new", "Cet organisme n’attend pas de mentorat."))
    known = matching.mentors().filter(pk=mentor.pk).first()
    found = matching.candidate(known, mentee) if known and mentor != mentee else None
    if found is None or not found.is_fit:
        raise Refused(Problem("unfit", "Cet organisme ne peut plus accompagner celui-ci."))
    pair = Mentoring.objects.create(
        reference=next_reference("QH-ME", clock.today().year),
        mentor=mentor,
        mentee=mentee,
        proposed_by=by,
        message=message,
        reasons=[f"{c.label}\u00a0: {c.text}" for c in found.criteria],
    )
    entry = audit_log.write(
        pair, by=by, act="propose", sentence=f"{by} a proposé le mentorat.", target=pair.state
    )
    outbox.write(notices.PROPOSED, pair, entry, topic=TOPIC)
    return pair
