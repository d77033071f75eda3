"""World of organisms: one that ours has absorbed, Alice’s delegation, a departure."""

from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.parties.organisms.models import Membership, Merger
from labelling.parties.organisms.people.models import Delegation, Handover
from labelling.parties.organisms.pictures.models import OrganismPicture
from labelling.steering.history_import.matching import actions as importing
from labelling.steering.monitoring import actions as saving
from portal import documents
from portal.core import clock, working_days
from portal.scenario.files import document
from tests import factories
from tests.access.people import OFFICE, OWN
from tests.portal.documents.build import picture

READERS = (*OWN, *OFFICE, "nora")


def fill(world):
    gone = factories.make_organism("Office disparu", is_active=False)
    factories.make_member(gone, "contact", first_name="Odile", last_name="Faure")
    Merger.objects.create(
        absorbed=gone, absorbing=world.organism, effective_on=clock.today(),
        act=world.canary("mergeract", *READERS), reason=world.canary("mergerreason", *READERS),
        registered_by=world.people["sonia"],
    )  # fmt: skip
    world.things["ours"]["gone"] = gone.slug
    _delegation(world)
    _picture(world)
    _handover(world)
    _tracking(world)
    _views(world)


def _views(world):
    """A view of the table that Sonia keeps for herself, another that the office shares."""
    sonia = world.people["sonia"]
    for readers, is_shared in ((("sonia",), False), ((*OFFICE, "nora"), True)):
        view = saving.keep(
            sonia, "famille=OPH", name=world.canary("viewname", *readers), is_shared=is_shared,
            is_default=False,
        )  # fmt: skip
    world.things["ours"]["scheme_view"] = view.reference


def _tracking(world):
    """A file of the office that waits to be confirmed; its remarks are on no page."""
    line = {"sheet": "Suivi", "row": 2, "name": "Office du suivi", "siren": None, "family": "OPH",
            "region": "84", "status": "candidate", "note": world.canary("trackingnote")}  # fmt: skip
    tracking = importing.begin(
        by=world.people["sonia"], file_name=world.canary("trackingfile", *OFFICE), digest="0" * 64,
        content={"organisms": [line]}, reading=_reading(world), file=b"Organisme;Statut\nOffice du suivi;candidat\n",
    )  # fmt: skip
    world.things["ours"]["tracking"] = tracking.reference


def _reading(world):
    """A sheet with a column, a text met: what the wizard shows."""
    column = {"index": 0, "letter": "A", "title": "Organisme", "word": "name", "reason": "", "origin": "title",
              "samples": [world.canary("trackingcell", *OFFICE)]}  # fmt: skip
    sheet = {"name": "Suivi", "kind": "organisms", "why": "", "header_row": 1, "is_hidden": False,
             "columns": [column], "skipped": []}  # fmt: skip
    value = {
        "word": "status",
        "written": world.canary("trackingvalue", *OFFICE),
        "kept": None,
        "count": 1,
    }
    return {"sheets": [sheet], "values": [value], "issues": []}


def _handover(world):
    """Chloé takes over what somebody who has left was in charge of."""
    gone = factories.make_user("Yves", world.canary("leftname", *OWN, *OFFICE))
    left = Membership.objects.create(
        organism=world.organism, user=gone, function="contact", is_active=False,
        until_on=clock.today(),
    )  # fmt: skip
    successor = world.organism.memberships.get(user=world.people["chloe"])
    Handover.objects.create(membership=left, successor=successor)
    world.things["ours"]["left"] = left.pk


def _picture(world):
    """No size is made of it yet: the public page of the organism does not show it."""
    readers = (*OWN, *OFFICE)
    alice = world.people["alice"]
    upload = SimpleUploadedFile("hall.png", picture())
    stored = documents.store(upload, holder=world.organism, by=alice, kind="picture")
    OrganismPicture.objects.create(
        organism=world.organism, file=stored, alt=world.canary("picturealt", *readers),
        rights=world.canary("picturerights", *readers),
    )  # fmt: skip
    world.things["ours"]["organism_file"] = str(stored.token)


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
