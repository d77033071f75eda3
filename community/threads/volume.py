"""Invented questions and answers in volume, for the demonstration and benchmarks."""

import random
from datetime import timedelta
from functools import cache
from itertools import batched

from django.conf import settings
from django.db import transaction

from community.spaces import markup
from community.spaces.members.roles import writers
from community.spaces.models import Space
from community.threads.models import Follow, Thread, ThreadMessage, ThreadTag, ThreadWord
from community.threads.words import roots_of
from labelling.public import criteria_by_theme
from portal.access.references import next_references
from portal.core import clock
from portal.models import User
from portal.workflow import audit_log

BATCH = 250
SENTENCE = "Question inventée, tirée au sort pour les mesures."
SUBJECTS = (
    "le nettoyage des halls",
    "les pannes d’ascenseur",
    "l’accueil téléphonique",
    "les encombrants",
    "la réponse aux réclamations",
    "l’état des lieux de sortie",
    "les charges de chauffage",
    "les locaux à poubelles",
    "le suivi des prestataires",
    "les troubles de voisinage",
    "l’enquête de satisfaction",
    "le parcours d’entrée du locataire",
    "la présence des gardiens",
    "les travaux en logement occupé",
    "l’accessibilité des parties communes",
    "les impayés de loyer",
)
TURNS = (
    "Comment suivez-vous {}",
    "Qui décide pour {}",
    "Quel délai tenez-vous pour {}",
    "Avez-vous un modèle de courrier sur {}",
    "Quel indicateur gardez-vous pour {}",
    "Comment en parlez-vous aux locataires, pour {}",
    "Quel prestataire avez-vous choisi pour {}",
)
PLACES = (
    "en quartier prioritaire",
    "en zone rurale",
    "dans une petite résidence",
    "pour mille logements",
    "avec une équipe réduite",
    "en période de travaux",
    "pendant l’été",
    "sans logiciel dédié",
)
SAID = (
    "Nous avons commencé par une résidence volontaire, puis étendu au bout de six mois.",
    "Le gardien note chaque passage dans un cahier, relevé une fois par semaine.",
    "Un tableau simple suffit\u00a0: date, adresse, suite donnée.",
    "Les locataires ont demandé un affichage dans le hall, nous l’avons fait.",
    "Le marché prévoit une pénalité, que nous n’avons jamais appliquée.",
    "Prévoyez une réunion de lancement avec l’agence et le prestataire.",
    "Chez nous, la direction de proximité tranche dans les deux jours.",
    "Attention au coût\u00a0: compter une heure par semaine et par résidence.",
)


class NotHere(Exception):
    """Outside a demonstration, or without anybody to ask; the message says why."""


def make(count, seed, *, slug="club", messages=10, told=lambda made: None):
    """Create `count` questions in a space with about `messages` messages each; returns how many."""
    if not settings.IS_LOCAL:
        raise NotHere("Les questions inventées n’entrent que dans la démonstration et les essais.")
    space = Space.objects.filter(slug=slug).first()
    people = list(User.objects.filter(pk__in=writers(space)).order_by("pk")) if space else []
    if not people:
        raise NotHere("Cet espace n’a aucun membre\u00a0: chargez d’abord la démonstration.")
    codes = [one["code"] for row in criteria_by_theme() for one in row["criteria"]]
    made = 0
    for ranks in batched(range(count), BATCH, strict=False):
        draws = [random.Random(f"{seed}:{rank}") for rank in ranks]  # noqa: S311 -- not a secret
        made += _write(space, people, codes, draws, messages)
        told(made)
    return made


@transaction.atomic
def _write(space, people, codes, draws, messages):
    references = next_references("QH-F", clock.today().year, len(draws))
    threads = [
        _thread(space, people, draw, reference, messages)
        for draw, reference in zip(draws, references, strict=True)
    ]
    Thread.objects.bulk_create(threads)
    audit_log.begin(threads, act="load", sentence=SENTENCE)
    rows = [
        row
        for one, draw in zip(threads, draws, strict=True)
        for row in _messages(one, people, draw)
    ]
    ThreadMessage.objects.bulk_create(rows, batch_size=500)
    _write_related(threads, rows, codes, draws)
    return len(threads)


def _thread(space, people, draw, reference, messages):
    """A question dated in the last two years; its answers follow."""
    subject, turn, place = draw.choice(SUBJECTS), draw.choice(TURNS), draw.choice(PLACES)
    asked_at = clock.now() - timedelta(minutes=draw.randrange(60, 730 * 24 * 60))
    answers = 0 if draw.random() < 0.1 else draw.randint(1, max(1, 2 * messages - 1))
    return Thread(
        space=space,
        reference=reference,
        author=draw.choice(people),
        title=f"{turn.format(subject)} {place}\u00a0?",
        created_at=asked_at,
        active_at=min(clock.now(), asked_at + timedelta(hours=answers)),
        messages_count=answers + 1,
        answers_count=answers,
        is_demo=True,
    )


def _messages(thread, people, draw):
    texts = [_draw_text(draw) for _ in range(2)]  # a thread stays on its subject
    for number in range(1, thread.messages_count + 1):
        source = draw.choice(texts)
        at = min(clock.now(), thread.created_at + timedelta(hours=number - 1))
        author = thread.author if number == 1 else draw.choice(people)
        yield ThreadMessage(
            thread=thread,
            number=number,
            author=author,
            source=source,
            html=_drawn(source),
            created_at=at,
            since_at=at,
        )


def _draw_text(draw):
    return "\n\n".join(draw.sample(SAID, draw.randint(1, 2)))


_drawn, _roots = cache(markup.drawn), cache(roots_of)  # a few hundred texts, drawn a thousand times


def _write_related(threads, rows, codes, draws):
    """Writes search words, tags and follows."""
    words = {one.pk: dict.fromkeys(roots_of(one.title), True) for one in threads}
    for row in rows:
        for root in _roots(row.source):
            words[row.thread_id].setdefault(root, False)
    ThreadWord.objects.bulk_create(
        [
            ThreadWord(thread=one, space_id=one.space_id, root=root, is_title=is_title)
            for one in threads
            for root, is_title in words[one.pk].items()
        ],
        batch_size=1000,
    )
    tags = [(one, draw.choice(codes)) for one, draw in zip(threads, draws, strict=True) if codes]
    ThreadTag.objects.bulk_create(
        ThreadTag(thread=one, code=code)
        for one, tag in tags
        for code in {tag, tag.partition(".")[0]}
    )
    Follow.objects.bulk_create(Follow(thread=one, person=one.author) for one in threads)
