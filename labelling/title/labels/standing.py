"""Standing of organisms in the club, derived from their label at each call (BR-88)."""

from dataclasses import dataclass

from django.db.models import CharField, Exists, F, Value

from labelling.parties.framework.models import LabelRulesVersion
from labelling.parties.organisms.standing import MEMBER, PAUSED, Standing, best, reading_after
from labelling.path.dossiers.models import LabelDossier
from labelling.title.labels.models import Label, status_on
from labelling.title.labels.register import UNREGISTERED
from portal.core import clock

HELD = ("active", "extended")
LOST = ("expired", "withdrawn", "renounced", "superseded")
FACTS = ("organism", "organism__region", "state", "start_on", "end_on", "ended_on")
MONTHS = "dossier__rules__club_read_months"
ENGAGED = "engaged"


@dataclass(frozen=True)
class Held:
    """An organism known to the club: where it stands, and its region."""

    standing: Standing
    region: str


def standings_from(rows):
    """{organism pk: Held} today, from the `facts` of some organisms."""
    found, regions, today = {}, {}, clock.today()
    for organism, region, *said in rows:
        regions[organism] = region
        found.setdefault(organism, []).append(_standing(said, today))
    kept = {key: best(several) for key, several in found.items()}
    return {key: Held(one, regions[key]) for key, one in kept.items() if one}


def facts(where):
    """Labels, and the organisms under way when the rules of the day say that they belong to the club.

    One query: a key, a region, a state, three days, months.
    """
    labels = Label.objects.filter(where).values_list(*FACTS, MONTHS)
    rules = LabelRulesVersion.objects.in_force(clock.today()).filter(club_takes_engaged=True)
    engaged = LabelDossier.objects.open().exclude(state__in=UNREGISTERED).filter(where)
    engaged = engaged.filter(Exists(rules)).annotate(
        said=Value(ENGAGED, CharField()),
        since=F("submitted_on"),
        until=F("submitted_on"),
        ended=F("submitted_on"),
    )
    names = ("organism", "organism__region", "said", "since", "until", "ended")
    engaged = engaged.values_list(*names, "rules__club_read_months")
    return labels.order_by().union(engaged.order_by(), all=True).order_by()


def _standing(said, today):
    """BR-88: in force opens, a suspension pauses, the loss leaves some months of reading, an annulment nothing."""
    state, start_on, end_on, ended_on, months = said
    if state == ENGAGED:
        return Standing(MEMBER, "votre organisme est engagé")
    status = status_on(state, start_on, end_on, ended_on, today)
    if status in HELD:
        return Standing(MEMBER, "votre organisme détient le label")
    if status == Label.State.SUSPENDED:
        return Standing(PAUSED, "le label de votre organisme est suspendu")
    if status in LOST:
        because = "le label de votre organisme a pris fin"
        return reading_after(ended_on or end_on, months, today, because)
    return None
