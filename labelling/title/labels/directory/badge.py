"""Live badge: what an organism's own site shows of its label."""

from dataclasses import dataclass
from datetime import datetime, time

from labelling.parties.organisms.models import Organism
from labelling.title.labels import register
from labelling.title.labels.models import Label
from portal.core import clock, working_days
from portal.ui import theme, words

SECONDS = 60  # in caches; never past midnight in Paris, when a label ends
LONGEST_NAME = 34  # characters that the picture holds on a line
NEVER_HELD = ("pending", "annulled")
HELD = ("active", "extended")
# What paints the picture, by the names of the charter: held, then ended (grey, whatever the charter).
PAINTED = {"ground": "brand", "ink": "on-brand", "tile": "tile-sun", "sign": "on-sun"}
ENDED = {"ground": "#eae8e2", "ink": "#4a5254", "tile": "#a8a59c", "sign": "#1b2528"}
NOTHING = "Aucun label en vigueur"


@dataclass(frozen=True)
class Badge:
    """The words of the picture; `label` is the one that they tell, None when they tell none.

    A withdrawn, abandoned or annulled label is not told apart from none (BR-70); who has the number
    of the attestation reads what became of it on its verification page (BR-68).
    """

    organism: Organism
    sentence: str
    label: Label | None
    is_held: bool

    @property
    def name(self):
        name = self.organism.name
        return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"

    @property
    def colours(self):
        """Of the charter in force today, with every job stopped; an ended label is grey."""
        if not self.is_held:
            return ENDED
        today = theme.current()
        return {part: today.light(name) for part, name in PAINTED.items()}

    @property
    def title(self):
        """All of it in one line, for who does not see the picture."""
        said = (
            f"Label Quali’Hlm, {self.organism}\u00a0: {self.sentence[0].lower()}{self.sentence[1:]}"
        )
        return f"{said} (organisme inventé, démonstration)" if self.organism.is_demo else said


def badge_of(slug):
    """The Badge of an organism that holds or held the label, or None."""
    organism = Organism.objects.filter(slug=slug).first()
    if organism is None:
        return None
    day = clock.today()
    began = organism.labels.filter(start_on__lte=day).exclude(state__in=NEVER_HELD)
    labels = list(began.order_by("-start_on", "-pk"))
    if not labels:
        return None
    shown = next((one for one in labels if is_listed(one, day)), labels[0])
    sentence = _sentence(shown, day)
    told = shown if sentence != NOTHING else None
    return Badge(organism, sentence, told, is_held=shown.status_on(day) in HELD)


def is_listed(label, day):
    """Shown by the directory on `day`: the same answer as `register.directory_labels`, for a label at hand."""
    status = label.status_on(day)
    return status in HELD or (status == "suspended" and register.shows_suspended())


def _sentence(label, day):
    end = words.day(label.ended_on or label.end_on)
    status = label.status_on(day)
    if status in HELD:
        return f"En vigueur jusqu’au {end}"
    if status == "suspended" and register.shows_suspended():
        return "Suspendu"
    return f"Échu depuis le {end}" if status in ("expired", "superseded") else NOTHING


def seconds():
    """How long a cache may keep the picture: a minute, or what is left of the day."""
    now = clock.now()
    midnight = datetime.combine(working_days.add_days(clock.today(), 1), time(), clock.PARIS)
    return max(0, min(SECONDS, int((midnight - now).total_seconds())))
