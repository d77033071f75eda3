"""Reason why somebody sees a date of an organism, in one sentence."""

from labelling.organisms.rules import instructor, memberships

OWN = "parce que votre organisme est concerné"
OFFICE = "parce que vous suivez le label"


def why(user, organism, other=OFFICE):
    """By the membership first; `other` for whoever has another reason."""
    return OWN if organism in memberships(user) else other


def followed(user, rows, path):
    """Of `rows` that `user` sees: all to whoever instructs, those of their organisms to members, else None."""
    if instructor(user, None):
        return rows
    mine = memberships(user)
    return rows.filter(**{f"{path}__in": list(mine)}) if mine else None
