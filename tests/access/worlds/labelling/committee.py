"""World of the committee: a session with an open vote, one in preparation, one approved; then labels."""

from datetime import date

from labelling.committee.corrections.workflow import propose
from labelling.committee.models import (
    AgendaItem,
    Attendance,
    Ballot,
    CommitteeSeat,
    CommitteeSession,
    InterestDeclaration,
    MinutesAddendum,
    minutes_digest,
)
from labelling.committee.seats import invitations
from labelling.parties.accreditation.auditors import checks, interests
from labelling.parties.accreditation.models import Tie
from labelling.parties.accreditation.register import actions
from labelling.parties.framework.binding import current_committee_rules
from labelling.path.dossiers.models import FrozenCopy, LabelDossier
from labelling.title.hearings.models import Hearing
from labelling.title.labels.models import Label
from portal import documents
from portal.access.references import next_reference
from portal.core import clock
from portal.scenario.files import document
from portal.workflow import audit_log
from tests.access.people import MEMBERS, OFFICE, OWN
from tests.factories import make_organism
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.labels.factories import make_decision, make_label

ROOM = (*OFFICE, "nora")
SEATED = (*MEMBERS, "rosa")


def fill(world):
    _accreditations(world)
    world.session = make_session(world, "open", "2026-11-24", (*ROOM, *SEATED), "open")
    _draft_session(world)
    _approved_session(world)
    _items(world)


def make_session(world, state, held_on, readers, side):
    session = CommitteeSession.objects.create(
        reference=next_reference("QH-S", 2026), held_on=held_on, starts_at="14:00", state=state,
        place=world.canary(f"{side}place", *readers), rules=current_committee_rules(clock.today()),
        urgency_reason=world.canary(f"{side}urgency", *readers),
    )  # fmt: skip
    for seat in CommitteeSeat.objects.all():
        Attendance.objects.create(session=session, seat=seat, full_status="present")
    audit_log.write(
        session, by=world.people["carla"], act="list",
        sentence=world.canary(f"{side}sentence", *ROOM, "carla"),
        reason=world.canary(f"{side}motive", *ROOM, "carla"),
    )  # fmt: skip
    return session


def _draft_session(world):
    session = make_session(world, "draft", "2027-01-20", (*ROOM, "carla"), "coming")
    world.things["coming"] = {"session": session.reference}


def _approved_session(world):
    readers = (*ROOM, *SEATED)
    session = make_session(world, "minutes_approved", "2026-06-16", readers, "past")
    upload = document(world.canary("minutesname", *readers), world.canary("minutespdf", *readers))
    stored = documents.store(
        upload, holder=session, by=world.people["nora"], kind="minutes", confidentiality="committee"
    )
    session.minutes_text = world.canary("minutes", *readers)
    session.minutes_file = stored
    session.minutes_digest = minutes_digest(session.minutes_text)
    session.save()
    MinutesAddendum.objects.create(
        session=session, number=1, written_by=world.people["nora"],
        text=world.canary("addendum", "nora", "carla"),
    )  # fmt: skip
    world.past_session = session
    world.things["past"] = {"session": session.reference, "file": str(stored.token)}


def _items(world):
    people, session = world.people, world.session
    LabelDossier.objects.filter(pk=world.dossier.pk).update(
        state="scheduled", scheduled_on=clock.today()
    )
    world.item = AgendaItem.objects.create(
        session=session, number=1, kind="label", dossier=world.dossier, state="open"
    )
    second = AgendaItem.objects.create(
        session=session, number=2, kind="accreditation", accreditation=world.candidate
    )
    for name in SEATED:
        InterestDeclaration.objects.create(item=second, user=people[name], has_interest=False)
    for name in ("carla", "victor", "marc"):
        InterestDeclaration.objects.create(item=world.item, user=people[name], has_interest=False)
    InterestDeclaration.objects.create(
        item=world.item, user=people["rosa"], has_interest=True,
        nature=world.canary("nature", *ROOM, "carla", "rosa"),
    )  # fmt: skip
    world.ballot = vote(world, "VICE", "victor", "refuse")
    vote(world, "PRES", "carla", "grant")
    world.things["ours"] |= {"session": session.reference, "item": 1}
    world.things["second"] = {"session": session.reference, "item": 2}


def vote(world, code, name, option):
    seat = CommitteeSeat.objects.get(code=code)
    return Ballot.objects.create(
        item=world.item, round=1, seat=seat, user=world.people[name], option=option
    )


