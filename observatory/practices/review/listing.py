"""Queue of practices to review: rank of one, and the usual time of an answer."""

from statistics import median

from django.db.models import Q

from observatory.practices.models import GoodPractice
from observatory.practices.review.models import PracticeReview
from portal.ui import words

FEWEST = 10  # under that, a median says more about one practice than about the review
LAST = 30


def place(practice):
    """(rank, number waiting), oldest first."""
    rows = GoodPractice.objects.filter(state=GoodPractice.State.SUBMITTED)
    earlier = Q(since_at__lt=practice.since_at) | Q(since_at=practice.since_at, pk__lte=practice.pk)
    return rows.filter(earlier).count(), rows.count()


def usual_days():
    """Median of the days between submission and first answer, the last thirty; None under ten."""
    rows = PracticeReview.objects.filter(read_at__isnull=False).order_by("-read_at")[:LAST]
    waits = [(read - sent).days for sent, read in rows.values_list("submitted_at", "read_at")]
    return round(median(waits)) if len(waits) >= FEWEST else None


def sentence(practice):
    """« 3e sur 7, réponse habituelle en 9 jours »."""
    rank, total = place(practice)
    ordinal = "1re" if rank == 1 else f"{rank}e"
    said = f"{ordinal} sur {total} dans la file de relecture"
    days = usual_days()
    return (
        said
        if days is None
        else f"{said}, réponse habituelle en {words.count(days, 'jour', 'jours')}"
    )
