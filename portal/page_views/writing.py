"""Writing of daily counts: rows of a thing and a day, added to or made, in few queries whatever their number."""

from django.db import transaction
from django.db.models import F

AT_ONCE = 500  # rows, below what SQLite takes of parameters


@transaction.atomic
def add_counts(model, thing, counts):
    """`counts`: {(key of the thing, day): how many}, added to the rows of `model` whose field `thing` is that key."""
    things, days = {key for key, _ in counts}, {day for _, day in counts}
    # Of many days, those between the first and the last: a list of them would be longer than what is read.
    rows = model.objects.filter(**{f"{thing}__in": things}, day__range=(min(days), max(days)))
    known = set(rows.order_by().values_list(thing, "day"))
    new = []
    for (key, day), many in sorted(counts.items()):
        if (key, day) in known:
            model.objects.filter(**{thing: key}, day=day).update(count=F("count") + many)
        else:
            new.append(model(**{f"{thing}_id": key}, day=day, count=many))
    model.objects.bulk_create(new, batch_size=AT_ONCE)
