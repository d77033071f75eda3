"""World of communication: a campaign with its lines, an issue being written, one sent, with canaries."""

from datetime import date

from home.alerts.models import Alert, AlertMail
from home.campaigns.models import Campaign, CampaignResult, CampaignSupport, CampaignTask
from home.letter.models import LetterIssue, LetterItem, Subscription
from portal.access.references import next_reference
from portal.core import clock
from portal.workflow import audit_log
from tests.access.people import OFFICE

READING = (*OFFICE, "dircom")


def fill(world):
    def secret(what):
        return world.canary(f"communication{what}", *READING)

    campaign = Campaign.objects.create(
        reference=next_reference("QH-C", 2026),
        title=secret("title"),
        objective=secret("objective"),
        owner=secret("owner"),
        starts_on=date(2027, 1, 5),
        ends_on=date(2027, 2, 5),
    )
    day = date(2027, 1, 3)
    CampaignTask.objects.create(campaign=campaign, number=1, what=secret("task"), due_on=day)
    CampaignSupport.objects.create(
        campaign=campaign, number=1, name=secret("support"), kind="print", due_on=day
    )
    CampaignResult.objects.create(campaign=campaign, number=1, measure=secret("result"), unit="%")
    audit_log.write(campaign, by=world.people["dircom"], act="open", sentence=secret("line"))
    letter = LetterIssue.objects.create(
        month=date(2026, 11, 1), subject=secret("subject"), intro=secret("intro")
    )
    LetterItem.objects.create(issue=letter, number=1, title=secret("item"), text=secret("text"))
    sent = LetterIssue.objects.create(
        month=date(2026, 10, 1), subject="Lettre partie", state="sent", sent_at=clock.now()
    )
    Subscription.objects.create(
        address=f"{world.canary('communicationreader')}@exemple.fr", confirmed_at=clock.now()
    )
    alert = Alert.objects.create(
        address=f"{world.canary('communicationalert')}@exemple.fr",
        subject=Alert.Subject.NEWS,
        confirmed_at=clock.now(),
    )
    AlertMail.objects.create(alert=alert, number=1, about="Actualités", lines=[])
    world.things["ours"] |= {"campaign": campaign.reference, "letter": letter.code}
    world.things["communication"] = {"sent_letter": sent.code}
