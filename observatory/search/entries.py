"""The entries kept in step: written with the practice, gone with its publication, in one transaction.

What changes is told to whoever follows (another engine's outbox), in that same transaction.
"""

from django.db import transaction

from observatory.practices.models import GoodPractice
from observatory.practices.terms import PUBLISHED
from observatory.search import texts
from observatory.search.documents import analysed, document, documents, number
from observatory.search.models import PracticeEntry, SearchWord
from portal.search.phonetics import sound

FOLLOWERS = []
AT_ONCE = 200


def register_follower(told):
    """Register `told(documents, gone)`: documents now public, pks that are no longer."""
    FOLLOWERS.append(told)
    return told


def _tell(documents, gone):
    for told in FOLLOWERS:
        told(documents, gone)


@transaction.atomic
def keep(documents):
    """Write these entries anew; returns how many."""
    documents = list(documents)
    rows = [(one, analysed(one)) for one in documents]
    entries = [_entry(one, said.fields) for one, said in rows]
    PracticeEntry.objects.filter(pk__in=[one.pk for one in documents])._raw_delete("default")
    PracticeEntry.objects.bulk_create(entries, batch_size=AT_ONCE)
    texts.write([(one.pk, said.fields) for one, said in rows])
    _learn({word: shown for _, said in rows for word, shown in said.words.items()})
    return len(documents)


def _entry(document, fields):
    return PracticeEntry(
        practice_id=document.pk,
        stamp=document.stamp,
        mark=number(document.stamp),
        published_on=document.published_on,
        reuse_count=document.reuse_count,
        facets=document.facets,
        tokens=fields,
    )


def _learn(words):
    known = set()
    asked = sorted(words)
    for start in range(0, len(asked), 500):
        part = asked[start : start + 500]
        known.update(SearchWord.objects.filter(word__in=part).values_list("word", flat=True))
    fresh = [word for word in asked if word not in known]
    rows = [SearchWord(word=w, shown=words[w][:60], sound=sound(w)) for w in fresh]
    SearchWord.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    texts.add_grams(fresh)


@transaction.atomic
def forget(pks):
    """These entries leave at once; returns how many there were."""
    pks = list(pks)
    count = PracticeEntry.objects.filter(pk__in=pks)._raw_delete("default")
    if count:
        texts.erase(pks)
    return count


@transaction.atomic
def rebuild(documents):
    """Every entry anew, from nothing; returns how many."""
    PracticeEntry.objects.all()._raw_delete("default")
    SearchWord.objects.all()._raw_delete("default")
    texts.erase_all()
    count, part = 0, []
    for one in documents:
        part.append(one)
        if len(part) == AT_ONCE:
            count, part = count + keep(part), []
    return count + keep(part)


def published_documents():
    """The documents of all published practices, a few hundred at a time."""
    rows = GoodPractice.objects.published().select_related("organism").order_by("pk")
    return documents(rows.iterator(chunk_size=AT_ONCE))


def follow_practice(practice):
    """Its entry as it is now: written when it is published, taken away when it is not."""
    if practice.state in PUBLISHED:
        one = document(practice)
        keep([one])
        _tell([one], [])
    elif forget([practice.pk]):
        _tell([], [practice.pk])


def follow_deleted(practice):
    """Its entry has gone with it; its words go too."""
    texts.erase([practice.pk])
    _tell([], [practice.pk])


def follow_practices(practices):
    """The entries of many published practices, their organisms at hand, written at once."""
    found = list(documents(practices))
    keep(found)
    _tell(found, [])


@transaction.atomic
def follow_organism(organism):
    """Its name, family, region and size are in the entries of its practices."""
    rows = GoodPractice.objects.published().filter(organism=organism).select_related("organism")
    kept = dict(
        PracticeEntry.objects.filter(practice__organism=organism).values_list("pk", "stamp")
    )
    changed = [one for one in documents(rows) if kept.get(one.pk) != one.stamp]
    if changed:
        keep(changed)
        _tell(changed, [])
