"""Demonstration content of the observatory: invented exchanges, played once through the real actions."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from labelling.public import club_organisms
from observatory.collections.actions import open_collection, put
from observatory.collections.models import Collection
from observatory.collections.workflow import COLLECTION
from observatory.peers.actions import offer
from observatory.practices.models import GoodPractice
from observatory.practices.notices import members_of
from observatory.practices.pieces import pictures as sizes
from observatory.practices.pieces.actions import follow_cover
from observatory.practices.pieces.models import PracticePiece
from observatory.practices.versions import COVER
from observatory.questions.actions import ask
from observatory.questions.workflow import QUESTION
from observatory.reuse.actions import declare
from observatory.reuse.models import PracticeReuse
from observatory.reuse.workflow import REUSE
from observatory.spotlight.actions import choose, first_day
from observatory.trophies.actions import open_edition, propose, vote
from observatory.trophies.models import TrophyEdition
from observatory.trophies.workflow import EDITION
from portal import documents
from portal.core import clock
from portal.models import Role, User

FEWEST = 5  # labelled organisms with a member, below which nothing is told
TRIALS = (  # years ago, where, what was changed, what it gave
    (
        2,
        "Trois résidences des années soixante-dix, 240 logements.",
        "Nous avons gardé la grille et ôté la note affichée\u00a0: les gardiens n’en voulaient pas.",
        "Les écarts se règlent en neuf jours au lieu de vingt. L’affichage reste à reprendre.",
        "Délai moyen\u00a0: de 20 à 9 jours",
    ),
    (
        1,
        "Une agence rurale, des immeubles dispersés sur quatorze communes.",
        "Une tournée par mois au lieu d’un passage par trimestre.",
        "Les locataires savent qui vient et quand. Le temps de route pèse plus que prévu.",
        "",
    ),
    (
        1,
        "Deux quartiers prioritaires, avec l’amicale de chaque quartier.",
        "La grille a été écrite avec les amicales, en deux séances.",
        "Le nombre de réclamations baisse d’un quart dès la première année.",
        "Réclamations\u00a0: de 310 à 232 par an",
    ),
)
QUESTIONS = (
    (
        "Comment avez-vous convaincu les équipes de terrain de s’y mettre\u00a0?",
        "Par deux volontaires d’abord. Leurs collègues ont vu que le temps passé revenait en réclamations évitées.",
    ),
    ("Combien de temps faut-il compter la première année, réunions comprises\u00a0?", ""),
)
CATEGORIES = ("Proximité et cadre de vie", "Avec les locataires")
SCENES = ("hall", "garden", "meeting", "bins", "residence")
CONTACT = {"function": "Direction de la qualité de service", "words": "Nos grilles, et une visite."}


@transaction.atomic
def ensure_content():
    """Idempotent: does nothing when done or when the cast is missing; returns whether it wrote."""
    cast = _cast()
    referent = User.objects.filter(groups__name=Role.REFERENT, is_active=True).first()
    practices = list(GoodPractice.objects.published().filter(is_demo=True).order_by("pk")[:12])
    if PracticeReuse.objects.exists() or len(cast) < FEWEST or not (referent and practices):
        return False
    _pictures(GoodPractice.objects.published().filter(is_demo=True)[: 2 * len(SCENES)])
    _trials(practices, cast, referent)
    _questions(practices, cast)
    _collections(practices, cast, referent)
    _trophies(practices, cast, referent)
    choose(practices[0], first_day(clock.today()), by=referent)
    for organism, by in cast[:2]:
        email = f"qualite@{organism.slug}.example"
        offer(organism, by=by, criterion="T07.2", email=email, **CONTACT)
    return True


def _cast():
    """[(labelled organism, one of its members)], by name."""
    found = [
        (one, members_of(one.pk).first()) for one in club_organisms().order_by("name__french")[:20]
    ]
    return [(organism, by) for organism, by in found if by is not None and organism.is_demo]


def _pictures(practices):
    """One in two of the latest has a picture, drawn here; the others have the cover that their name gives."""
    from portal.demonstration import pictures  # noqa: PLC0415 -- draws in the demonstration alone

    for practice, name in zip(practices[::2], SCENES, strict=False):
        by = members_of(practice.organism_id).first()
        if by is None:
            continue
        content, alternative = pictures.scene(name, seed=practice.pk)
        upload = SimpleUploadedFile(f"{name}.png", content, "image/png")
        facts = {"holder": practice, "by": by, "kind": "picture", "confidentiality": "public"}
        piece = PracticePiece.objects.create(
            practice=practice,
            kind=PracticePiece.Kind.PICTURE,
            file=documents.store(upload, **facts),
            alt=alternative,
            rights=pictures.CREDIT,
        )
        follow_cover(practice)
        practice.save(update_fields=COVER)
        sizes.ask(piece)


def _other(cast, practice, rank=0):
    """An organism of the cast other than the practice's."""
    return [pair for pair in cast if pair[0].pk != practice.organism_id][rank % (len(cast) - 1)]


