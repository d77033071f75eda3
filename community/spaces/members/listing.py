"""Access of a person to each space: which are open and why, what would open the others."""

from dataclasses import dataclass

from community.spaces.members.roles import places
from community.spaces.models import Space
from portal.search.french import sort_key

K = Space.Kind
OPENS = {
    K.CLUB: "Il s’ouvre à vous le jour où votre organisme détient le label.",
    K.AUDITORS: "Elle s’ouvre avec l’agrément, et se ferme avec lui.",
    K.GROUP: "Ils s’ouvrent aux membres du club et aux auditeurs que le référent label y inscrit.",
    K.REGIONAL: "Ils s’ouvrent aux organismes labellisés de la région.",
}
PLURAL = {K.GROUP: "Groupes de travail", K.REGIONAL: "Groupes régionaux"}
OFFICE = "vous animez les communautés"


@dataclass(frozen=True)
class Opened:
    space: Space
    because: str  # completes « parce que »
    word: str
    tone: str

    @property
    def is_closed(self):
        return self.space.state == Space.State.CLOSED


WORDS = {"member": ("Membre", "ok"), "paused": ("En pause", "warn"), "reader": ("Lecture", "info")}


def opened(user):
    """[Opened]: spaces open to the person, the club first."""
    mine = places(user)
    rank = list(K)
    rows = sorted(
        Space.objects.visible_to(user), key=lambda s: (rank.index(s.kind), sort_key(s.name))
    )
    return [_opened(space, mine.get(space.pk)) for space in rows]


def _opened(space, place):
    if place is None:
        return Opened(space, OFFICE, "Animation", "quiet")
    return Opened(space, place.standing.because, *WORDS[place.standing.level])


def closed(rows):
    """[(kind, what would open it)] of the kinds of which no space is open."""
    known = {one.space.kind for one in rows}
    return [(PLURAL.get(kind, kind.label), OPENS[kind]) for kind in K if kind not in known]
