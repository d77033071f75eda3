"""Public composition of the committee: its colleges and their bodies, without numbers or names."""

import re

from labelling.committee.models import CommitteeSeat

NUMBERED = re.compile(r",? siège \d+$")


def colleges():
    """[{name, seats}]: the bodies of each college, in order; one that sits several times is said once."""
    found = {}
    for seat in CommitteeSeat.objects.filter(is_active=True):
        seats = found.setdefault(seat.college, [])
        label = NUMBERED.sub("", seat.label)
        several = f"{label}, plusieurs sièges"
        if label in seats:
            seats[seats.index(label)] = several
        elif several not in seats:
            seats.append(label)
    return [{"name": name, "seats": seats} for name, seats in found.items()]
