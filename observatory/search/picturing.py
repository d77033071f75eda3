"""Taking the picture of the public sheets: by the worker, once enough of them have changed since the last one."""

import json
from array import array
from collections import defaultdict
from itertools import pairwise

from django.db import transaction

from observatory.models import PUBLISHED
from observatory.search import shelf
from observatory.search.mending import keys_of
from observatory.search.models import PictureList, PracticeEntry, ShelfPicture
from observatory.search.picture import FAR, LARGE, name_of, packed
from observatory.search.texts import FIELDS
from portal.ops.worker import often

COMMON = 200  # sheets: the index of words gives a shorter list as fast
PAIRED = 1_000  # sheets: two roots that common in a row take too long to look for
LONGEST = 50  # of a root: a longer one is nobody's common word
KEPT = 2  # pictures: a process may still read the one before
CHANGED = -1  # a mark that no sheet has: what changed meanwhile is read again by who starts from it


@often
def take_when_due(large=LARGE, far=FAR):
    """None while the last picture is near enough, or the sheets few."""
    kept = shelf.current()
    is_near = kept.picture and len(kept.loose) < far
    if is_near or len(kept.marks) < large:
        return None
    return take()


def take(common=COMMON, paired=PAIRED):
    """A picture of the sheets that are public now, whose number is returned; the oldest ones go."""
    marks, sets, words = {}, defaultdict(_slots), defaultdict(_slots)
    names = ("mark", "facets", "published_on", "reuse_count", "tokens")
    for slot, (pk, mark, *facts, tokens) in enumerate(_sheets(*names)):
        marks[pk] = mark
        for key in keys_of(pk, *facts):
            sets[key].append(slot)
        for field in FIELDS:
            for root in {*tokens[field].split()}:
                words[field, (root,)].append(slot)
    lists = {key: slots for key, slots in words.items() if _is_short(key) and len(slots) >= common}
    commonest = defaultdict(set)
    for (field, (root,)), slots in lists.items():
        if len(slots) >= paired:
            commonest[field].add(root)
    pairs = _pairs(commonest, marks) if commonest else {}
    _write(marks, sets, lists | pairs, commonest)
    shelf.leave()
    return len(marks)


def _slots():
    return array("I")


def _sheets(*names):
    rows = PracticeEntry.objects.filter(practice__state__in=PUBLISHED).order_by("pk")
    return rows.values_list("pk", *names).iterator(500)


def _is_short(key):
    return len(key[1][0]) <= LONGEST


def _pairs(paired, marks):
    """{(field, two roots in a row): slots} of the commonest roots; a sheet that changed meanwhile is marked."""
    found, places = defaultdict(_slots), {pk: slot for slot, pk in enumerate(marks)}
    changed = set(marks)
    for pk, mark, tokens in _sheets("mark", "tokens"):
        if marks.get(pk) != mark:
            continue
        changed.discard(pk)
        for field, roots in paired.items():
            said = tokens[field].split()
            for pair in {two for two in pairwise(said) if roots.issuperset(two)}:
                found[field, pair].append(places[pk])
    marks |= dict.fromkeys(changed, CHANGED)
    return found


@transaction.atomic
def _write(marks, sets, lists, paired):
    size = len(marks)
    parts = {key: packed(slots, size) for key, slots in sets.items()}
    made = ShelfPicture.objects.create(
        practices=array("q", marks).tobytes(),
        marks=array("q", marks.values()).tobytes(),
        names=json.dumps([[key, len(part)] for key, part in parts.items()]),
        sets=b"".join(parts.values()),
        paired={field: sorted(roots) for field, roots in paired.items()},
    )
    rows = (
        PictureList(picture=made, name=name_of(*key), sheets=packed(slots, size))
        for key, slots in lists.items()
    )
    PictureList.objects.bulk_create(rows, batch_size=200)
    older = ShelfPicture.objects.order_by("-pk").values_list("pk", flat=True)[KEPT:]
    ShelfPicture.objects.filter(pk__in=list(older)).delete()
