"""What several rows tell of one organism: a fact that two sheets tell, numbers of homes that differ."""

import datetime
from collections import Counter

from labelling.steering.history_import.reader.facts import Fact, Organism
from labelling.steering.history_import.reader.texts.dates import parse_iso

SAME_FACT = 45  # days: two dates nearer than that tell one fact, farther ones are of two cycles


def leave_doubles(organism: Organism, events: set[str]) -> None:
    """`events`: sheets of one fact a row. Dates that differ are told; what one of the two says more is kept."""
    rows = [fact for fact in organism.facts if fact.sheet in events and fact.date]
    for fact in [one for one in organism.facts if one.sheet not in events and one.date]:
        near = [one for one in rows if _is_alike(fact, one)]
        if not near:
            continue
        row = min(near, key=lambda one: _gap(fact, one))
        if _gap(fact, row):
            where = f"ligne {row.row} de la feuille «\u00a0{row.sheet}\u00a0»"
            what = f"Une autre date de ce fait est écrite\u00a0: {where}."
            organism.drafts[0].remark(fact.sheet, fact.row, fact.letter, what)
        row.outcome = row.outcome or fact.outcome
        row.until = row.until or fact.until
        if len(fact.date) > len(row.date):
            row.date = fact.date
        organism.facts.remove(fact)


def settle_homes(organism: Organism, events: set[str]) -> None:
    """Of an organism that only rows of facts name: what most of them say, then the last; others are told."""
    told = [draft for draft in organism.drafts if draft.identity.homes is not None]
    if any(draft.sheet not in events for draft in organism.drafts):
        return
    counts = Counter(draft.identity.homes for draft in reversed(told))
    if len(counts) < 2:
        return
    kept = counts.most_common(1)[0][0]
    for draft in told:
        if draft.identity.homes != kept:
            draft.tell(
                None,
                f"Nombre de logements qui diffère\u00a0: {draft.identity.homes} ici, "
                f"{kept} ailleurs ({counts[kept]} fois).",
            )
    organism.identity.homes = kept


def _is_alike(fact: Fact, row: Fact) -> bool:
    if fact.kind != row.kind or fact.is_planned != row.is_planned:
        return False
    return {fact.outcome, row.outcome} <= {None, fact.outcome or row.outcome} and (
        _gap(fact, row) <= SAME_FACT
    )


def _gap(one: Fact, other: Fact) -> int:
    """Days between two periods, none where they meet."""
    first, second = parse_iso(one.date), parse_iso(other.date)
    later: datetime.date = max(first.first(), second.first())
    return max(0, (later - min(first.last(), second.last())).days)
