"""What an accreditation gives in the auditors' community: derived at each call (BR-88)."""

from labelling.accreditation.models import AuditorAccreditation
from labelling.framework.binding import current_rules
from labelling.organisms.standing import MEMBER, PAUSED, Standing, best, reading_after
from portal import clock
from portal.memory import remembered
from portal.workflow import Refused

LOST = ("expired", "withdrawn", "renounced")


def auditor_standings(user=None):
    """{person pk: Standing} today, of `user` or of everybody; two queries at most."""
    rows = AuditorAccreditation.objects.filter(starts_on__isnull=False)
    rows = rows if user is None else rows.filter(auditor__user=user)
    found, today, months = {}, clock.today(), None
    for one in rows.select_related("auditor"):
        months = _months() if months is None else months
        found.setdefault(one.auditor.user_id, []).append(of_accreditation(one, today, months))
    kept = {key: best(several) for key, several in found.items()}
    return {key: one for key, one in kept.items() if one}


def of_accreditation(one, today, months):
    """BR-88, with dates that overrule a job that has not run."""
    if today < one.starts_on:
        return None
    is_over = today > one.ends_on
    if one.state == "active" and not is_over:
        return Standing(MEMBER, "vous êtes auditeur agréé")
    if one.state == "suspended" and not is_over:
        return Standing(PAUSED, "votre agrément est suspendu")
    if is_over or one.state in LOST:
        ended_on = one.ends_on if is_over else one.since_at.astimezone(clock.PARIS).date()
        return reading_after(ended_on, months, today, "votre agrément a pris fin")
    return None


@remembered
def _months():
    """An accreditation is bound to no version: the rules in force today."""
    try:
        return current_rules().club_read_months
    except Refused:
        return 0
