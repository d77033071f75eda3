"""Factories of auditors, accreditations and validated committee decisions."""

from datetime import date, time

from labelling.committee.models import AgendaItem, CommitteeSession, Decision
from labelling.parties.accreditation import actions
from labelling.parties.accreditation.auditors import files
from labelling.parties.accreditation.models import Auditor, AuditorAccreditation, AuditType
from labelling.parties.framework.binding import current_committee_rules
from portal.access.references import next_reference
from portal.core import clock
from portal.scenario.files import document
from tests import factories

COMPLETE = {
    "references_text": "Dix ans d’audits de service.",
    "is_independent": True,
    "has_told_ties": True,
    "insured_until_on": date(2099, 1, 1),
    "ethics_accepted_on": date(2026, 1, 5),
    "ethics_version": "2025.1",
}
WITH_FILES = ("draft", "submitted", "to_complete")  # whose next step asks for them


def make_auditor(first_name="Ali", last_name="Haddad", **fields):
    user = factories.make_user(first_name, last_name)
    defaults = {"slug": f"auditeur-{user.pk}", "firm": "Cabinet Test", "regions": ["84"]}
    defaults["address"] = "3 rue du Port, 69002 Lyon"
    return Auditor.objects.create(user=user, **defaults | fields)


def make_accreditation(auditor=None, *, state="draft", **fields):
    fields = {"audit_types": list(AuditType.values)} | COMPLETE | fields
    wanted, kind = state, fields.pop("option", "validate")
    one = AuditorAccreditation.objects.create(
        reference=next_reference("QH-G", clock.today().year),
        auditor=auditor or make_auditor(),
        state="committee_pending" if wanted in ("active", "suspended") else wanted,
        **{k: v for k, v in fields.items() if k not in ("starts_on", "ends_on")},
    )
    if wanted in WITH_FILES:
        join_files(one)
    if wanted in ("active", "suspended"):
        decision = make_decision(one, kind, on=fields.get("starts_on"))
        rows = AuditorAccreditation.objects.filter(pk=one.pk)
        first = fields.get("starts_on") or date(2025, 1, 1)
        last = fields.get("ends_on") or date(2098, 12, 31)
        rows.update(decision=decision, starts_on=first, ends_on=last, state=wanted)
        one.refresh_from_db()
    return one


def join_files(accreditation):
    """The CV and the certificate that an application needs."""
    by = accreditation.auditor.user
    files.keep(accreditation, document("CV", "Dix ans d’audits."), files.CV, by=by)
    actions.keep_certificate(accreditation, document("Attestation", "Assurée."), by=by)


def make_decision(accreditation, option="validate", on=None):
    """What the committee leaves once its chair has validated: an item and its decision."""
    chair = factories.make_user("Carla", "Chair")
    day = on or clock.today()
    session = make_session(day)
    item = AgendaItem.objects.create(
        session=session,
        number=session.items.count() + 1,
        kind="accreditation",
        accreditation=accreditation,
        state="validated",
    )
    return Decision.objects.create(
        item=item, option=option, counts={}, rule_text="règle", arithmetic="3 sur 3",
        decided_on=day, validated_by=chair,
    )  # fmt: skip


def make_session(day):
    return CommitteeSession.objects.create(
        reference=next_reference("QH-S", day.year),
        rules=current_committee_rules(clock.today()),
        held_on=day,
        starts_at=time(10),
        place="Paris",
    )
