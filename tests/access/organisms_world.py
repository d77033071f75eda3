"""World of organisms: one that ours has absorbed, the delegation by which Alice signs."""

from labelling.dossiers.sample_pdf import document
from labelling.organisms.delegations import Delegation
from labelling.organisms.mergers import Merger
from portal import documents
from portal.core import clock, working_days
from tests import factories
from tests.access.people import OFFICE, OWN

READERS = (*OWN, *OFFICE, "nora")


def fill(world):
    gone = factories.make_organism("Office disparu", is_active=False)
    Merger.objects.create(
        absorbed=gone, absorbing=world.organism, effective_on=clock.today(),
        act=world.canary("mergeract", *READERS), reason=world.canary("mergerreason", *READERS),
        registered_by=world.people["sonia"],
    )  # fmt: skip
    world.things["ours"]["gone"] = gone.slug
    _delegation(world)


def _delegation(world):
    readers = (*OWN, *OFFICE)
    member = world.organism.memberships.get(user=world.people["alice"])
    delegation = Delegation.objects.create(
        membership=member, given_by=world.canary("delegationgiver", *readers),
        since_on=clock.today(), until_on=working_days.add_months(clock.today(), 12),
        recorded_by=world.people["sonia"],
    )  # fmt: skip
    upload = document(
        world.canary("delegationfile", *readers), world.canary("delegationpdf", *readers)
    )
    delegation.file = documents.store(
        upload, holder=delegation, by=world.people["sonia"], kind="délégation"
    )
    delegation.save(update_fields=["file"])
    world.things["ours"] |= {
        "signatory": member.pk, "delegation_file": str(delegation.file.token),
    }  # fmt: skip
