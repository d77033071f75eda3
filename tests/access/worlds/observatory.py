"""World of practices: one in each state, with what hangs from it, ours and theirs."""

from datetime import timedelta

from django.conf import settings

from labelling.path.audits.models import AuditFinding, AuditMission, AuditRating
from observatory.alerts.models import SavedSearch  # fmt: skip
from observatory.calls.models import CallLetter, ContributionCall  # fmt: skip
from observatory.collections.actions import open_collection, put
from observatory.collections.workflow import COLLECTION
from observatory.peers.actions import offer as make_offer
from observatory.practices.invitations.models import PracticeInvitation  # fmt: skip
from observatory.practices.models import GoodPractice, PracticeIndicator  # fmt: skip
from observatory.practices.review.models import PracticeReview  # fmt: skip
from observatory.questions.actions import ask
from observatory.reuse.actions import declare
from observatory.search.models import SynonymGroup  # fmt: skip
from observatory.spotlight.actions import choose
from observatory.trophies.actions import open_edition, propose
from observatory.trophies.workflow import EDITION
from portal import documents
from portal.access.references import next_reference
from portal.core import clock
from portal.scenario.files import document
from portal.workflow import audit_log
from tests.access.people import OFFICE, OWN

TOLD = ("context", "changes", "result", "measure")
DATES = {"published_on": "2026-01-05", "review_due_on": "2028-01-05"}


def fill(world):
    make(world, world.organism, "ours", (*OWN, *OFFICE))
    make(world, world.other, "theirs", ("bob", *OFFICE))
    for side in ("ours", "theirs"):
        said = [world.canary(f"{side}synonym", *OFFICE), "gardien"]
        SynonymGroup.objects.create(code=f"groupe-{side}", expressions=said)
        world.things[side]["synonyms"] = f"groupe-{side}"
        saved_search(world, side)
    strength(world, world.dossier, "ours", "agnes")
    strength(world, world.other_dossier, "theirs", "ali")
    calls(world)
    use(world, published(world, "practice", "Visiter les halls", "visiter-les-halls", "published"))
    published(world, "to_confirm", "Relire la charte", "relire-la-charte", "review_due")


def saved_search(world, side):
    """What somebody looks for is theirs alone."""
    owner = {"ours": "alice", "theirs": "bob"}[side]
    name = world.canary(f"{side}search", owner)
    row = SavedSearch.objects.create(person=world.people[owner], name=name, query="q=hall")
    world.things[side] |= {"alert": row.pk, "alert_token": row.stop_url.split("/")[-2]}


def published(world, name, title, slug, state):
    """With a document for everybody and a proof for its readers."""
    practice = GoodPractice.objects.create(
        reference=next_reference("QH-P", clock.today().year), slug=slug, organism=world.organism,
        title=title, state=state, management_agreement_on="2026-01-02", **DATES,
    )  # fmt: skip
    reserved = world.canary(f"{name}reserved", *OWN, *OFFICE)
    piece(world, practice, 1, "La grille", is_reserved=False)
    piece(world, practice, 2, reserved, is_reserved=True)
    reading(world, practice, name, (*OWN, *OFFICE, "dircom"))
    world.things[name] = {
        "practice": practice.reference, "practice_slug": slug, "piece": 1, "reading": 1,
    }  # fmt: skip
    return practice


def piece(world, practice, order, title, *, is_reserved):
    confidentiality = "organism" if is_reserved else "public"
    stored = documents.store(
        document(title, title), holder=practice, by=world.people["alice"], kind="document",
        confidentiality=confidentiality,
    )  # fmt: skip
    practice.pieces.create(
        order=order, kind="document", title=title, file=stored, is_reserved=is_reserved
    )


def reading(world, practice, side, readers):
    PracticeReview.objects.create(
        practice=practice, number=1, submitted_by=world.people["alice"], outcome="returned",
        reader=world.people["sonia"], read_at=clock.now(), reasons=["source"],
        note=world.canary(f"{side}readingnote", *readers),
        content={"context": world.canary(f"{side}readingcontent", *readers)},
    )  # fmt: skip


def strength(world, dossier, side, auditor):
    """Noted long ago in a report that was validated: its auditor reads it no more."""
    mission = AuditMission.objects.create(
        reference=next_reference("QH-A", clock.today().year), dossier=dossier, state="closed",
        audit_type="hqs", auditor=world.people[auditor].auditor, declared_at=clock.now(),
        validated_on="2025-03-01", finished_on="2025-03-02",
    )  # fmt: skip
    criterion = dossier.framework.themes.get(code="T01").criteria.get(code="T01.1")
    AuditFinding.objects.create(
        mission=mission, number=1, kind="PF", criterion=criterion, text="Chacun est rappelé."
    )
    world.things[side] |= {"strength": mission.reference, "strength_number": 1}


def calls(world):
    """A letter sent to each organism; ours may be called on a theme that it masters."""
    mission = AuditMission.objects.get(reference=world.things["ours"]["strength"])
    criterion = mission.dossier.framework.themes.get(code="T06").criteria.get(code="T06.1")
    AuditRating.objects.create(mission=mission, criterion=criterion, rating=3)
    sonia, letter = (
        world.people["sonia"],
        CallLetter.objects.create(number=1, subject="S", text="T"),
    )
    for side, organism, readers in (
        ("ours", world.organism, (*OWN, *OFFICE)),
        ("theirs", world.other, ("bob", *OFFICE)),
    ):
        call = ContributionCall.objects.create(
            reference=next_reference("QH-AP", clock.today().year), organism=organism, theme="T08",
            criterion="T08.1", letter=letter, subject="Une pratique servirait à d’autres",
            text=f"{settings.PORTAL_ADDRESS}/ {world.canary(f'{side}call', *readers)}", sent_by=sonia,
        )  # fmt: skip
        audit_log.write(call, by=sonia, act="call", sentence="Sonia a invité l’organisme.")
        world.things[side] |= {"call": call.reference}
    world.things["ours"] |= {"call_organism": world.organism.slug, "call_theme": "T06"}


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
    piece(world, practice, 1, secret("piece"), is_reserved=False)
    reading(world, practice, side, readers)
    audit_log.write(practice, by=world.people["sonia"], act="open", sentence=secret("line"))
    world.things[side] |= {
        "practice": practice.reference, "practice_slug": practice.slug, "piece": 1, "reading": 1,
    }  # fmt: skip
    invitation(world, organism, side, secret)


def invitation(world, organism, side, secret):
    made = PracticeInvitation.objects.create(
        reference=next_reference("QH-I", clock.today().year), organism=organism,
        origin="regional_association", association=secret("association"), told=secret("told"),
        title=secret("invited"), message=secret("message"), invited_by=world.people["sonia"],
    )  # fmt: skip
    world.things[side] |= {"invitation": made.reference}
