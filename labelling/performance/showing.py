"""Page of performance as it is shown: elements and scores."""

from django.template.loader import render_to_string

from labelling.performance import pages
from labelling.performance.models import PerformanceReading
from labelling.performance.rules import whole

Part = PerformanceReading.Part


def shown(user):
    """{"is_read", "is_whole", "drawn"}."""
    is_whole = bool(whole(user, None))
    parts = (Part.FIGURES, Part.SCORES) if is_whole else (Part.SHARED,)
    rows = PerformanceReading.objects.visible_to(user).filter(part__in=parts).order_by("part")
    if rows.count() < len(parts):
        return {"is_read": False, "is_whole": is_whole}
    context = pages.performance(user) | {"is_whole": is_whole}
    drawn = render_to_string("labelling/performance/reading.html", context)
    return {"is_read": True, "is_whole": is_whole, "drawn": drawn}
