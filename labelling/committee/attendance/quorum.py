"""Quorum of a point, with its arithmetic (BR-52, BR-54)."""

from dataclasses import asdict, dataclass, fields

from labelling.committee.attendance import interests, seating
from labelling.parties.framework.votes import quorum_needed
from portal.ui import words


@dataclass(frozen=True)
class Quorum:
    """Seats called, seats withdrawn, seats present, seats that must be there (None: nobody may decide)."""

    seats: int
    recused: int
    present: int
    needed: int | None

    @property
    def eligible(self):
        return self.seats - self.recused

    @property
    def is_met(self):
        return self.needed is not None and self.present >= self.needed

    @property
    def title(self):
        return "Quorum atteint" if self.is_met else "Quorum non atteint"

    @property
    def sentence(self):
        if self.needed is None:
            return "Tous les sièges sont en retrait : le comité ne peut pas décider de ce point."
        present = words.count(self.present, "siège présent", "sièges présents")
        return f"{present} sur {self.eligible}, il en faut {self.needed}"

    @property
    def need(self):
        """What follows « 9 sièges présents sur 12 »."""
        return "" if self.needed is None else f"il en faut {self.needed}"

    @property
    def arithmetic(self):
        seats = words.count(self.seats, "siège", "sièges")
        less = f", moins {self.recused} en retrait pour ce point" if self.recused else ""
        return f"{seats}{less}."

    @property
    def kept(self):
        return asdict(self)


def count(sittings, rules, voted=None):
    """`voted`: the seats that answered, the only ones present in a written consultation."""
    out = sum(sitting.is_out for sitting in sittings)
    present = sum(s.voter is not None and (voted is None or s.seat.pk in voted) for s in sittings)
    return Quorum(len(sittings), out, present, quorum_needed(len(sittings), out, rules))


def kept(item):
    """The quorum as it was counted when the vote closed, or None."""
    if item.closed_quorum is None:
        return None
    return Quorum(**{field.name: item.closed_quorum[field.name] for field in fields(Quorum)})


def answered(item):
    """The seats that have a ballot in the present round."""
    rows = item.ballots.all()
    return {one.seat_id for one in rows if one.is_current and one.round == item.round}


def count_for(item, *, room=None, recused=None, is_opening=False):
    """The quorum of a point at this moment; in writing, once the vote runs, those who answered."""
    session = item.session
    recused = interests.recused_people(item) if recused is None else recused
    sittings = (room or seating.read(session)).on(recused)
    voted = None
    if session.is_written and item.state != item.State.NOT_OPEN and not is_opening:
        voted = answered(item)
    return count(sittings, session.rules, voted)
