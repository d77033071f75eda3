"""Tasks of campaigns on the Dircom's home: late tasks, reviews to write."""

from home.campaigns.models import Campaign, CampaignTask
from portal.core import clock, working_days
from portal.models import Role
from portal.web import worklist

LIMIT = 20
SOON = 14  # days


def _is_theirs(user):
    return user.is_authenticated and user.has_role(Role.DIRCOM)


def _to_do(_user, task):
    return _task(task.what, task.campaign, "Ouvrir", task.due_on)


@worklist.source("campaign", tell=_to_do, most=LIMIT)
def campaigns_to_run(user):
    if not _is_theirs(user):
        return None
    running = ("prepared", "running", "over")
    until = working_days.add_days(clock.today(), SOON)
    return CampaignTask.objects.filter(done_on=None, campaign__state__in=running, due_on__lte=until)


def _review(_user, campaign):
    return _task("Bilan de la campagne", campaign, "Faire le bilan")


@worklist.source(tell=_review, most=LIMIT)
def campaigns_to_review(user):
    return Campaign.objects.filter(state="over").order_by("ends_on") if _is_theirs(user) else None


def _task(title, campaign, button, due_on=None):
    url = campaign.get_absolute_url()
    return worklist.Task(worklist.DO, title, campaign.title, url, "vous", due_on, button, "Pour le")
