"""Versions of the rules that may say an evolution: in preparation, or published since it was decided."""

from labelling.framework.models import RulesDraft
from labelling.governance.models import Evolution

S = RulesDraft.State


def running_drafts():
    return RulesDraft.objects.filter(state__in=(S.DRAFT, S.PROPOSED, S.ENDORSED, S.DECIDED))


def published_drafts(evolution):
    """Those that the COMEX had not decided before the evolution itself was proposed."""
    rows = RulesDraft.objects.filter(state=S.PUBLISHED)
    return rows.filter(decided_on__gte=evolution.proposed_on)


def awaiting(draft):
    """The decided evolutions that this version says."""
    rows = Evolution.objects.filter(draft=draft.pk, state=Evolution.State.DECIDED)
    return rows.order_by("pk")
