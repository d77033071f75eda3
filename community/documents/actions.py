"""Actions on documents: add, replace by a new version, acknowledge reading, ask for it again."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils.text import slugify

from community.documents.models import KIND, DocumentReading, DocumentVersion, SpaceDocument
from community.documents.notices import TO_READ
from community.spaces.members.roles import writers
from community.spaces.models import Space
from community.spaces.rules import animator
from portal import documents
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

TOPIC = "community/documents"
RESERVED = {"nouveau"}
AGAIN = timedelta(days=7)  # between two reminders to the same person


def _entitle(by, space):
    if not animator(by, space):
        raise Forbidden(Problem("forbidden", f"Seul {animator.label} dépose un document."))


@transaction.atomic
def add(space, *, by, file, title, folder, summary="", asks_reading=False, **dates):
    """A document with its first version. Raises Forbidden; ValidationError of the file."""
    _entitle(by, space)
    # Two documents of one title, added at once, take two slugs.
    Space.objects.select_for_update().get(pk=space.pk)
    document = SpaceDocument.objects.create(
        space=space,
        slug=_free(space, title),
        title=title,
        folder=folder,
        summary=summary,
        asks_reading=asks_reading,
    )
    audit_log.write(
        document, by=by, act="add", sentence=f"{by} a déposé le document.", target=document.state
    )
    add_version(document, by=by, file=file, **dates)
    return document


def add_version(document, *, by, file, effective_on, expires_on=None, note=""):
    """Add the next version, numbered under the lock of the document; former versions are kept. Forbidden, Refused."""
    _entitle(by, document)
    sentence = "a déposé une version"
    with acting(document, by=by, act="add_version", sentence=sentence) as current:
        version = _next(current, by, file, effective_on, expires_on, note)
        current.expires_on = expires_on
    document.expires_on = expires_on
    return version


def _next(document, by, file, effective_on, expires_on, note):
    last = document.versions.select_related("file").first()
    number = document.versions.aggregate(number=Max("number"))["number"] or 0
    stored = documents.store(
        file, holder=document, by=by, kind=KIND, replaces=last.file if last else None
    )
    return DocumentVersion.objects.create(
        document=document,
        number=number + 1,
        file=stored,
        note=note,
        effective_on=effective_on,
        expires_on=expires_on,
        added_by=by,
    )


def check(document, *, by, expires_on):
    """Set another review date without a new file: the document is still right."""
    _entitle(by, document)
    if expires_on is not None and expires_on <= clock.today():
        raise Refused(Problem("past", "Donnez une date à venir, ou aucune."))
    with acting(document, by=by, act="check", sentence="a vérifié le document") as current:
        current.expires_on = expires_on
    document.expires_on = expires_on


def read(document, version, *, by):
    """« J’ai lu cette version », recorded once. Refused for a version that is not in force."""
    if not document.asks_reading or version is None or version != document.versions.first():
        raise Refused(Problem("replaced", "Ce document a une version plus récente. Lisez-la."))
    reading, _ = DocumentReading.objects.get_or_create(
        version=version, person=by, defaults={"read_at": clock.now()}
    )
    DocumentReading.objects.filter(pk=reading.pk, read_at=None).update(read_at=clock.now())


def waiting(document):
    """Primary keys of the members who have not read the version in force."""
    version = document.versions.first()
    if version is None or not document.asks_reading:
        return set()
    done = version.readings.filter(read_at__isnull=False).values_list("person", flat=True)
    return writers(document.space) - set(done)


def remind(document, *, by):
    """Mail whoever has not read, at least seven days after the last reminder; returns how many. Forbidden, Refused."""
    _entitle(by, document)
    keys = waiting(document)
    recent = Q(version=document.versions.first(), asked_at__gt=clock.now() - AGAIN)
    keys -= set(DocumentReading.objects.filter(recent).values_list("person", flat=True))
    if not keys:
        raise Refused(
            Problem(
                "nobody",
                "Personne à rappeler\u00a0: tous ont lu, ou l’ont été il y a moins de sept jours.",
            )
        )
    with acting(
        document,
        by=by,
        act="remind",
        sentence=f"a rappelé la lecture à {words.count(len(keys), 'personne', 'personnes')}",
    ):
        for key in sorted(keys):
            _ask(document.versions.first(), key)
    return len(keys)


def _ask(version, person):
    reading, _ = DocumentReading.objects.update_or_create(
        version=version, person_id=person, defaults={"asked_at": clock.now()}
    )
    day = clock.today().isoformat()
    outbox.write_once(TO_READ, reading, key=f"{reading.pk}:{day}", topic=TOPIC)


def _free(space, title):
    word = slugify(title)[:50].strip("-") or "document"
    taken = RESERVED | set(space.documents.values_list("slug", flat=True))
    return next(w for w in (word, *(f"{word}-{n}" for n in range(2, 999))) if w not in taken)
