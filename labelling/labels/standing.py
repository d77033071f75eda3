"""What the label gives in the club, organism by organism: derived at each call, never stored (BR-88)."""

from dataclasses import dataclass

from labelling.dossiers.models import LabelDossier
from labelling.framework.binding import current_rules
from labelling.labels.models import Label
from labelling.labels.register import UNREGISTERED
from labelling.organisms.standing import MEMBER, PAUSED, Standing, best, reading_after
from portal import clock
from portal.memory import remembered
from portal.workflow import Refused

HELD = ("active", "extended")
LOST = ("expired", "withdrawn", "renounced", "superseded")


@dataclass(frozen=True)
class Held:
    """An organism known to the club: where it stands, and its region."""

    standing: Standing
    region: str


def club_standings(organisms=None):
    """{organism pk: Held} today, of `organisms` (keys) or of all: in three queries at most."""
    rows = Label.objects.select_related("dossier__rules", "organism")
    engaged = LabelDossier.objects.open().exclude(state__in=UNREGISTERED)
    if organisms is not None:
        rows, engaged = rows.filter(organism__in=organisms), engaged.filter(organism__in=organisms)
    found, regions, today = {}, {}, clock.today()
    for label in rows:
        found.setdefault(label.organism_id, []).append(of_label(label, today))
        regions[label.organism_id] = label.organism.region
    if _takes_engaged():
        for key, region in engaged.values_list("organism", "organism__region"):
            found.setdefault(key, []).append(Standing(MEMBER, "votre organisme est engagé"))
            regions[key] = region
    kept = {key: best(several) for key, several in found.items()}
    return {key: Held(one, regions[key]) for key, one in kept.items() if one}


def of_label(label, today):
    """BR-88: in force opens, a suspension pauses, the loss leaves some months of reading, an annulment nothing."""
    status = label.status_on(today)
    if status in HELD:
        return Standing(MEMBER, "votre organisme détient le label")
    if status == Label.State.SUSPENDED:
        return Standing(PAUSED, "le label de votre organisme est suspendu")
    if status in LOST:
        months = label.dossier.rules.club_read_months
        ended_on = label.ended_on or label.end_on
        return reading_after(ended_on, months, today, "le label de votre organisme a pris fin")
    return None


@remembered
def _takes_engaged():
    """The rules of the day say whether organisms under way belong to the club."""
    try:
        return current_rules().club_takes_engaged
    except Refused:
        return False
