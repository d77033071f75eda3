"""Search entries of practices: written and removed in the transaction of the publication.

Each change is passed on, in that same transaction, to registered followers (the queue of another engine).
"""

from django.db import transaction

from observatory.practices.models import GoodPractice
from observatory.practices.terms import PUBLISHED
from observatory.search import full_text
from observatory.search.documents import analysed, document, documents, mark_of
from observatory.search.models import PracticeEntry, SearchWord
from portal.search.french import sound

FOLLOWERS = []
AT_ONCE = 200


def register_follower(told):
    """Register `told(documents, gone)`: documents now public, primary keys no longer public."""
    FOLLOWERS.append(told)
    return told


def _tell(documents, gone):
    for told in FOLLOWERS:
        told(documents, gone)


@transaction.atomic
def keep(documents):
    """Write these entries; returns how many."""
    documents = list(documents)
    rows = [(one, analysed(one)) for one in documents]
    entries = [_entry(one, said.fields) for one, said in rows]
    # Nothing refers to an entry: a raw delete saves the collector, which would read the rows first.
    PracticeEntry.objects.filter(pk__in=[one.pk for one in documents])._raw_delete("default")
    PracticeEntry.objects.bulk_create(entries, batch_size=AT_ONCE)
    full_text.write([(one.pk, said.fields) for one, said in rows])
    _learn({word: shown for _, said in rows for word, shown in said.words.items()})
    return len(documents)


def _entry(document, fields):
    return PracticeEntry(
        practice_id=document.pk,
        content_hash=document.content_hash,
        mark=mark_of(document.content_hash),
        published_on=document.published_on,
        reuse_count=document.reuse_count,
        facets=document.facets,
        tokens=fields,
    )


def _learn(words):
    asked = sorted(words)
    fresh = asked if full_text.is_postgres() else _unknown(asked)
    rows = [SearchWord(word=w, shown=words[w][:60], sound=sound(w)) for w in fresh]
    SearchWord.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    full_text.add_grams(fresh)


def _unknown(asked):
    """Those whose grams are not there yet.

    Not asked of PostgreSQL: its grams are the table's own index, which it reads for equality too, a second for 500.
    """
    known = set()
    for start in range(0, len(asked), 500):
        part = asked[start : start + 500]
        known.update(SearchWord.objects.filter(word__in=part).values_list("word", flat=True))
    return [word for word in asked if word not in known]


@transaction.atomic
def forget(pks):
    """Delete these entries at once; returns how many there were."""
    pks = list(pks)
    count = PracticeEntry.objects.filter(pk__in=pks)._raw_delete("default")
    if count:
        full_text.erase(pks)
    return count


@transaction.atomic
def rebuild(documents):
    """Rebuild every entry; returns how many."""
    PracticeEntry.objects.all()._raw_delete("default")
    SearchWord.objects.all()._raw_delete("default")
    full_text.erase_all()
    count, part = 0, []
    for one in documents:
        part.append(one)
        if len(part) == AT_ONCE:
            count, part = count + keep(part), []
    return count + keep(part)


def published_documents():
    """Documents of all published practices, in batches."""
    rows = GoodPractice.objects.published().select_related("organism").order_by("pk")
    return documents(rows.iterator(chunk_size=AT_ONCE))


def follow_practice(practice):
    """Write the entry of a published practice, delete that of another."""
    if practice.state in PUBLISHED:
        one = document(practice)
        keep([one])
        _tell([one], [])
    elif forget([practice.pk]):
        _tell([], [practice.pk])


def follow_deleted(practice):
    """The entry was deleted by cascade; its words are deleted here."""
    full_text.erase([practice.pk])
    _tell([], [practice.pk])


def follow_practices(practices):
    """Write the entries of many published practices with their organisms loaded."""
    found = list(documents(practices))
    keep(found)
    _tell(found, [])


@transaction.atomic
def follow_organism(organism):
    """Name, family, region and size are in the entries of its practices."""
    rows = GoodPractice.objects.published().filter(organism=organism).select_related("organism")
    kept = dict(
        PracticeEntry.objects.filter(practice__organism=organism).values_list("pk", "content_hash")
    )
    changed = [one for one in documents(rows) if kept.get(one.pk) != one.content_hash]
    if changed:
        keep(changed)
        _tell(changed, [])
