"""Progress of a draft: what is left before it may be proposed, and about how long it takes."""

from observatory.practices.guards import TOLD
from observatory.practices.invitations.words import to_rewrite
from portal.ui import words

MINUTES = {
    "summary": 2,
    "context": 2,
    "description": 4,
    "reproduction": 2,
    "tenants_role": 2,
    "results": 2,
}
ASKED = ("themes", "management_agreement_on")  # by guards of their own


def left(practice):
    """Names of the required answers still empty or to be rewritten."""
    empty = [name for name in (*TOLD, *ASKED) if not getattr(practice, name)]
    return empty + [name for name in to_rewrite(practice) if name not in empty]


def whole_minutes():
    """About how long a practice takes from its title on."""
    return sum(MINUTES.get(name, 1) for name in (*TOLD, *ASKED))


def sentence(practice):
    """« Il reste 4 réponses, environ 6 minutes. »"""
    names = left(practice)
    if not names:
        return "Toutes les réponses demandées sont là."
    minutes = sum(MINUTES.get(name, 1) for name in names)
    answers = words.count(len(names), "réponse", "réponses")
    return f"Il reste {answers}, environ {words.count(minutes, 'minute', 'minutes')}."
