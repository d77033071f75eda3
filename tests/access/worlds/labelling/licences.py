"""World of licences: licences and proofs of both organisms, one about to be revoked, one ending."""

from datetime import date

from labelling.title.brand.models import BrandCharterVersion
from labelling.title.licences.models import BrandLicence
from labelling.title.proofs.models import BrandProof
from portal import documents
from portal.access.references import next_reference
from portal.core import clock
from portal.scenario.files import document
from portal.workflow import audit_log
from tests.access.people import OFFICE, OWN

FOLLOWING = (*OFFICE, "dircom")


def fill(world):
    charter = BrandCharterVersion.objects.in_force().first() or BrandCharterVersion.objects.create(
        code="MONDE-2020.1", title="Charte du monde", effective_from="2020-01-01",
        state="published", published_at=clock.now(), grace_days=60,
    )  # fmt: skip
    theirs = world.other.labels.get()
    _licence(world, "ours", world.label, charter, "alice", (*OWN, *FOLLOWING), state="active")
    _licence(
        world, "theirs", theirs, charter, "bob", ("bob", *FOLLOWING), state="ending",
        digital_due_on=date(2026, 12, 24), print_due_on=date(2027, 2, 22),
        due_on=date(2026, 12, 24),
    )  # fmt: skip


def _licence(world, side, label, charter, signatory, readers, **fields):
    def secret(what, who=readers):
        return world.canary(f"{side}licence{what}", *who)

    signatory = world.people[signatory]
    chaired = (*readers, "carla") if side == "ours" else readers
    if side == "ours":  # its revocation is proposed: the chair reads it
        fields |= {
            "grievance": secret("grievance", chaired), "grievance_by": world.people["dircom"],
            "hearing_until_on": date(2026, 12, 1), "observations": secret("observations", chaired),
        }  # fmt: skip
    licence = BrandLicence.objects.create(
        reference=next_reference("QH-M", 2026), organism=label.organism, variant="labelled",
        label=label, charter=charter, accepted_by=signatory, accepted_at=clock.now(),
        start_on=label.start_on, end_on=label.end_on, supports=["web"],
        use_note=secret("use", chaired), removal_note=secret("removal", chaired), **fields,
    )  # fmt: skip
    audit_log.write(
        licence, by=signatory, act="note", sentence=secret("sentence", chaired),
        reason=secret("reason", chaired),
    )  # fmt: skip
    proof = BrandProof.objects.create(
        reference=next_reference("QH-B", 2026), licence=licence, support="print",
        title=secret("title", chaired), comment=secret("comment", chaired),
        submitted_by=signatory, due_on=date(2026, 12, 8),
    )  # fmt: skip
    upload = document(secret("filename", chaired), secret("filetext", chaired))
    proof.file = documents.store(upload, holder=proof, by=signatory, kind="proof")
    proof.save()
    audit_log.write(proof, by=signatory, act="submit", sentence=secret("proofline", chaired))
    world.things[side] |= {
        "licence": licence.reference, "proof": proof.reference,
        "proof_file": str(proof.file.token),
    }  # fmt: skip
