"""What a scenario may do with labels beside their steps."""

from labelling.labels.models import Label
from portal import clock
from portal.scenario import act


@act("label.of")
def of(by, organism, on=None):
    """The organism's label: the one held today, else the latest."""
    rows = Label.objects.filter(organism=organism)
    return rows.held(clock.today()).first() or rows.latest("start_on", "pk")
