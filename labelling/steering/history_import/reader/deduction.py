"""Status of an organism, deduced from what is written and from what was done last, with its premises."""

import datetime

from labelling.steering.history_import.reader.facts import Fact, Organism
from labelling.steering.history_import.reader.labels import (
    deduce_label,
    find_grants,
    is_day,
    last_day,
)
from labelling.steering.history_import.reader.texts.dates import parse_iso
from labelling.steering.history_import.reader.texts.vocabulary import (
    STATUS_AFTER,
    STATUS_OF_OUTCOME,
)
from labelling.steering.history_import.reader.words import PHRASES
from portal.ui import partial_dates

ORDER = (
    "application",
    "complement",
    "registration",
    "diagnosis",
    "action_plan",
    "implementation_audit",
    "verification_audit",
    "committee",
)
PREPARING = ("candidate", "registered", "diagnosis", "preparation", "audited")
HAS_LABEL = ("labelled", "expired", "suspended", "withdrawn")  # or had one


def deduce(organism: Organism, today: datetime.date) -> None:
    """Sets the status, the label and why; what contradicts is asked."""
    organism.facts = _ordered(organism.facts)
    _tell_disorder(organism)
    deduce_label(organism)
    _set_status(organism, today)
    is_written = any(draft.starts or draft.ends for draft in organism.drafts)
    if organism.status not in HAS_LABEL and not is_written and not find_grants(organism):
        organism.start = organism.end = None
    organism.facts = [fact for fact in organism.facts if fact.kind != "merger"]


def _ordered(facts: list[Fact]) -> list[Fact]:
    """By date, in the order of the path; a committee is at the end of a period, a step at its beginning."""

    def key(fact: Fact) -> tuple[datetime.date, int]:
        if not fact.date:
            return datetime.date.min, 0
        date = parse_iso(fact.date)
        day = date.last() if fact.kind == "committee" else date.first()
        return day, ORDER.index(fact.kind) if fact.kind in ORDER else len(ORDER)

    return sorted(facts, key=key)


def _tell_disorder(organism: Organism) -> None:
    """A step of a row that is dated after a later step of the same row."""
    for draft in organism.drafts:
        dated = [fact for fact in draft.facts if fact.kind in ORDER[2:6] and fact.date]
        for fact in dated if len(draft.facts) > 2 else ():
            is_alone = sum(one.kind == fact.kind for one in dated) == 1
            if is_alone and any(_should_follow(fact, other) for other in dated):
                what = "Daté après une étape qui le suit."
                draft.remark(fact.sheet, fact.row, fact.letter, what, "to correct")
                break


def _should_follow(fact: Fact, other: Fact) -> bool:
    """Whether another fact, later on the path, ended before this one began."""
    is_later = ORDER.index(other.kind) > ORDER.index(fact.kind)
    return is_later and last_day(other.date) < parse_iso(fact.date).first()


def _set_status(organism: Organism, today: datetime.date) -> None:
    """What is written, the latest first; else what was done last."""
    done = [
        fact
        for fact in organism.facts
        if not fact.is_planned and (not fact.date or parse_iso(fact.date).first() <= today)
    ]
    from_facts, why = _from_facts(organism, done, today)
    if any(draft.statuses for draft in organism.drafts):
        organism.status, organism.why = _written_status(organism, done, from_facts, today)
    elif from_facts and (done or not any(draft.unread for draft in organism.drafts)):
        organism.status, organism.why = from_facts, why
    is_merged = any(fact.kind == "merger" for fact in done)
    if is_merged and organism.status in ("unknown", "discontinued", "dismissed"):
        organism.status = "merged"
    if organism.status == "labelled" and _is_over(organism, today):
        organism.status = "expired"


def _written_status(
    organism: Organism, done: list[Fact], from_facts: str | None, today: datetime.date
) -> tuple[str, str]:
    """The status of the latest sheet; facts after its day, or where it doubts, say more."""
    drafts = [draft for draft in organism.drafts if draft.statuses]
    draft = max(drafts, key=lambda one: one.as_of)
    status, cell = draft.statuses[0]
    if status == "labelled" and _is_over(organism, today):
        draft.ask(cell, "Dit labellisé, mais la fin du label est passée.")
    is_doubted = "?" in cell.text or status == "labelled"
    is_older = draft.as_of and any(_starts_after(fact, draft.as_of) for fact in done)
    if (is_doubted and from_facts in ("labelled", "expired")) or (is_older and from_facts):
        return from_facts, f"«\u00a0{cell.text}\u00a0»"
    return status, f"«\u00a0{cell.text}\u00a0»"


def _starts_after(fact: Fact, day: str) -> bool:
    return bool(fact.date) and parse_iso(fact.date).first().isoformat() > day


def _is_over(organism: Organism, today: datetime.date) -> bool:
    return bool(organism.end) and last_day(organism.end) < today


def _from_facts(
    organism: Organism, done: list[Fact], today: datetime.date
) -> tuple[str | None, str]:
    """The last fact decides; while a label is in force, a renewal that goes on does not end it."""
    status, why = None, ""
    for fact in done:
        found = STATUS_AFTER.get(fact.kind)
        if fact.kind == "committee" and fact.outcome:
            found = STATUS_OF_OUTCOME.get(fact.outcome, "labelled")
        if found and not _is_of_renewal(organism, fact, found, status, today):
            day = f", {partial_dates.say(fact.date)}" if fact.date else ""
            status, why = found, f"{PHRASES['fact_kind'][fact.kind]}{day}"
    if status is None and organism.end:
        status, why = "labelled", "les dates du label"
    if status == "labelled" and _is_over(organism, today):
        status = "expired"
    return status, why


def _is_of_renewal(
    organism: Organism, fact: Fact, found: str, status: str | None, today: datetime.date
) -> bool:
    """Whether a step leaves the status as it is."""
    if fact.kind == "complement":
        return status not in (None, "candidate")
    if status not in ("labelled", "suspended"):
        return False
    if found in PREPARING:
        is_after = organism.end and fact.date and last_day(fact.date) > last_day(organism.end)
        return not is_after
    if found == "adjourned" and status == "labelled" and is_day(organism.start) and fact.date:
        return not _is_over(organism, today) and organism.start < fact.date
    return False
