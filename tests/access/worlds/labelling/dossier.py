"""World of dossiers: those of both organisms, with a canary in each field that somebody writes."""

from labelling.path.assessment.models import CriterionAnswer, Evidence
from labelling.path.dossiers.models import (
    ComplementRequest,
    FrozenCopy,
    Piece,
    TenantInvolvement,
    Waiver,
)
from labelling.path.dossiers.receipts import content_of
from labelling.path.plan.models import Action, ActionPlan
from labelling.path.stock.actions import rate
from labelling.path.stock.imports import actions
from labelling.path.stock.models import Residence, StockImport, StockImportPart
from portal import documents
from portal.revisions import TextRevision
from portal.scenario.files import document
from portal.workflow import audit_log
from tests import factories
from tests.access.people import MEMBERS, OFFICE, OWN
from tests.labelling.stock.files import row, xlsx

READERS = (*OWN, *OFFICE, "ali", *MEMBERS)
PACK = (*READERS, "nora")  # the secretariat reads what the committee reads


def numbers_of(side):
    """What is numbered within its parent: the other organism has no second one (G03)."""
    return (1,) if side == "theirs" else (1, 2)


def fill(world):
    """Ours in preparation first, so that the stock can be written; the committee lists it later."""
    alice, bob = world.people["alice"], world.people["bob"]
    world.dossier = make(world, world.organism, alice, READERS, PACK, "ours")
    world.other_dossier = make(world, world.other, bob, ("bob", *OFFICE, "agnes"), (), "theirs")
    own = (*OWN, *OFFICE)
    make(world, world.organism, alice, own, own, "working", dossier_type="extension")
    make(world, world.organism, alice, own, own, "fresh", dossier_type="mention", state="draft")
    asked = factories.make_dossier(
        world.organism, state="to_complete", dossier_type="verification", due_on="2027-01-01"
    )
    ComplementRequest.objects.create(
        dossier=asked, reason=world.canary("askedreason", *own), due_on="2027-01-01",
        asked_by=world.people["sonia"],
    )  # fmt: skip
    FrozenCopy.objects.create(
        dossier=asked, by=alice, content=content_of(asked), digest=world.canary("askeddigest", *own)
    )
    world.things["asked"] = {"dossier": asked.reference}


def make(world, organism, member, readers, pack, side, *, dossier_type="renewal", state=None):
    def secret(what, who=readers):
        return world.canary(f"{side}{what}", *who)

    pack = pack or readers
    dossier = factories.make_dossier(
        organism,
        state="preparation",
        dossier_type=dossier_type,
        presentation=secret("presentation"),
        perimeter=secret("perimeter", pack),
        instruction_note=secret("note", pack),
        homes_in_perimeter=20,
    )
    audit_log.write(
        dossier, by=member, act="edit", sentence=secret("sentence"), reason=secret("reason")
    )
    written = {"ours": OWN, "theirs": ("bob",)}.get(
        side, OWN
    )  # what was not filed is read by its writers
    revise(dossier, "presentation", secret("revision", written), member)
    revise(dossier, "note", secret("noterevision", OFFICE), world.people["sonia"])
    _pieces(dossier, member, lambda what: secret(what, pack), world, side)
    stock = (
        readers if side in ("ours", "theirs") else READERS
    )  # the organism's, whatever the dossier
    _stock(dossier, member, lambda what: secret(what, stock), world, side)
    _plan(dossier, secret, numbers_of(side))
    _answers(dossier, member, secret, world, side)
    if state:
        type(dossier).objects.filter(pk=dossier.pk).update(state=state)
    world.things[side] |= {
        "dossier": dossier.reference,
        "dossier_pk": dossier.pk,
        "organism": organism.slug,
        "action": 1,
        "criterion": "T01.1",
        "theme": "T01",
    }
    return dossier


def revise(thing, code, text, by):
    """A revision that nobody reads but those who may write the text."""
    TextRevision.objects.create(code=code, thing_id=thing.pk, text=text, by=by)


def _store(holder, by, secret, what, kind):
    """A file whose name and content are canaries."""
    upload = document(secret(f"{what}name"), secret(f"{what}content"))
    return documents.store(upload, holder=holder, by=by, kind=kind)


def _pieces(dossier, by, secret, world, side):
    stored = _store(dossier, by, secret, "piece", "lettre")
    Piece.objects.create(
        dossier=dossier, code="lettre_engagement", title=secret("piece"), file=stored, added_by=by
    )
    world.things[side] = {"file": str(stored.token)}
    TenantInvolvement.objects.create(
        dossier=dossier, stage="preparation", kind="hearing", body=secret("tenants"),
        held_on="2026-10-01", attendees=4, added_by=by,
        file=_store(dossier, by, secret, "minutes", "locataires"),
    )  # fmt: skip
    ComplementRequest.objects.create(
        dossier=dossier, reason=secret("asked"), answer=secret("answered"), due_on="2026-10-01",
        asked_by=world.people["sonia"], answered_at="2026-10-02T10:00Z",
    )  # fmt: skip
    FrozenCopy.objects.create(
        dossier=dossier,
        by=by,
        content=content_of(dossier) | {"rules": secret("frozen")},
        digest=secret("digest"),
    )
    Waiver.objects.create(
        dossier=dossier, rule="BR-17", reason=secret("waiver"), granted_by=world.people["sonia"]
    )


def _stock(dossier, by, secret, world, side):
    residence = Residence.objects.create(
        organism=dossier.organism, code=secret("code"), name=secret("residence"),
        address=secret("address"), agency=secret("agency"), block=secret("block"), insee="01053", homes=20,
    )  # fmt: skip
    rate(dossier, {residence: [4, 1, 1, 1, 1]}, by=by)
    file = xlsx(row(name=secret("line"), homes="beaucoup"))
    report = actions.read_file(dossier, file, actions.STOCK)
    for number in numbers_of(side):
        kept = StockImport.objects.create(
            dossier=dossier,
            number=number,
            name=f"{secret('import')}.xlsx",
            by=by,
            report=report,
            file=file,
        )
        StockImportPart.objects.create(stock_import=kept, rank=1, rows=[], lines=[secret("part")])
    world.things[side] |= {"residence": residence.code, "import": 1}


def _plan(dossier, secret, numbers):
    ActionPlan.objects.get_or_create(dossier=dossier)
    for number in numbers:
        Action.objects.create(
            dossier=dossier, number=number, scope="transversal", title=secret("action"),
            owner=secret("owner"), indicator=secret("indicator"), due_on="2027-01-01",
        )  # fmt: skip


def _answers(dossier, by, secret, world, side):
    criterion = dossier.framework.themes.get(code="T01").criteria.get(code="T01.1")
    answer = CriterionAnswer.objects.create(
        dossier=dossier, criterion=criterion, rating=2, comment=secret("comment"), updated_by=by
    )
    stored = _store(dossier, by, secret, "proof", "evidence")
    Evidence.objects.create(answer=answer, title=secret("evidence"), file=stored, added_by=by)