def _accreditations(world):
    readers, third = (*OFFICE, "nora"), make_organism("Tierce Résidence")
    for name, side in (("ali", "ours"), ("agnes", "theirs")):
        accreditation = world.people[name].auditor.accreditations.get()
        accreditation.references_text = world.canary(f"{name}references", *readers, name)
        accreditation.save()
        Tie.objects.create(
            auditor=accreditation.auditor, organism=third, kind="advised", started_on=clock.today()
        )
        world.things[side]["accreditation"] = accreditation.reference
        world.things[side]["auditor"] = accreditation.auditor.slug
        statement = checks.tell_insurance(
            accreditation, by=world.people[name], until_on=date(2031, 1, 1), certificate=None
        )
        world.things[side]["statement"] = statement.pk
    for name, side in (("sonia", "ours"), ("paul", "theirs")):
        facts = {"organism": third, "kind": "board", "started_on": clock.today()}
        world.things[side]["office_tie"] = interests.declare(by=world.people[name], **facts).pk
    invitation = actions.invite_auditor(
        by=world.people["paul"], email="ines@relais.example", first_name="Inès", last_name="Roux",
        firm=world.canary("invitedfirm", *OFFICE), regions=["84"], audit_types=["hqs"], is_public=False,
    )  # fmt: skip
    world.things["ours"]["auditor_invitation"] = invitation.pk
    world.things["ours"]["seat_person"] = world.people["marc"].pk
    invited = invitations.invite_to_seat(
        world.people["nora"], seat=CommitteeSeat.objects.get(code="S3"), rank="substitute",
        since_on=clock.today(), email=f"{world.canary('invitedseat', *OFFICE, 'nora')}@relais.example",
    )  # fmt: skip
    world.things["ours"]["seat_invitation"] = invited.pk
    auditor = make_auditor("Cyril", "Candidat", firm="Cabinet Candidat")
    text = world.canary("candidate", *readers, *SEATED)
    world.candidate = make_accreditation(auditor, state="committee_pending", references_text=text)
    world.things["candidate"] = {"accreditation": world.candidate.reference}


def fill_labels(world):
    """Ours holds a label; the other had one, withdrawn: its reason is the organism's and the office's."""
    world.label = make_label(world.organism, said=_decided(world, "ours"))
    world.decision = world.label.decision
    for side, label in (
        ("ours", world.label),
        ("theirs", make_label(world.other, state="withdrawn", said=_decided(world, "theirs"))),
    ):
        world.things[side] |= {
            "label": label.reference,
            "attestation": label.attestations.get().number,
            "slug": label.organism.slug,
        }
        readers = _readers(side)
        member = world.people["alice" if side == "ours" else "bob"]
        FrozenCopy.objects.create(dossier=label.dossier, by=member, content={}, digest="0" * 64)
        told = (*readers, *(("carla",) if side == "ours" else ()))  # she may suspend it in urgency
        reason = world.canary(f"{side}labelreason", *told)
        Label.objects.filter(pk=label.pk).update(reason=reason)
        audit_log.write(
            label, by=world.people["sonia"], act="note",
            sentence=world.canary(f"{side}labelsentence", *told),
            reason=world.canary(f"{side}labelmotive", *told),
        )  # fmt: skip
        _hear(world, side, label, member, readers)
        _correct(world, side, label.dossier)
    said = {"motivation": world.canary("withdrawal", *ROOM, "bob")}
    make_decision(option="yes", kind="withdrawal", label=label, said=said)


def _hear(world, side, label, member, readers):
    """Ours is to answer; what the other answered is closed."""
    facts = {
        "label": label, "measure": "withdrawal", "grounds": world.canary(f"{side}grounds", *readers),
        "opened_on": date(2026, 11, 24), "until_on": date(2026, 12, 24), "due_on": date(2026, 12, 24),
    }  # fmt: skip
    if side == "ours":
        Label.objects.filter(pk=label.pk).update(notice_sent_on=facts["opened_on"])
        Hearing.objects.create(**facts)
        return
    hearing = Hearing.objects.create(
        **facts, state="closed", closed_on=facts["until_on"], answered_by=member, answered_at=clock.now(),
        observations=world.canary("observations", *readers),
    )  # fmt: skip
    upload = document(world.canary("hearingname", *readers), world.canary("hearingtext", *readers))
    documents.store(upload, holder=hearing, by=member, kind="observations")


def _correct(world, side, dossier):
    """A clerical error to correct: the présidence reads it, not the dossier."""
    readers = (*OFFICE, *(OWN if side == "ours" else ("bob",)), "carla")
    corrected, reason = (world.canary(f"{side}{what}", *readers) for what in ("corrected", "error"))
    one = propose(
        dossier, by=world.people["sonia"], field="perimeter", corrected=corrected, reason=reason
    )
    world.things[side] |= {"closed_dossier": dossier.reference, "correction": one.number}


def _readers(side):
    return (*ROOM, *(OWN if side == "ours" else ("bob",)))


def _decided(world, side):
    """What a decision says, to the office, to the room and to its organism."""
    return {
        name: world.canary(f"{side}{name}", *_readers(side))
        for name in ("motivation", "recommendations")
    }
