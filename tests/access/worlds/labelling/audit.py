"""World of audits: a mission with its report sent, one being written, another auditor's."""

from labelling.path.audits.models import AuditFinding, AuditMission, AuditRating, Report, Snapshot
from portal import documents
from portal.access.references import next_reference
from portal.core import clock
from portal.scenario.files import document
from portal.workflow import audit_log
from tests.access.people import MEMBERS, OFFICE, OWN
from tests.access.worlds.labelling.dossier import numbers_of, revise

AUDITING = (*OFFICE, "ali", *MEMBERS)  # before the report is sent, not the organism (BR-39)


def fill(world):
    ali, agnes = world.people["ali"].auditor, world.people["agnes"].auditor
    sent = (*AUDITING, *OWN, "nora")
    world.draft_mission = make(
        world, world.dossier, ali, "in_progress", (*AUDITING, "nora"), AUDITING, "draft",
        audit_type="implementation",
    )  # fmt: skip
    world.mission = make(world, world.dossier, ali, "contradictory", sent, AUDITING, "ours")
    who = (*OFFICE, "agnes", "bob")
    world.other_mission = make(
        world, world.other_dossier, agnes, "contradictory", who, who, "theirs"
    )


def make(world, dossier, auditor, state, readers, inside, side, audit_type="verification"):
    """`readers` read findings and report; `inside`, what only the mission's own pages hold."""

    def secret(what, who=inside if state == "in_progress" else tuple({*readers} - {"nora"})):
        return world.canary(f"{side}{what}", *who)

    mission = AuditMission.objects.create(
        reference=next_reference("QH-A", clock.today().year),
        dossier=dossier, audit_type=audit_type, auditor=auditor, state=state,
        starts_on="2026-11-02", ends_on="2026-11-04", declared_at=clock.now(),
        plan_sites=_shared(world, side, "sites", inside), plan_people="Gardiens",
        organism_answered_at=clock.now() if state == "contradictory" else None,
        summary=secret("summary"), organism_answer=_shared(world, side, "observations", inside),
    )  # fmt: skip
    criterion = dossier.framework.themes.get(code="T01").criteria.get(code="T01.1")
    AuditRating.objects.create(
        mission=mission, criterion=criterion, rating=1, comment=secret("rating")
    )
    for number in numbers_of(side):
        AuditFinding.objects.create(
            mission=mission, number=number, kind="NCm", criterion=criterion, state="answered",
            text=secret("finding", readers), evidence=secret("fact", readers),
            cause=secret("cause"), correction=secret("correction"), action=secret("corrective"),
            owner=secret("charge"),
        )  # fmt: skip
    upload = document(secret("report", readers), secret("reporttext", readers))
    stored = documents.store(upload, holder=mission, by=auditor.user, kind="report")
    Report.objects.create(mission=mission, number=1, file=stored, by=auditor.user)
    Snapshot.objects.create(
        mission=mission, moment="pre", content={"x": secret("snapshot")}, digest="0" * 64
    )
    writer = "agnes" if side == "theirs" else "ali"
    revise(mission, "synthese", secret("revision", (writer,)), auditor.user)
    _journal(mission, auditor.user, _shared(world, side, "line", inside), secret("motive"))
    world.things[side] = world.things.get(side, {}) | {
        "mission": mission.reference, "mission_pk": mission.pk, "finding": 1, "report_file": str(stored.token),
        "criterion": criterion.code,
    }  # fmt: skip
    return mission


def _shared(world, side, what, inside):
    """What the organism reads before the report: the plan, its own words, the journal's lines."""
    return world.canary(f"{side}{what}", *inside, *(() if side == "theirs" else OWN))


def _journal(mission, by, sentence, reason):
    """A line about a finding, in the mission's own journal: all read the line, not the reason."""
    audit_log.write(mission.findings.first(), by=by, act="answer", sentence=sentence, reason=reason)
