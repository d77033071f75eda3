"""World of requests: messages, misuses and complaints of the public, appeals of both organisms."""

from labelling.committee.complaints.authors import actions
from labelling.committee.complaints.models import (
    PREFIX,
    Admission,
    Appeal,
    Complaint,
    Enquiry,
    MisuseReport,
)
from labelling.committee.complaints.submissions import CONFIRM, signer
from labelling.path.dossiers.models import FrozenCopy
from portal.access.references import next_reference
from portal.core import clock
from portal.scenario.files import document
from portal.workflow import audit_log
from tests import factories
from tests.access.people import OFFICE, OWN
from tests.labelling.labels.factories import make_decision

DESK = (*OFFICE, "dircom")
EXAMINING = (*OFFICE, "nora", "carla", "marc")  # Marc handles; Victor is not of the readers


def fill(world):
    _messages(world)
    _misuse(world)
    _complaint(world)
    _admission(world)
    world.appeal = _appeal(world, world.organism, "alice", OWN, "ours", handler="marc")
    _appeal(world, world.other, "bob", ("bob",), "theirs")


def _of_stranger(world, what, *who):
    """Name and words of a stranger; their address is told by the demand’s page, and by the desk of mails."""
    return {
        "sender_name": world.canary(f"{what}name", *who),
        "sender_email": f"{world.canary(f'{what}mail', *{*who, *OFFICE})}@exemple.fr",
        "text": world.canary(f"{what}text", *who),
    }


def _messages(world):
    enquiry = actions.receive(Enquiry, **_of_stranger(world, "enquiry", *DESK))
    world.things["ours"] |= {"enquiry": enquiry.reference, "follow": signer.sign(enquiry.reference)}


def _misuse(world):
    """Retained against ours: the organism reads the reason and the dates, nothing else."""
    report = actions.receive(
        MisuseReport, reason="mark", organism=world.organism, organism_name="Nous",
        place=world.canary("misuseplace", *DESK), upload=document(
            world.canary("misusefile", *DESK), world.canary("misusepdf", *DESK)
        ), **_of_stranger(world, "misuse", *DESK),
    )  # fmt: skip
    MisuseReport.objects.filter(pk=report.pk).update(
        state="founded", retained_on=clock.today(), finding=world.canary("misusefinding", *DESK),
        measures=world.canary("misusemeasures", *DESK),
    )  # fmt: skip
    _line(world, report, DESK, "misuse")
    world.things["ours"] |= {"misuse": report.reference, "misuse_file": str(report.file.token)}


def _complaint(world):
    """Paul and Sonia follow it; Ali, whose audit is not contested, handles it."""
    readers = (*OFFICE, "agnes")
    complaint = actions.receive(
        Complaint, about="organism", organism=world.organism,
        **_of_stranger(world, "complaint", *readers),
    )  # fmt: skip
    Complaint.objects.filter(pk=complaint.pk).update(
        state="acknowledged", finding=world.canary("complaintfinding", *readers)
    )
    complaint.handlers.set([world.people["agnes"]])
    _line(world, complaint, readers, "complaint")
    world.things["ours"]["complaint"] = complaint.reference


def _admission(world):
    """Of an organism that the register does not know; what it is asked is read by its link."""
    admission = _asked(world, "admission", 991_177, *OFFICE)
    actions.confirm(admission)
    said = world.canary("admissionsaid", *OFFICE)
    exchanges = [
        {
            "asked": "Votre fonction ?",
            "asked_on": "2026-11-02",
            "said": said,
            "said_on": "2026-11-03",
        },
        {"asked": "Votre Siren ?", "asked_on": "2026-11-03"},
    ]
    Admission.objects.filter(pk=admission.pk).update(state="to_specify", exchanges=exchanges)
    _line(world, admission, OFFICE, "admission")
    follow = signer.sign(admission.reference)
    world.things["ours"] |= {"admission": admission.reference, "admission_follow": follow}
    unconfirmed = _asked(world, "unconfirmed", 991_178)
    world.things["ours"]["admission_confirm"] = CONFIRM.sign(unconfirmed.reference)


def _asked(world, name, number, *readers):
    """Asked by the public form; the address is to be confirmed."""
    return actions.receive(
        Admission, siren=factories.siren(number), family="OPH", departement="69",
        organism_name=world.canary(f"{name}organism", *readers),
        signatory_name=world.canary(f"{name}signs", *readers),
        signatory_job=world.canary(f"{name}job", *readers),
        signatory_email=f"{world.canary(f'{name}signsmail', *readers)}@exemple.fr",
        **_of_stranger(world, name, *readers),
    )  # fmt: skip


def _appeal(world, organism, by, members, side, handler=None):
    """The refusal of another dossier; its inside is not the organism’s."""
    dossier = factories.make_dossier(organism, state="refused", dossier_type="extension")
    FrozenCopy.objects.create(dossier=dossier, by=world.people[by], content={}, digest="0" * 64)
    said = {"motivation": world.canary(f"{side}motivation", *_all(members, handler))}
    decision = make_decision(dossier=dossier, option="refuse", said=said)
    decision.notified_on = clock.today()
    decision.save()
    inside = tuple({*EXAMINING} - (set() if handler else {"marc"}))
    appeal = Appeal.objects.create(
        reference=next_reference(PREFIX, clock.today().year), organism=organism, decision=decision,
        lodged_by=world.people[by], promised_on=clock.today(), due_on=clock.today(),
        text=world.canary(f"{side}appeal", *members, *inside), state="acknowledged",
        finding=world.canary(f"{side}appealfinding", *inside),
        answer=world.canary(f"{side}appealanswer", *inside), outcome="dismissed",
    )  # fmt: skip
    if handler:
        appeal.handlers.set([world.people[handler], world.people["victor"]])  # two at least
    audit_log.write(
        appeal, by=world.people[by], act="lodge",
        sentence=world.canary(f"{side}appealline", *members, *inside),
    )  # fmt: skip
    world.things[side]["appeal"] = appeal.reference
    return appeal


def _all(members, handler):
    """The organism and those who see the session already read why it was refused."""
    return (*members, *OFFICE, "nora", "carla", *((handler,) if handler else ()))


def _line(world, thing, readers, what):
    audit_log.write(
        thing, by=world.people["sonia"], act="note",
        sentence=world.canary(f"{what}line", *readers), reason=world.canary(f"{what}why", *readers),
    )  # fmt: skip
