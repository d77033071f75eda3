"""Database triggers: ballots, decisions, minutes and declarations of interest are kept (BR-51, BR-56, BR-59)."""

from labelling.committee.minutes import writing
from labelling.committee.minutes.models import MinutesAddendum
from labelling.committee.models import AgendaItem, CommitteeSession, InterestDeclaration
from labelling.committee.votes.models import Ballot, Decision
from labelling.parties.organisms.past import MARKS, NEVER_AFTERWARDS
from portal.schema.triggers import Trigger, register_triggers
from portal.workflow.evidence import REFUSAL, Evidence, register_evidence
from portal.workflow.facts import ModelFacts, register_told

KEPT = (
    register_evidence(Evidence(Ballot, falling=("is_current",), once=("let_stand_at",))),
    register_evidence(
        Evidence(
            Decision,
            once=("notified_on", "annulled_on", "annulment_reason", "annulment_reference", *MARKS),
            refused=NEVER_AFTERWARDS,
        )
    ),
)
DECLARED = (
    "has_interest",
    "nature",
    "is_automatic",
    "lifted_by_id",
    "lift_reason",
    "item_id",
    "user_id",
)
LEAVING = {one: f" AND NEW.{one} <> ''" for one in ("nature", "lift_reason")}

register_told(
    ModelFacts(
        InterestDeclaration,
        ("item__session__reference", "item_id", "user_id"),
        ("has_interest", "nature", "is_automatic", "lifted_by_id", "lift_reason"),
    )
)


def _columns(model):
    return tuple(f.name for f in model._meta.concrete_fields if not f.primary_key)


APPROVED = (
    register_evidence(
        Evidence(
            CommitteeSession,
            moving=_columns(CommitteeSession),
            refused="OLD.minutes_digest <> '' AND (NEW.minutes_digest <> OLD.minutes_digest "
            "OR NEW.minutes_text <> OLD.minutes_text)",
            is_intact=lambda session: not session.minutes_digest or writing.is_intact(session),
            told="minutes_digest",
            is_sealed=False,
        )
    ),
    register_evidence(
        Evidence(
            MinutesAddendum,
            moving=_columns(MinutesAddendum),
            refused="OLD.digest <> '' AND (NEW.digest <> OLD.digest OR NEW.text <> OLD.text "
            "OR NEW.number <> OLD.number OR NEW.session_id <> OLD.session_id)",
            is_intact=lambda row: (
                not row.digest or row.digest == row.fingerprint(row.session.minutes_digest)
            ),
            told="digest",
            is_sealed=False,
        )
    ),
)


@register_triggers
def committee_evidence(vendor):
    """A declaration changes until the vote of its point is closed; afterwards, what it told may leave alone (BR-93)."""
    for one in (*KEPT, *APPROVED):
        yield from one.triggers(vendor)
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    table, items = InterestDeclaration._meta.db_table, AgendaItem._meta.db_table
    closed = "i.state IN ('closed', 'validated', 'annulled')"
    over = f"EXISTS (SELECT 1 FROM {items} i WHERE i.id = OLD.item_id AND {closed})"  # noqa: S608 -- names of ours
    changed = " OR ".join(
        f"OLD.{one} {differs} NEW.{one}{LEAVING.get(one, '')}" for one in DECLARED
    )
    yield Trigger(f"{table}_evidence_update", table, "UPDATE", REFUSAL, f"({changed}) AND {over}")
    if vendor == "postgresql":
        yield Trigger(f"{table}_evidence_delete", table, "DELETE", REFUSAL, over)
