"""Opinion on an event: its single question and its results; no comment is shown under five answers."""

from django.db import transaction
from django.db.models import Count

from home.gatherings.models import EventOpinion
from home.registrations.models import Registration
from portal.core import clock

ENOUGH = 5  # answers from which comments are shown: fewer would name who wrote them
RATINGS = range(1, 6)
WORDS = {1: "pas du tout", 2: "peu", 3: "moyennement", 4: "bien", 5: "tout à fait"}


def may_answer(registration):
    return registration.attended_at is not None and registration.answered_at is None


@transaction.atomic
def give(registration, *, rating, comment):
    """Once: the registration records that it answered, the opinion records nobody. False when already given."""
    one = held(registration)
    if not may_answer(one):
        return False
    one.answered_at = clock.now()
    one.save(update_fields=["answered_at"])
    EventOpinion.objects.create(event_id=one.event_id, rating=rating, comment=comment.strip())
    return True


def held(registration):
    """Its row, locked until the end of the transaction."""
    return Registration.objects.select_for_update().get(pk=registration.pk)


def results(event):
    """{answers, asked, mean, rows, comments}: three queries; comments from ENOUGH answers on."""
    many = dict(event.opinions.order_by().values_list("rating").annotate(many=Count("pk")))
    answers = sum(many.values())
    comments = _comments(
        event
    )  # read in any case: a page costs the same with one answer and with many
    asked = event.registrations.filter(attended_at__isnull=False).count()
    total = sum(rating * count for rating, count in many.items())
    return {
        "answers": answers,
        "asked": asked,
        "mean": round(total / answers, 1) if answers else None,
        "rows": [(f"{n}, {WORDS[n]}", many.get(n, 0)) for n in reversed(RATINGS)],
        "comments": comments if answers >= ENOUGH else [],
        "is_few": answers < ENOUGH,
    }


def _comments(event):
    rows = event.opinions.exclude(comment="").order_by("comment")
    return list(rows.values_list("comment", flat=True))
