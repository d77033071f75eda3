"""Tasks of campaigns on the Dircom's home: late tasks, reviews to write."""

from home.campaigns.models import Campaign, CampaignTask
from portal.core import clock, working_days
from portal.models import Role
from portal.web import worklist

LIMIT = 20
SOON = 14  # days


@worklist.provider
def campaigns_to_run(user):
    if not (user.is_authenticated and user.has_role(Role.DIRCOM)):
        return []
    running = ("prepared", "running", "over")
    tasks = CampaignTask.objects.filter(done_on=None, campaign__state__in=running)
    tasks = tasks.filter(due_on__lte=working_days.add_days(clock.today(), SOON)).select_related(
        "campaign"
    )
    reviews = Campaign.objects.filter(state="over").order_by("ends_on")[:LIMIT]
    return [
        *(_task(task.what, task.campaign, "Ouvrir", task.due_on) for task in tasks[:LIMIT]),
        *(_task("Bilan de la campagne", row, "Faire le bilan") for row in reviews),
    ]


def _task(title, campaign, button, due_on=None):
    url = campaign.get_absolute_url()
    return worklist.Task(worklist.DO, title, campaign.title, url, "vous", due_on, button, "Pour le")
