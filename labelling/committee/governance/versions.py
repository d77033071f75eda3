"""Versions of the rules that may say an evolution, and what the evolution tells of its version, asked once."""

from labelling.committee.governance.models import Evolution
from labelling.parties.framework.drafts.registry import register_known_facts
from labelling.parties.framework.models import RulesDraft

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


@register_known_facts
def facts_of_evolution(draft):
    """Who proposed, gave an opinion and decided, as the evolution of this version says; {} where several do."""
    found = Evolution.objects.filter(draft=draft.pk).exclude(state=Evolution.State.SET_ASIDE)
    found = list(found[:2])
    if len(found) != 1:
        return {}
    (evolution,) = found
    adviser = RulesDraft.Adviser.COMMISSION if evolution.endorsed_on else ""
    names = ("origin", "proposed_on", "endorsed_on", "endorsed_reference", "decided_on")
    told = {
        name: getattr(evolution, name) for name in (*names, "decided_reference", "decided_file")
    }
    return told | {"adviser": adviser}
