"""What lives in the spaces: pages, documents, profiles, a message, a mentoring; Bob’s too where he has some."""

from django.core.files.uploadedfile import SimpleUploadedFile

from community.documents import actions as documents
from community.mentoring.actions import propose
from community.models import MentoringFollowUp, Passage, Space, SpaceMember
from community.pages import actions as pages
from community.pages.workflow import PAGE
from community.people import actions as people
from community.spaces.members.roles import forget
from labelling.path.dossiers.models import FrozenCopy
from portal.core import clock
from tests import factories
from tests.access.people import OFFICE, OWN
from tests.labelling.labels.factories import make_label
from tests.portal.documents.build import picture

CLUB = (*OWN, *OFFICE)
GROUP = ("alice", "ali", *OFFICE)
DIRECTORY = (*OWN, "ali", *OFFICE)  # of Alice: the club, and the group that she shares with Ali


def fill(world):
    club, sonia = Space.objects.get(slug="club"), world.people["sonia"]
    SpaceMember.objects.create(space=club, person=world.people["chloe"], function="animator")
    forget(world.people["chloe"])
    things = write(world, club, sonia) | meet(world, club) | pair(world, sonia)
    Passage.objects.create(space=club, person=world.people["alice"], kind="entry")
    for side in ("ours", "theirs"):
        world.things[side] |= things
    for person in world.people.values():
        forget(person)


def write(world, club, sonia):
    """A published page and a draft of the club, a document of the working group that asks its reading."""
    page = pages.begin(club, by=sonia, title=world.canary("page", *CLUB))
    page.text, page.is_pinned = world.canary("pagetext", *CLUB), True
    page.save()
    PAGE.fire(page, "publish", by=sonia)
    draft = pages.begin(club, by=sonia, title=world.canary("draft", "chloe", *OFFICE))
    PAGE.model.objects.filter(pk=page.pk).update(slug="a-lire")
    PAGE.model.objects.filter(pk=draft.pk).update(slug="brouillon")
    group = Space.objects.get(slug="charges")
    document = documents.add(
        group, by=sonia, file=SimpleUploadedFile("grille.png", picture()), folder="Méthode",
        title=world.canary("document", *GROUP), effective_on=clock.today(), asks_reading=True,
    )  # fmt: skip
    type(document).objects.filter(pk=document.pk).update(slug="grille")
    documents.read(document, document.versions.get(), by=world.people["ali"])
    documents.remind(document, by=sonia)
    return {"space_page": "a-lire", "space_draft": "brouillon", "document": "grille"}


def meet(world, club):
    """Alice is in the directory; Chloé writes to her, which nobody else reads."""
    alice, chloe = world.people["alice"], world.people["chloe"]
    said = {"criteria": [], "housing": ["rural"], "regions": ["84"], "answers_gladly": True}
    profile = people.write(
        alice, presentation=world.canary("profile", *DIRECTORY), takes_contact=True, **said
    )
    type(profile).objects.filter(pk=profile.pk).update(slug="alice")
    contact = people.contact(
        club, profile, by=chloe, text=world.canary("contact", "alice", "chloe")
    )
    return {"profile": "alice", "contact": contact.reference}


def pair(world, sonia):
    """Ours accompanies a newly labelled organism; another one waits."""
    ours = {"homes": 9_000, "departement": "35", "region": "53"}
    new = [factories.make_organism(name, **ours) for name in ("Jeune Habitat", "Neuf Habitat")]
    for one in new:
        dossier = make_label(one, start_on=clock.today()).dossier
        FrozenCopy.objects.create(dossier=dossier, by=sonia, content={}, digest="0" * 64)
    held = world.organism.labels.filter(state="active").first()
    held.cycle = 2
    held.save(update_fields=["cycle"])
    message = world.canary("mentoring", *CLUB)
    made = propose(world.organism, new[0], by=sonia, message=message)
    MentoringFollowUp.objects.create(mentoring=made, organism=world.organism, due_on=clock.today())
    return {"mentoring": made.reference, "new_organism": new[1].slug}
