"""Actions on campaigns, by the Dircom: create, copy for next year, edit their lines."""

from django.db import transaction
from django.db.models import Max

from home.campaigns.models import Campaign
from home.campaigns.workflow import dircom
from portal.access.references import next_reference
from portal.core import clock, working_days
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

OPENERS = f"Seule {dircom.label} ouvre une campagne."
YEAR = 12  # months
OVER = (Campaign.State.REVIEWED, Campaign.State.CANCELLED)


def obstacle(campaign, user):
    """Forbidden, Refused, or None when `user` may write this campaign now."""
    if not dircom(user, campaign):
        return Forbidden(Problem("forbidden", f"Seule {dircom.label} écrit les campagnes."))
    if campaign.state in OVER:
        label = campaign.get_state_display().lower()
        sentence = f"La campagne est «\u00a0{label}\u00a0»\u00a0: elle se lit seulement."
        return Refused(Problem("read_only", sentence))
    return None


def refuse_unless_writable(campaign, user):
    """Raises Forbidden or Refused, with its sentence, unless `user` may write this campaign now."""
    if problem := obstacle(campaign, user):
        raise problem.about(campaign)


@transaction.atomic
def create(*, by, **facts):
    if not dircom(by, None):
        raise Forbidden(OPENERS)
    campaign = Campaign.objects.create(
        reference=next_reference("QH-C", clock.today().year), **facts
    )
    sentence = f"{by} a ouvert la campagne."
    audit_log.write(campaign, by=by, act="open", sentence=sentence, target=campaign.state)
    return campaign


@transaction.atomic
def duplicate(campaign, *, by):
    """Copy a year later: tasks and supports to do again, results to measure."""
    later = {
        name: working_days.add_months(getattr(campaign, name), YEAR)
        for name in ("starts_on", "ends_on")
    }
    kept = ("title", "kind", "objective", "audience", "region", "owner", "budget", "is_demo")
    copy = create(by=by, **later, **{name: getattr(campaign, name) for name in kept})
    for rows, fresh in (
        (campaign.tasks, {"done_on": None}),
        (campaign.supports, {"done_on": None, "proof": ""}),
    ):
        again = list(rows.all())
        for row in again:
            row.pk, row.campaign, row.due_on = None, copy, working_days.add_months(row.due_on, YEAR)
            for name, value in fresh.items():
                setattr(row, name, value)
        rows.model.objects.bulk_create(again)
    results = list(campaign.results.all())
    for row in results:
        row.pk, row.campaign = None, copy
        row.achieved, row.measured_on, row.source = None, None, ""
    campaign.results.model.objects.bulk_create(results)
    return copy


def keep_line(campaign, name, facts, *, by, number=None):
    """Add a line, or change the one of this number. `name` is the relation: tasks, supports, results."""
    with acting(
        campaign, by=by, act=f"{name}_edit", sentence="a écrit une ligne de la campagne"
    ) as current:
        refuse_unless_writable(current, by)
        rows = getattr(current, name)
        if number is not None:
            return rows.filter(number=number).update(**facts)
        last = rows.aggregate(last=Max("number"))["last"] or 0
        return rows.create(number=last + 1, **facts)


def drop_line(campaign, name, number, *, by):
    sentence = "a ôté une ligne de la campagne"
    with acting(campaign, by=by, act=f"{name}_drop", sentence=sentence) as current:
        refuse_unless_writable(current, by)
        getattr(current, name).filter(number=number).delete()
