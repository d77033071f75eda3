"""Page contexts of mentoring, for each of the two organisms and for the office."""

from community.mentoring.models import Mentoring, MentoringFollowUp
from community.mentoring.notices import members
from labelling.public import memberships
from portal.access import who_sees
from portal.core import clock
from portal.workflow import audit_log

ROWS = Mentoring.objects.select_related("mentor", "mentee", "proposed_by")
FOLLOW_UPS = MentoringFollowUp.objects.select_related("mentoring__mentor", "mentoring__mentee")
FEW = 10


def answers(user):
    """Recent follow-ups, for whoever proposes pairs."""
    rows = MentoringFollowUp.objects.visible_to(user).filter(state="answered")
    rows = rows.select_related("mentoring__mentor", "mentoring__mentee", "organism")
    return list(rows.order_by("-since_at")[:FEW])


def mentoring_page(mentoring, user):
    follow_ups = list(
        MentoringFollowUp.objects.visible_to(user)
        .filter(mentoring=mentoring)
        .select_related("organism", "answered_by")
    )
    mine = memberships(user)
    own = next((f for f in follow_ups if f.organism_id in mine and f.state == "waiting"), None)
    return {
        "mentoring": mentoring,
        "offers": [o for o in mentoring.workflow.offers(mentoring, user) if _has_sense(o)],
        "follow_ups": follow_ups,
        "to_answer": own if own and own.due_on <= clock.today() else None,
        "sides": [(o, list(members(o.pk))) for o in (mentoring.mentor, mentoring.mentee)],
        "entries": audit_log.entries_of(mentoring)[:20],
        "seen": who_sees(mentoring),
    }


def _has_sense(offer):
    """Hides the step that records both agreements: it is taken with the second one."""
    return offer.transition.name != "seal"
