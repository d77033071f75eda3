"""Recording of revisions: one for each text that a save changes, one for what is typed in one go."""

from datetime import timedelta

from django.db.models import Max, Q

from portal.core import clock
from portal.revisions.models import TextRevision
from portal.revisions.texts import TEXTS

PERIOD = timedelta(minutes=10)  # quiet saves of one person are one revision meanwhile
ERASED = 40  # characters: a quiet save that takes more away begins a revision, and leaves the one before whole


def record(thing, changes, *, by, is_quiet=False):
    """`changes`: {(code, part): (before, after)}; the caller holds the lock of the thing and writes the text itself."""
    changes = {key: pair for key, pair in changes.items() if pair[0] != pair[1]}
    if not changes:
        return
    latest, at, made = _latest(thing, changes), clock.now(), []
    for (code, part), (before, after) in changes.items():
        last = latest.get((code, part))
        one = TextRevision(code=TEXTS[code].code, thing_id=thing.pk, part=part, begun_at=at, at=at)
        if last and last.text == before and is_quiet and _goes_on(last, after, by, at):
            last.text, last.at, last.longest = after, at, max(last.longest, len(after))
            last.save(update_fields=["text", "at", "longest"])
            continue
        if before and (last is None or last.text != before):  # written before revisions were kept
            made.append(
                TextRevision(
                    code=one.code, thing_id=thing.pk, part=part, text=before, begun_at=at, at=at
                )
            )
        one.text, one.by, one.is_quiet, one.longest = after, by, is_quiet, len(after)
        made.append(one)
    TextRevision.objects.bulk_create(made)


def _goes_on(last, after, by, at):
    """Is this quiet save the rest of what the same person is typing?"""
    is_same = last.is_quiet and last.by_id == by.pk and at - last.begun_at < PERIOD
    return is_same and len(after) >= last.longest - ERASED


def _latest(thing, keys):
    """{(code, part): the last revision} of several texts of one thing, in two queries at most."""
    codes, parts = {code for code, _ in keys}, {part for _, part in keys}
    rows = TextRevision.objects.filter(code__in=codes, thing_id=thing.pk, part__in=parts)
    last = rows.order_by().values("code", "part").annotate(last=Max("pk")).values("last")
    return {(row.code, row.part): row for row in TextRevision.objects.filter(pk__in=last)}


def latest_of(codes, thing_id, part=""):
    """The last revision that somebody wrote among these texts of a thing, or None."""
    rows = TextRevision.objects.filter(
        Q(code__in=codes), thing_id=thing_id, part=part, by__isnull=False
    )
    return rows.select_related("by").first()


def forget(thing):
    """Erased with their thing."""
    codes = [text.code for text in TEXTS.values() if text.model is type(thing)]
    TextRevision.objects.filter(code__in=codes, thing_id=thing.pk).delete()
