"""World of the follow-up: a note that mentions Paul, an exchange to follow, a relance that left, one that waits."""

from datetime import timedelta

from labelling.models import Exchange, Handing, Relance
from labelling.steering.follow_up import notes
from labelling.steering.follow_up.exchanges import actions as exchanges
from labelling.steering.follow_up.relances import actions as relances
from labelling.steering.follow_up.relances.mails import Proposal
from portal.core import clock
from tests.access.people import OFFICE, OWN

BUREAU = (*OFFICE, "nora")


def fill(world):
    sonia, paul, alice = (world.people[name] for name in ("sonia", "paul", "alice"))
    note = notes.write(
        world.organism, by=sonia, text=world.canary("officenote", *BUREAU), mentioned=[paul, sonia],
        dossier=world.dossier, is_pinned=True,
    )  # fmt: skip
    exchange = exchanges.note(
        world.organism, by=sonia, kind="phone", on=clock.today(), person=alice, dossier=world.dossier,
        said=world.canary("exchangesaid", *BUREAU), next_step=world.canary("exchangenext", *BUREAU),
        next_on=clock.today() + timedelta(days=9),
    )  # fmt: skip
    left, draft = _relance(world, "left", *OWN), _relance(world, "draft")
    relances.confirm(left.batch, by=sonia)
    Relance.objects.filter(pk=left.pk).update(left_at=clock.now(), leaves_at=clock.now())
    Exchange.objects.create(
        reference="QH-EC-2026-0900", organism=world.organism, by=sonia, kind="relance",
        on=clock.today(), said=world.canary("exchangemail", *BUREAU), relance=left,
    )  # fmt: skip
    handing = Handing.objects.create(
        reference="QH-CG-2026-0900", person=paul, by=sonia, leaves_at=clock.now() + timedelta(hours=1)
    )  # fmt: skip
    world.things["ours"] |= {
        "handing": handing.reference,
        "note": note.reference, "exchange": exchange.reference, "relance": draft.reference,
        "relance_batch": draft.batch, "relance_left": left.reference,
    }  # fmt: skip


def _relance(world, what, *readers):
    """`readers`: those who receive it, once it has left."""
    facts = (
        world.canary(f"relance{what}{part}", *BUREAU, *readers) for part in ("subject", "text")
    )
    people = (world.people["alice"], world.people["chloe"])
    proposal = Proposal(world.organism, people, world.dossier, *facts)
    (made,) = relances.prepare([proposal], by=world.people["sonia"], is_reviewed=True)
    return made
