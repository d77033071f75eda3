"""Tasks of mergers on a member's home: the label of an absorbed organism, until the committee has examined it."""

from django.db.models import Exists, OuterRef

from labelling.committee.mergers.actions import HEARINGS
from labelling.committee.models import Decision
from labelling.parties.organisms.rules import instructor
from labelling.title.labels.models import Label
from portal.ui import words
from portal.web.worklist import DO, Task, of_an_office, source

MOST = 20


def _absorbed(_user, label):
    return Task(
        DO,
        f"Label {words.of(label.organism)}, absorbé\u00a0: ouvrir la phase contradictoire",
        label.reference,
        label.get_absolute_url(),
        "vous",
        button="Ouvrir le label",
    )


def to_examine(labels):
    """BR-05: of these, the running labels of absorbed organisms on which the committee decided nothing since."""
    decided = Decision.objects.filter(
        item__label=OuterRef("pk"),
        annulled_on=None,
        validated_at__gte=OuterRef("organism__absorption__registered_at"),
    )
    rows = labels.filter(organism__absorption__isnull=False, state__in=HEARINGS)
    return rows.exclude(Exists(decided))


@source("organism", tell=_absorbed, most=MOST, is_shared=of_an_office)
def labels_to_examine(user):
    """Those of which no measure was told yet; then the hearing has its own row."""
    if not instructor(user, None):
        return None
    rows = to_examine(Label.objects.visible_to(user)).filter(notice_sent_on=None)
    return rows.order_by("reference")
