"""Taking of the reading of performance, each morning by the worker, in place of the one before it."""

from django.db import transaction

from labelling.performance import counting, dispersion, sharing
from labelling.performance.models import PerformanceReading
from portal.core import clock

Part = PerformanceReading.Part


def take():
    """The years are whole ones: the last is the one before today’s."""
    today = clock.today()
    last = today.year - 1
    found = counting.read(last)
    ways = counting.ways(found, today)
    told = {
        Part.FIGURES: {"last": last, "figures": counting.figures(found), "ways": ways},
        Part.SCORES: counting.scores(last),
        Part.AUDITORS: dispersion.count(today),
        Part.SHARED: sharing.shared(found, last, ways),
    }
    with transaction.atomic():
        for part, content in told.items():
            facts = {"content": content, "taken_at": clock.now(), "taken_on": today}
            PerformanceReading.objects.update_or_create(part=part, defaults=facts)
