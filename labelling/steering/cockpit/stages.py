"""Stages of the label's road: how many dossiers wait in each, for how long and for whom."""

from collections import Counter
from dataclasses import dataclass
from statistics import median

from django.urls import reverse
from django.utils.text import slugify

from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.steps.workflow import DOSSIER
from portal.ui import words

S = LabelDossier.State
ROAD = DOSSIER.path[:-1]  # what follows is decided
BACK = {S.TO_COMPLETE: S.SUBMITTED, S.ADJOURNED: S.REVIEW}  # where one that went back stands
SMALL = 3  # dossiers: below, readers outside the office are told no number (BR-98)


@dataclass(frozen=True)
class Station:
    """A state of the road; `count` and the waits are None where too few dossiers would be told apart."""

    state: S
    count: int | None
    median: int | None = None  # days
    longest: object = None  # the Wait of who waits the longest, for the office alone
    longest_days: int | None = None
    hands: tuple = ()  # (word, how many)
    url: str = ""

    @property
    def label(self):
        return self.state.label

    @property
    def is_back(self):
        return self.state in BACK

    @property
    def shown(self):
        return words.number(self.count) if self.count is not None else f"moins de {SMALL}"


def order():
    """The states of the road, each followed by that of who came back to it."""
    return [one for state in ROAD for one in (state, *(b for b, at in BACK.items() if at == state))]


def stations(waits, *, is_whole):
    found = {}
    for wait in waits:
        found.setdefault(S(wait.row.state), []).append(wait)
    tell = _whole if is_whole else _sober
    return [tell(state, found.get(state, [])) for state in order()]


def hands(waits):
    """[(word, how many dossiers, address of them)], the most first."""
    counts = Counter(wait.hand for wait in waits if wait.hand)
    return [
        (word, many, reverse("labelling:cockpit_cases", args=[hand_code(word)]))
        for word, many in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]


def hand_code(word):
    return f"main-{slugify(word.replace('’', ' '))}"


def _whole(state, waits):
    known = [wait for wait in waits if wait.days is not None]
    longest = max(known, key=lambda wait: wait.days, default=None)
    return Station(
        state,
        len(waits),
        _median(known),
        longest,
        longest.days if longest else None,
        tuple(Counter(one.hand for one in waits).most_common()),
        f"{reverse('labelling:dossier_list')}?etat={state}",
    )


def _sober(state, waits):
    if 0 < len(waits) < SMALL:
        return Station(state, None)
    known = [one for one in waits if one.days is not None]
    return Station(state, len(waits), _median(known) if len(known) >= SMALL else None)


def _median(waits):
    return round(median([one.days for one in waits])) if waits else None
