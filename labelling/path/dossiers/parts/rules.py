"""Editable parts of a dossier: by whom, and in which states (BR-25)."""

from contextlib import contextmanager

from labelling.parties.organisms.rules import instructor, member, signatory
from labelling.path.dossiers.addresses import page
from labelling.path.dossiers.models import FINAL, LabelDossier
from portal.workflow import Forbidden, Problem, Refused, acting

S = LabelDossier.State
CLOSED = (S.SCHEDULED, S.GRANTED, S.REFUSED, S.DISCONTINUED, S.DISMISSED)
OPEN = tuple(state for state in S if state not in CLOSED)

# What is written, by which rule, in which states, and those states in words.
PARTS = {
    "texts": (
        member,
        (S.DRAFT, S.TO_COMPLETE),
        "avant le dépôt, et tant que des compléments sont demandés",
    ),
    "engagement": (
        signatory,
        (S.DRAFT, S.TO_COMPLETE),
        "avant le dépôt, et tant que des compléments sont demandés",
    ),
    "pieces": (member, OPEN, "tant que le dossier n’est ni inscrit au comité ni terminé"),
    "tenants": (member, OPEN, "tant que le dossier n’est ni inscrit au comité ni terminé"),
    "complements": (member, (S.TO_COMPLETE,), "tant que des compléments sont demandés"),
    "note": (
        instructor,
        (S.SUBMITTED, S.REGISTERED, S.DIAGNOSIS, S.PREPARATION, S.AUDIT, S.FOLLOW_UP, S.REVIEW),
        "du dépôt à l’inscription au comité",
    ),
    "waiver": (instructor, (S.PREPARATION,), "pendant la préparation"),
}

# What the tracking does not tell of a dossier under way is written by whoever comes first.
DESCRIBED = (
    member | instructor,
    tuple(state for state in S if state not in FINAL),
    "tant que le dossier n’est pas terminé",
)


def _lacks_texts(part, dossier):
    return part == "texts" and dossier.taken_over_on is not None and not dossier.perimeter


def _line(part, dossier):
    return DESCRIBED if _lacks_texts(part, dossier) else PARTS[part]


def opening(part, dossier):
    """When a part is written: what a page that its state closes says."""
    return f"Cette partie s’écrit {_line(part, dossier)[2]}."


def obstacle(part, dossier, user):
    """Forbidden, Refused, or None: may `user` write this part of `dossier` now?"""
    rule, states, _when = _line(part, dossier)
    if not rule(user, dossier):
        return Forbidden(Problem("forbidden", f"Seul {rule.label} peut écrire ici."))
    if dossier.state not in states:
        label = dossier.get_state_display()
        return Refused(
            Problem(
                "read_only", f"Le dossier est à l’état « {label} » : cette partie se lit seulement."
            )
        )
    return None


def may_write(part, dossier, user):
    return obstacle(part, dossier, user) is None


@contextmanager
def writing(part, dossier, *, by, act, sentence, **options):
    """`acting`, once the right and the state have been checked under the lock."""
    with acting(dossier, by=by, act=act, sentence=sentence, **options) as current:
        if problem := obstacle(part, current, by):
            raise problem
        yield current


WRITTEN = {  # the page that mends, the part of the dossier that it writes
    "dossier_edit": "texts",
    "dossier_engagement": "engagement",
    "dossier_piece_add": "pieces",
    "dossier_tenants": "tenants",
    "consultation_list": "tenants",
    "dossier_complements": "complements",
    "dossier_note": "note",
    "dossier_waiver": "waiver",
}


def may_mend(user, dossier, address):
    """Pages that only read (plan, stock, missions) are followed by whoever sees the dossier."""
    parts = (part for name, part in WRITTEN.items() if address.startswith(page(dossier, name)))
    return all(may_write(part, dossier, user) for part in parts)
