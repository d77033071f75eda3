"""Lines of an import, drawn from the register of a file: organisms, audits, decisions, steps, reminders, auditors."""

import re

from labelling.cells import fold
from labelling.steering.history_import.reader.facts import Draft, Fact, Organism
from labelling.steering.history_import.reader.records import Register
from labelling.steering.history_import.reader.tables.base import EVENTS
from labelling.steering.history_import.reader.texts.dates import parse_iso

AUDITS = {
    "diagnosis": "hqs",
    "implementation_audit": "implementation",
    "verification_audit": "verification",
}
MILESTONES = {
    "application": "application_on",
    "diagnosis": "hqs_on",
    "implementation_audit": "implementation_audit_on",
    "verification_audit": "verification_audit_on",
}
DECISIONS = {
    "granted": "granted",
    "granted_with_recommendations": "granted",
    "renewed": "granted",
    "refused": "refused",
    "withdrawn": "withdrawn",
}  # opinions that make a decision of the portal; the others are told as steps
STEPS = {
    "application": "Candidature",
    "registration": "Recevabilité",
    "complement": "Complément demandé ou reçu",
    "action_plan": "Plan d’actions",
    "support": "Appui-conseil",
    "suspension": "Suspension",
    "discontinued": "Désistement",
    "dismissed": "Classement sans suite",
    "committee": "Comité",
    "adjourned": "Comité\u00a0: ajourné",
    "maintained": "Comité\u00a0: label maintenu",
    "granted": "Comité\u00a0: avis favorable",
    "granted_with_recommendations": "Comité\u00a0: avis favorable avec recommandations",
    "renewed": "Comité\u00a0: label renouvelé",
    "refused": "Comité\u00a0: avis défavorable",
    "withdrawn": "Comité\u00a0: retrait",
}
WAITING = re.compile(
    r"attente (?:de |du |d un )?(?:passage|comite|commission|cl\b)|rapport (?:recu|rendu)"
)
SCHEDULED = re.compile(r"inscri|passe au |ordre du jour")
DONE = re.compile(r"audit(?:e|s)? (?:fait|realise|rendu|ok|termine)|\baudite\b")
WITH_RECOMMENDATIONS = "granted_with_recommendations"


def content_of(register: Register) -> dict[str, list[dict]]:
    """Plain objects, each with its sheet and row."""
    content: dict[str, list[dict]] = {
        name: [] for name in ("organisms", "audits", "decisions", "steps", "reminders")
    }
    names = {alias: one["name"] for one in register.people for alias in one["aliases"]}
    events = {table.sheet for table in register.tables if table.grain == EVENTS}
    for organism in register.organisms:
        drafts = {(draft.sheet, draft.row): draft for draft in organism.drafts}
        content["organisms"].append(_organism(organism, names, events))
        is_granted = any(DECISIONS.get(one.outcome or "") == "granted" for one in organism.facts)
        for fact in organism.facts:
            group, told = _told(fact, drafts.get((fact.sheet, fact.row)), names, is_granted)
            place = {"sheet": fact.sheet, "row": fact.row, "organism": organism.identity.name}
            content[group].append(place | told)
    content["auditors"] = [
        {"name": one["name"], "aliases": one["aliases"]}
        for one in register.people
        if "auditor" in one["roles"]
    ]
    return content


def _told(
    fact: Fact, draft: Draft | None, names: dict[str, str], is_granted: bool
) -> tuple[str, dict]:
    """(group, what is kept of a fact)."""
    details = draft.details if draft else {}
    if fact.kind in AUDITS:
        return "audits", {
            "audit_type": AUDITS[fact.kind],
            "start": fact.date,
            "end": details.get("fact_end") or fact.until,
            "auditor": _auditor(draft, names),
            "report_on": details.get("report"),
            "nc_major": details.get("majors"),
            "nc_minor": details.get("minors"),
        }
    if fact.kind == "reminder":
        notes = " ; ".join(cell.text for cell in draft.notes) if draft else ""
        return "reminders", {"on": fact.date, "text": notes or fact.text}
    is_day = len(fact.date or "") == 10
    decision = "pending" if fact.is_planned else DECISIONS.get(fact.outcome or "")
    if fact.outcome == "maintained" and not is_granted:
        decision = "granted"
    if fact.kind == "committee" and is_day and decision:
        return "decisions", {
            "session": fact.date,
            "decision": decision,
            "with_recommendations": fact.outcome == WITH_RECOMMENDATIONS,
            "seats_present": details.get("seats"),
        }
    kind = fact.outcome if fact.kind == "committee" and fact.outcome else fact.kind
    return "steps", {"kind": fact.kind, "on": fact.date, "text": STEPS.get(kind, fact.text)}


