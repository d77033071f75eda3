"""Auditor's standing in the auditors' community, derived from the accreditation at each call (BR-88)."""

from django.db.models import Subquery
from django.db.models.functions import TruncDate

from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.parties.framework.models import LabelRulesVersion
from labelling.parties.organisms.standing import MEMBER, PAUSED, Standing, best, reading_after
from portal.core import clock

LOST = ("expired", "withdrawn", "renounced")
FACTS = ("auditor__user", "state", "starts_on", "ends_on", "since_on", "months")


def standings_from(rows):
    """{person pk: Standing} from the `facts` of any auditors."""
    found, today = {}, clock.today()
    for person, *said in rows:
        found.setdefault(person, []).append(_standing(said, today))
    kept = {key: best(several) for key, several in found.items()}
    return {key: one for key, one in kept.items() if one}


def facts(where):
    """Their accreditations, bound to no version: the months are those of the rules in force today."""
    rules = LabelRulesVersion.objects.in_force(clock.today()).values("club_read_months")[:1]
    rows = AuditorAccreditation.objects.filter(where, starts_on__isnull=False).annotate(
        since_on=TruncDate("since_at", tzinfo=clock.PARIS),
        months=Subquery(rules),
    )
    return rows.order_by().values_list(*FACTS)


def _standing(said, today):
    """BR-88, with dates that overrule a job that has not run."""
    state, starts_on, ends_on, since_on, months = said
    if today < starts_on:
        return None
    is_over = today > ends_on
    if state == "active" and not is_over:
        return Standing(MEMBER, "vous êtes auditeur agréé")
    if state == "suspended" and not is_over:
        return Standing(PAUSED, "votre agrément est suspendu")
    if is_over or state in LOST:
        ended_on = ends_on if is_over else since_on
        return reading_after(ended_on, months or 0, today, "votre agrément a pris fin")
    return None
