"""Good practices in each state: ours and theirs being written, one of ours published."""

from datetime import timedelta

from observatory.collections.recording import open_collection, put
from observatory.collections.workflow import COLLECTION
from observatory.matching.recording import offer as make_offer
from observatory.models import GoodPractice, PracticeIndicator, SynonymGroup
from observatory.questions.recording import ask
from observatory.reuse.recording import declare
from observatory.spotlight.choosing import choose
from observatory.trophies.recording import open_edition, propose
from observatory.trophies.workflow import EDITION
from portal import clock, journal
from portal.references import next_reference
from tests.access.people import OFFICE, OWN

TOLD = ("context", "changes", "result", "measure")


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
    use(world, published)
    world.things["practice"] = {
        "practice": published.reference,
        "practice_slug": published.slug,
    }


def use(world, published):
    """Trials, questions, collections, offers, a month and two editions around published practices."""
    people, sonia = world.people, world.people["sonia"]
    rival = _rival(world)
    for side, organism, who, practice in (
        ("ours", world.organism, "alice", rival),
        ("theirs", world.other, "bob", published),
    ):
        insiders = (*(OWN if side == "ours" else ("bob",)), *OFFICE)
        words = {name: world.canary(f"{side}reuse{name}", *insiders) for name in TOLD}
        reuse = declare(practice, organism, by=people[who], year=2025, **words)
        asked = world.canary(f"{side}question", *OWN, "bob", *OFFICE)
        question = ask(practice, organism, by=people[who], text=asked)
        title = world.canary(f"{side}collection", who)
        collection = open_collection(by=people[who], title=title, organism=organism)
        put(collection, published, by=people[who], note=world.canary(f"{side}note", who))
        world.things[side] |= {
            "reuse": reuse.reference, "question": question.reference,
            "collection": collection.reference, "kept_slug": published.slug,
        }  # fmt: skip
    facts = {"function": "Direction de la proximité", "email": "proximite@valmeyre.example"}
    offer = make_offer(world.organism, by=people["alice"], criterion="T07.2", **facts)
    month = choose(published, clock.today().replace(day=1), by=sonia)
    world.things["ours"] |= {"offer": offer.reference, "month": month.month.strftime("%Y-%m")}
    _trophies(world, published, sonia)


def _rival(world):
    """A published practice of the other organism."""
    return GoodPractice.objects.create(
        reference=next_reference("QH-P", clock.today().year), slug="repondre-vite",
        organism=world.other, title="Répondre vite", state="published", published_on="2026-01-06",
        review_due_on="2028-01-06", management_agreement_on="2026-01-02", themes=["T07"],
    )  # fmt: skip


def _trophies(world, published, sonia):
    today = clock.today()
    facts = {"opens_on": today, "closes_on": today, "categories": ["Proximité"]}
    for year in (2025, 2026):
        edition = open_edition(year, by=sonia, **facts)
        EDITION.fire(edition, "open_nominations", by=sonia)
        candidate = propose(edition.categories.get(), published, by=world.people["alice"])
        EDITION.fire(edition, "open_votes", by=sonia)
        world.things["ours"] |= {"year": edition.year, "candidate": candidate.reference}
        if year == 2025:
            with clock.at(clock.now() + timedelta(days=1)):
                edition = EDITION.fire(edition, "count", by=sonia)
                EDITION.fire(edition, "publish", by=sonia)
            world.things["results"] = {"year": 2025}
    selection = open_collection(by=sonia, title="Propreté, par où commencer")
    put(selection, published, by=sonia)
    selection.refresh_from_db()
    COLLECTION.fire(selection, "publish", by=sonia)
    world.things["results"] |= {"selection": selection.slug}


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