def _organism(organism: Organism, names: dict[str, str], events: set[str]) -> dict:
    identity, facts = organism.identity, _last_dates(organism)
    found: dict = {"sheet": organism.sheet, "row": organism.row, "name": identity.name}
    for name in ("siren", "family", "region", "departement", "homes"):
        found[name] = getattr(identity, name)
    found |= {"status": status_of(organism), "why": organism.why}
    found |= {key: facts.get(kind) for kind, key in MILESTONES.items()}
    found |= {"committee_on": _committee(organism)}
    found["emails"] = _emails(organism)
    found["auditor"] = next(filter(None, (_auditor(one, names) for one in organism.drafts)), None)
    found["mention"] = next(
        (one.details["mention"] for one in organism.drafts if "mention" in one.details), None
    )
    found["note"] = _notes(organism, events)
    if organism.start or organism.end:
        found["label"] = {"start": organism.start, "end": organism.end}
    if identity.former_names:
        found["former_names"] = list(dict.fromkeys(identity.former_names))
    if merged := next((one.merged_into for one in organism.drafts if one.merged_into), ""):
        found["merged_into"] = merged
    found["sources"] = _sources(organism)
    return found


def status_of(organism: Organism) -> str | None:
    """The portal's status; None where nothing says it, and of an organism that another absorbed."""
    status, written = organism.status, fold(organism.why)
    if status in ("unknown", "merged"):
        return None
    if status == "audited":
        if SCHEDULED.search(written) or any(
            one.kind == "committee" and one.is_planned for one in organism.facts
        ):
            return "scheduled"
        return "review" if WAITING.search(written) or DONE.search(written) else "audit"
    if status == "discontinued" and organism.start:
        return "renounced"  # a label that it had
    return status


def _last_dates(organism: Organism) -> dict[str, str]:
    """{kind: the day of the last fact of it}."""
    dated = [one for one in organism.facts if one.date and not one.is_planned]
    return {
        one.kind: one.date for one in sorted(dated, key=lambda one: parse_iso(one.date).first())
    }


def _committee(organism: Organism) -> str | None:
    """The session that a label follows where no opinion is written."""
    committees = [one for one in organism.facts if one.kind == "committee" and one.date]
    if any(one.outcome for one in committees):
        return None
    past = [one.date for one in committees if not one.is_planned]
    return past[-1] if past else None


def _auditor(draft: Draft | None, names: dict[str, str]) -> str | None:
    people = draft.people if draft else []
    found = [one["name"] for one in people if one["role"] == "auditor"]
    return names.get(found[-1], found[-1]) if found else None


def _emails(organism: Organism) -> list[str]:
    people = [one for draft in organism.drafts for one in draft.people]
    found = [one["email"] for one in people if one.get("email")]
    found += [email for draft in organism.drafts for email in draft.emails]
    return list(dict.fromkeys(found))


def _notes(organism: Organism, events: set[str]) -> str | None:
    """Remarks as they are written; those of a row of a fact say which day."""
    found = []
    for draft in organism.drafts:
        day = (
            next((one.date for one in draft.facts if one.date), "") if draft.sheet in events else ""
        )
        if not any(one.kind == "reminder" for one in draft.facts):
            found += [f"{day}\u00a0: {cell.text}" if day else cell.text for cell in draft.notes]
    return "\n".join(dict.fromkeys(found)) or None


def _sources(organism: Organism) -> list[list]:
    """[sheet, row, letter, text] of the cells that the status, the label and the facts come from."""
    cells = []
    for draft in organism.drafts:
        told = [cell for _value, cell in [*draft.statuses, *draft.starts, *draft.ends]]
        cells += [[draft.sheet, cell.row, cell.letter, cell.text] for cell in told]
    cells += [[one.sheet, one.row, one.letter, one.text] for one in organism.facts]
    found: dict[tuple, list] = {}
    for sheet, row, letter, text in cells:
        if text:
            found.setdefault((sheet, row, letter), [sheet, row, letter, text])
    return list(found.values())
