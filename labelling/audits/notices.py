"""The mails of a mission's life, with the people whom each one reaches."""

from labelling.organisms import reaching
from portal.models import Role
from portal.notifications.notices import Notice
from portal.notifications.recipients import Holders

AUDIT = "Vous recevez ce message parce que cette mission vous est confiée."
FOLLOWED = "Vous recevez ce message parce que vous suivez ce dossier."


members = reaching.members()
office = Holders((Role.REFERENT, Role.DEPUTY))
finding_members = reaching.members("mission.organism_id")


def auditor(mission):
    return [mission.auditor.user] if mission.auditor_id else []


def finding_auditor(finding):
    return auditor(finding.mission)


def still_proposed(mission):
    return mission.state == mission.State.PROPOSED


PROPOSED = Notice("mission.proposed", to=auditor, why=AUDIT, still=still_proposed)
UNANSWERED = Notice("mission.unanswered", to=office, why=FOLLOWED)
ANSWERED = Notice("mission.answered", to=lambda m: [*office(m), *members(m)], why=FOLLOWED)
PLAN_TO_APPROVE = Notice(
    "mission.plan_to_approve",
    to=members,
    why=FOLLOWED,
    dates=("starts_on", "ends_on", "plan_tenants_on"),
)
REPORT_AVAILABLE = Notice("mission.report_available", to=members, why=FOLLOWED)
REPORT_TO_VALIDATE = Notice("mission.report_to_validate", to=office, why=FOLLOWED)
VALIDATED = Notice(
    "mission.validated",
    to=lambda m: [*auditor(m), *members(m)],
    why=FOLLOWED,
    dates=("validated_on",),
)
MOVED = Notice("mission.moved", to=lambda m: [*auditor(m), *members(m)], why=FOLLOWED)
MAILS = "labelling/audits/mail"
FINDING_ANSWERED = Notice(
    "finding.answered", to=finding_auditor, why=AUDIT, template=f"{MAILS}/finding_answered.txt"
)
FINDING_ACCEPTED = Notice(
    "finding.accepted", to=finding_members, why=FOLLOWED, template=f"{MAILS}/finding_accepted.txt"
)
FINDING_REJECTED = Notice(
    "finding.rejected", to=finding_members, why=FOLLOWED, template=f"{MAILS}/finding_rejected.txt"
)
FINDING_DUE = Notice(
    "finding.due",
    to=finding_members,
    why=FOLLOWED,
    template=f"{MAILS}/finding_due.txt",
    dates=("due_on",),
)
