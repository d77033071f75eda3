"""World of the register of acts: the journal counted, and what the référent declared of the month before."""

from labelling.steering.act_ledger.models import ActCount, ActTimeSample
from labelling.steering.act_ledger.samples import last_month
from portal.core import clock


def fill(world):
    """The acts of the world are of today: the sample of the month before is given, its form asks nothing."""
    month = last_month()
    rows = (("labelling.labeldossier", "register", 12, 0), ("labelling.label", "expire", 0, 3))
    ActCount.objects.bulk_create(
        ActCount(month=month, kind=kind, act=act, by_people=people, by_portal=portal)
        for kind, act, people, portal in rows
    )
    sample = ActTimeSample.objects.create(
        person=world.people["sonia"], month=month, declared_at=clock.now()
    )
    sample.times.create(
        kind="labelling.labeldossier", act="register", minutes_before=90, minutes_now=41
    )