def _trials(practices, cast, referent):
    """The last one waits for its review."""
    names = ("year", "context", "changes", "result", "measure")
    for rank, told in enumerate(TRIALS):
        practice = practices[rank // 2]
        organism, by = _other(cast, practice, rank)
        facts = dict(zip(names, told, strict=True))
        facts["year"] = clock.today().year - facts["year"]
        made = declare(practice, organism, by=by, is_named=True, **facts)
        if rank < len(TRIALS) - 1:
            REUSE.fire(made, "accept", by=referent)


def _questions(practices, cast):
    """The last one waits for its answer."""
    for rank, (text, answer) in enumerate(QUESTIONS):
        practice = practices[rank]
        organism, by = _other(cast, practice, rank + 2)
        question = ask(practice, organism, by=by, text=text, agrees=True)
        author = members_of(practice.organism_id).first()
        if answer and author:
            QUESTION.fire(question, "answer", by=author, answer=answer, agrees=True)


def _collections(practices, cast, referent):
    organism, by = cast[0]
    for title, owner, step, own, rows in (
        ("Par où commencer", referent, "publish", None, practices[:4]),
        ("À essayer cette année", by, "open_to_club", organism, practices[3:7]),
    ):
        made = open_collection(by=owner, title=title, organism=own)
        for practice in rows:
            put(made, practice, by=owner)
        COLLECTION.fire(Collection.objects.get(pk=made.pk), step, by=owner)


def _trophies(practices, cast, referent):
    """Last year's, published; this year's, whose vote is open."""
    past = clock.now() - timedelta(days=365)
    with clock.at(past):
        voters = _cast()
        old = _voting(practices, referent, clock.today().year) if len(voters) > 1 else None
        if old:
            _vote(old, voters)
    if old:
        EDITION.fire(old, "count", by=referent)
        EDITION.fire(TrophyEdition.objects.get(pk=old.pk), "publish", by=referent)
    if not TrophyEdition.objects.filter(year=clock.today().year).exists():
        _voting(practices, referent, clock.today().year)


def _voting(practices, referent, year):
    day = clock.today()
    facts = {"opens_on": day, "closes_on": day + timedelta(days=20), "categories": CATEGORIES}
    edition = open_edition(year, by=referent, **facts)
    edition = EDITION.fire(edition, "open_nominations", by=referent)
    for rank, category in enumerate(edition.categories.all()):
        for practice in practices[rank * 3 : rank * 3 + 3]:
            if by := members_of(practice.organism_id).first():
                propose(category, practice, by=by)
    return EDITION.fire(edition, "open_votes", by=referent)


def _vote(edition, voters):
    for category in edition.categories.all():
        running = list(category.candidates.filter(state="running").order_by("pk"))
        for rank, (organism, by) in enumerate(voters):
            own = [one for one in running if one.organism_id != organism.pk]
            if own:
                vote(own[min(rank // 4, len(own) - 1)], organism, by=by)
