"""Good practices in each state: ours and theirs being written, one of ours published."""

from observatory.models import GoodPractice, PracticeIndicator, SynonymGroup
from portal import clock, journal
from portal.references import next_reference
from tests.access.people import OFFICE, OWN


def fill(world):
    make(world, world.organism, "ours", (*OWN, *OFFICE))
    make(world, world.other, "theirs", ("bob", *OFFICE))
    for side in ("ours", "theirs"):
        said = [world.canary(f"{side}synonym", *OFFICE), "gardien"]
        SynonymGroup.objects.create(code=f"groupe-{side}", expressions=said)
        world.things[side]["synonyms"] = f"groupe-{side}"
    published = GoodPractice.objects.create(
        reference=next_reference("QH-P", clock.today().year),
        slug="visiter-les-halls",
        organism=world.organism,
        title="Visiter les halls",
        state="published",
        published_on="2026-01-05",
        review_due_on="2028-01-05",
        management_agreement_on="2026-01-02",
    )
    world.things["practice"] = {
        "practice": published.reference,
        "practice_slug": published.slug,
    }


def make(world, organism, side, readers):
    def secret(what):
        return world.canary(f"{side}practice{what}", *readers)

    practice = GoodPractice.objects.create(
        reference=next_reference("QH-P", clock.today().year),
        slug=f"fiche-{side}",
        organism=organism,
        title=secret("title"),
        summary=secret("summary"),
        context=secret("context"),
        moderation_note=secret("note"),
        contact_function=secret("function"),
        tags=[secret("tag")],
    )
    PracticeIndicator.objects.create(
        practice=practice, name=secret("figure"), after=1, unit="%", measured_on="2026-01",
        source=secret("source"),
    )  # fmt: skip
    journal.write(practice, by=world.people["sonia"], act="open", sentence=secret("line"))
    world.things[side] |= {"practice": practice.reference, "practice_slug": practice.slug}
