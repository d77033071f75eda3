"""Good practices in each state, with what hangs from them: ours and theirs, written, read, published."""

from labelling.audits.models import AuditFinding, AuditMission
from labelling.dossiers.sample_pdf import document
from observatory.models import (
    GoodPractice,
    PracticeIndicator,
    PracticeInvitation,
    PracticeReading,
    SavedSearch,
    SynonymGroup,
)  # fmt: skip
from portal import clock, files, journal
from portal.references import next_reference
from tests.access.people import OFFICE, OWN

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
    published(world, "practice", "Visiter les halls", "visiter-les-halls", "published")
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


def piece(world, practice, order, title, *, is_reserved):
    confidentiality = "organism" if is_reserved else "public"
    stored = files.store(
        document(title, title), holder=practice, by=world.people["alice"], kind="document",
        confidentiality=confidentiality,
    )  # fmt: skip
    practice.pieces.create(
        order=order, kind="document", title=title, file=stored, is_reserved=is_reserved
    )


def reading(world, practice, side, readers):
    PracticeReading.objects.create(
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
    journal.write(practice, by=world.people["sonia"], act="open", sentence=secret("line"))
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
