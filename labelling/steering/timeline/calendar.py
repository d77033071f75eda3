"""Calendar dates that the rules give to a label: the filing of its renewal (D12), and what is estimated in a feed."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from labelling.parties.framework.deadlines import DELAY, DeadlineRule, with_delay
from labelling.parties.framework.kinds import DossierType
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import followed, memberships, why
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.timeline.feeds import estimates
from labelling.title.labels.models import Label
from portal import calendar
from portal.core import clock

MARGIN = 400  # days between the filing and the end of the label: no delay is longer
TRUE = ("True", "1")  # of a column read as text


def _filing(user, row):
    """The same code as in the file of the timeline: a calendar that holds both shows one."""
    return calendar.Moment(
        f"{row.w1}.depot",
        f"{row.w2}\u00a0: dépôt du dossier de renouvellement, au plus tard",
        "echeance",
        why(user, row.owner),
        day=DeadlineRule(delay=row.w4, is_before=row.w5 in TRUE).due(row.day),
        url=reverse("labelling:organism_timeline", args=[row.w3]),
        detail=row.w1,
        sober=f"Label {row.w1}",
        revised_at=row.changed_at,
        revision=row.version,
    )


@calendar.register_forecast
def estimated(user):
    """To the members of an organism: the office has the file of each, and follows too many for one calendar."""
    mine = memberships(user)
    if not mine:
        return []
    return estimates(list(Organism.objects.visible_to(user).filter(pk__in=list(mine))), user)


@calendar.dates(
    "label.filing",
    tell=_filing,
    day="end_on",
    owner="organism",
    margin=MARGIN,
    words=("reference", "organism__name", "organism__slug", *DELAY),
)
def filings(user):
    """Until the renewal is opened: its dossier has the date from then on."""
    opened = LabelDossier.objects.open().filter(
        organism=OuterRef("organism"), dossier_type=DossierType.RENEWAL
    )
    labels = Label.objects.visible_to(user).held(clock.today())
    rows = followed(user, labels.filter(~Exists(opened)), "organism")
    return None if rows is None else with_delay(rows, "D12", OuterRef("dossier__rules"))
