"""Context of the pages of the governance: evolutions under way and over, one of them, what its version changes."""

from labelling.committee.governance.models import Evolution
from labelling.committee.governance.rules import proposer
from labelling.committee.governance.workflow import EVOLUTION
from labelling.parties.framework.drafts.comparing import compare
from labelling.parties.framework.drafts.content import sheet_before, sheet_of
from labelling.parties.framework.models import RulesDraft
from labelling.parties.organisms.rules import instructor
from portal import access
from portal.ui import words
from portal.workflow import audit_log

S = Evolution.State
STAGES = {
    S.PROPOSED: ("Proposée", "proposed_on"),
    S.ENDORSED: ("Avis favorable", "endorsed_on"),
    S.DECIDED: ("Décidée par le COMEX", "decided_on"),
    S.PUBLISHED: ("Dans les règles", ""),
}


def evolutions(user):
    return Evolution.objects.visible_to(user).select_related("draft")


def governance(user):
    """{running, over}: those that somebody holds, the oldest wait first; those that ended, the latest first."""
    rows = list(evolutions(user))
    running = [one for one in rows if not one.is_final]
    over = [one for one in rows if one.is_final]
    return {
        "running": sorted(running, key=lambda one: (one.since_at, one.pk)),
        "over": sorted(over, key=lambda one: (one.since_at, one.pk), reverse=True),
        "may_propose": proposer(user, None),
    }


def evolution_page(evolution, user):
    draft = evolution.draft
    is_published = draft is not None and draft.state == RulesDraft.State.PUBLISHED
    return {
        "evolution": evolution,
        "steps": steps(evolution),
        "offers": EVOLUTION.offers(evolution, user),
        "draft": draft,
        "is_published": is_published,
        "may_open_draft": draft is not None and not is_published and instructor(user, None),
        "count": compare(sheet_before(draft), sheet_of(draft)).count if is_published else 0,
        "entries": audit_log.entries_of(evolution)[:20],
        "seen": access.who_sees(evolution),
    }


def steps(evolution):
    """The four stages for the stepper; of what was set aside, as far as it went."""
    order = list(STAGES)
    place = order.index(evolution.state) if evolution.state in STAGES else _last(evolution, order)
    return [
        {
            "label": label,
            "note": _note(evolution, name, is_last=number == len(order) - 1),
            "is_done": number < place or evolution.state == S.PUBLISHED,
            "is_current": number == place and evolution.state != S.PUBLISHED,
        }
        for number, (label, name) in enumerate(STAGES.values())
    ]


def _last(evolution, order):
    reached = [n for n, one in enumerate(order) if (f := STAGES[one][1]) and getattr(evolution, f)]
    return max(reached)


def _note(evolution, name, *, is_last):
    if is_last:
        return evolution.draft.code if evolution.state == S.PUBLISHED else ""
    day = getattr(evolution, name)
    return f"le {words.day(day, short=True)}" if day else ""


def comparison(evolution):
    """{draft, before, comparison} of the published version that says it, and of the one before; None otherwise."""
    draft = evolution.draft
    if draft is None or draft.state != RulesDraft.State.PUBLISHED:
        return None
    before = sheet_before(draft)
    return {
        "draft": draft,
        "before": before.version if before else None,
        "comparison": compare(before, sheet_of(draft)),
    }
