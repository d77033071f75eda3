"""Notices of audit missions and findings."""

from labelling.parties.organisms.people import recipients
from labelling.parties.organisms.people.recipients import AUDITOR, TEAM
from portal.models import Role
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import OFFICE, Each, Holders

GROUP = Group("Audits", 200)
TO_OFFICE = "le référent label"
TO_MEMBERS = "les membres de l’organisme"

MAILS = "labelling/audits/mail"
AUDIT = "Vous recevez ce message parce que cette mission vous est confiée."
FOLLOWED = "Vous recevez ce message parce que vous suivez ce dossier."


members = recipients.members()
office = Holders((Role.REFERENT, Role.DEPUTY))
finding_members = recipients.members("mission.organism_id")


def auditor(mission):
    return [mission.auditor.user] if mission.auditor_id else []


def finding_auditor(finding):
    return auditor(finding.mission)


def has_a_plan_to_approve(mission):
    return mission.plan_approved_on is None


PROPOSED = Notice(
    "mission.proposed",
    "Une mission d’audit vous est proposée",
    to=auditor,
    why=AUDIT,
    states=("proposed",),
    audience="l’auditeur pressenti",
    delay="5o",
    group=GROUP,
    reaches=(AUDITOR,),
    asks=True,
)
ANSWERED = Notice(
    "mission.answered",
    "L’auditeur a répondu à la proposition",
    to=Each((office, members)),
    why=FOLLOWED,
    audience=TO_OFFICE,
    group=GROUP,
    reaches=(TEAM, *OFFICE),
)
UNANSWERED = Notice(
    "mission.unanswered",
    "Une proposition de mission reste sans réponse",
    to=office,
    why=FOLLOWED,
    audience=TO_OFFICE,
    deadline=True,
    group=GROUP,
)
MOVED = Notice(
    "mission.moved",
    "Les dates de l’audit changent",
    to=Each((auditor, members)),
    why=FOLLOWED,
    audience="l’organisme et l’auditeur",
    group=GROUP,
    reaches=(TEAM, AUDITOR),
)
STOPPED = Notice(
    "mission.stopped",
    "Une mission s’arrête avec son dossier",
    to=auditor,
    why=AUDIT,
    audience="l’auditeur de la mission",
    group=GROUP,
    reaches=(AUDITOR,),
)
PLAN_TO_APPROVE = Notice(
    "mission.plan_to_approve",
    "Un plan d’audit est à approuver",
    to=members,
    why=FOLLOWED,
    states=("planned",),
    still=has_a_plan_to_approve,
    dates=("starts_on", "ends_on", "plan_tenants_on"),
    audience=TO_MEMBERS,
    group=GROUP,
    asks=True,
)
REPORT_TO_VALIDATE = Notice(
    "mission.report_to_validate",
    "Un rapport d’audit est à valider",
    to=office,
    why=FOLLOWED,
    states=("final_report",),
    audience=TO_OFFICE,
    group=GROUP,
    asks=True,
)
OBSERVED = Notice(
    "mission.observed",
    "L’organisme a donné ses observations sur le rapport provisoire",
    to=auditor,
    why=AUDIT,
    states=("contradictory",),
    template=f"{MAILS}/observed.txt",
    about="labelling.AuditMission",
    audience="l’auditeur de la mission",
    group=GROUP,
    reaches=(AUDITOR,),
    asks=True,
)
REPORT_AVAILABLE = Notice(
    "mission.report_available",
    "Le rapport d’audit est disponible",
    to=members,
    why=FOLLOWED,
    audience=TO_MEMBERS,
    mandatory="le délai de réponse aux écarts court dès la remise du rapport",
    group=GROUP,
)
VALIDATED = Notice(
    "mission.validated",
    "Le rapport d’audit est validé",
    to=Each((auditor, members)),
    why=FOLLOWED,
    dates=("validated_on",),
    audience="l’organisme et l’auditeur",
    group=GROUP,
    reaches=(TEAM, AUDITOR),
)
FINDING_ANSWERED = Notice(
    "finding.answered",
    "Un organisme a répondu à un écart",
    to=finding_auditor,
    why=AUDIT,
    states=("answered",),
    template=f"{MAILS}/finding_answered.txt",
    audience="l’auditeur de la mission",
    group=GROUP,
    reaches=(AUDITOR,),
    asks=True,
)
FINDING_ACCEPTED = Notice(
    "finding.accepted",
    "Votre réponse à un écart est acceptée",
    to=finding_members,
    why=FOLLOWED,
    template=f"{MAILS}/finding_accepted.txt",
    audience=TO_MEMBERS,
    group=GROUP,
)
FINDING_REJECTED = Notice(
    "finding.rejected",
    "Votre réponse à un écart est à reprendre",
    to=finding_members,
    why=FOLLOWED,
    states=("rejected",),
    template=f"{MAILS}/finding_rejected.txt",
    audience=TO_MEMBERS,
    group=GROUP,
    asks=True,
)
FINDING_DUE = Notice(
    "finding.due",
    "Un écart attend votre réponse",
    to=finding_members,
    why=FOLLOWED,
    states=("open", "rejected"),
    template=f"{MAILS}/finding_due.txt",
    dates=("due_on",),
    audience=TO_MEMBERS,
    deadline=True,
    group=GROUP,
)

register_placeholders(
    {
        "thing.criterion.code": "critere",
        "thing.decline_reason": "motif_refus",
        "thing.dossier.organism": "organisme",
        "thing.ends_on": "fin",
        "thing.get_audit_type_display": "type_audit",
        "thing.kind": "nature",
        "thing.mission.dossier.organism": "organisme",
        "thing.mission.reference": "reference_mission",
        "thing.number": "numero",
        "thing.plan_tenants_on": "rencontre_locataires",
        "thing.starts_on": "debut",
        "thing.validated_on": "valide_le",
    }
)
