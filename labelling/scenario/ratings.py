"""Ratings of a scenario: what organisms say of each criterion, what auditors find, drawn from names alone.

They do not depend on the day when the demonstration opens. Most criteria are in place (2); each organism has a
strong and a weak theme, does better at each cycle, and some auditors are a little severer than the others.
"""

from functools import cache
from zlib import crc32

from labelling.parties.framework.files.loading import FOLDER
from labelling.parties.framework.files.parsing import build
from labelling.parties.framework.files.reading import read
from labelling.parties.framework.models import Criterion

ABSENT, PARTIAL, IN_PLACE, MASTERED = range(4)
HUNDRED = 100  # a level is drawn below it, then moved by what follows
PARTIAL_FROM, IN_PLACE_FROM, MASTERED_FROM = -20, 18, 76
EASE = {  # of the themes, for everybody
    "T01": 4,
    "T02": -4,
    "T03": 2,
    "T04": 9,
    "T05": -2,
    "T06": 12,
    "T07": -7,
    "T08": 5,
    "T09": -12,
    "T10": -9,
    "T11": 6,
    "T12": -3,
}
STRONG, WEAK = 20, -18  # of the organism's own themes
A_CYCLE, CYCLES = 8, 4  # what each cycle brings, up to the fourth
KINDNESS = 7  # of an organism to itself
REFUSED = -58
SEVERITY = {"auditeur2": 6, "auditeur4": -14, "auditeur8": -8, "auditeur9": -5}
OWN_GAPS = (  # what an organism says that it does badly; at its renewals, partly done at best
    {"T03.2": ABSENT, "T07.2": PARTIAL},
    {"T04.4": ABSENT, "T07.2": PARTIAL},
    {"T05.4": PARTIAL, "T10.3": ABSENT},
    {"T07.2": PARTIAL, "T09.3": ABSENT},
)


@cache
def criteria():
    """The criteria of the framework that a scenario is played under, unsaved, each with its theme."""
    return [row for row in build(read(FOLDER / "cadre.yaml")).rows if isinstance(row, Criterion)]


def themes():
    return list(dict.fromkeys(one.theme.code for one in criteria()))


def _asked(story):
    return [one for one in criteria() if one.applies_to(mention=story.type == "mention")]


def declared(story):
    """{code: rating} of the self-assessment of a dossier, those in place left aside."""
    kindness = REFUSED // 2 if story.is_refused else KINDNESS
    found = {one.code: _rating(_level(story, one) + kindness) for one in _asked(story)}
    own = OWN_GAPS[story.rank % len(OWN_GAPS)]
    return _unusual(found | (own if story.cycle == 1 else dict.fromkeys(own, PARTIAL)))


def audited(story, auditor, findings):
    """The same of its audit. `findings`: [(kind, code of the criterion)], which the ratings agree with.

    Of an organism that is granted its label, no mandatory criterion is below what the committee looks for, nor any
    of a theme that has a marker of its own.
    """
    bias = SEVERITY.get(auditor, 0) + (REFUSED if story.is_refused else 0)
    found = {}
    for one in _asked(story):
        rating = _as_found(_rating(_level(story, one) + bias), one.code, findings)
        is_safe = (one.mandatory or one.theme.gate) and not story.is_refused
        found[one.code] = max(rating, IN_PLACE) if is_safe else rating
    return _unusual(found)


def _as_found(rating, code, findings):
    kinds = {kind for kind, where in findings if where == code}
    if kinds & {"NCm", "NCM"}:
        return min(rating, PARTIAL)
    if "PP" in kinds:
        return min(rating, IN_PLACE)
    return MASTERED if kinds else rating


def _unusual(ratings):
    return {code: rating for code, rating in ratings.items() if rating != IN_PLACE}


def _rating(level):
    return sum(level >= step for step in (PARTIAL_FROM, IN_PLACE_FROM, MASTERED_FROM))


def _level(story, criterion):
    """Three quarters of it are the organism's, whatever the cycle: a weak criterion rather stays so."""
    who, code, theme = story.landlord.label, criterion.code, criterion.theme.code
    lasting, passing = _draw(who, code), _draw(who, code, story.type or story.cycle)
    own = STRONG * (theme == _theme(who, "strong")) + WEAK * (theme == _theme(who, "weak"))
    gained = A_CYCLE * (min(story.cycle, CYCLES) - 1)
    return (3 * lasting + passing) // 4 + EASE[theme] + own + gained


def _theme(who, which):
    codes = themes()
    return codes[_draw(who, which) % len(codes)]


def _draw(*names):
    """A number below HUNDRED, the same for the same names."""
    return crc32(" ".join(map(str, names)).encode()) % HUNDRED
