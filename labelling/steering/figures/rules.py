"""Permission rules of the figures: who reads which numbers, and which see small cells (BR-98)."""

from labelling.parties.organisms.rules import chair, comex, commission, instructor, secretary

office = instructor
committee = instructor | secretary | chair | comex | commission  # what the committee did
reader = committee  # who opens the dictionary: each reads the figures that are theirs


def readable(user, figures):
    """Those of `figures` that `user` may read: theirs, and what everybody may."""
    return [one for one in figures if may_read(user, one)]


def may_read(user, figure):
    return figure.is_public or figure.readers(user, None)


def sees_small_cells(user):
    """The office knows each organism; to all others a small cell would tell one (BR-98)."""
    return office(user, None)
